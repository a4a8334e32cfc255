import { type PromptForge, toProblem } from '../../index.js';
import type { EventStream } from './event-stream.js';

/** Ends a stream with what a task answers, as the event of that name, or with the `problem` it fails with. */
export function endWith(stream: EventStream, name: string, task: Promise<object>, forge: PromptForge): void {
  task
    .then(
      (data) => stream.send({ id: null, event: name, data }),
      (error: unknown) => {
        const problem = toProblem(error);
        if (problem.status >= 500) forge.reportError(error, { during: 'http' });
        stream.send({ id: null, event: 'problem', data: problem });
      },
    )
    .finally(() => stream.end());
}
