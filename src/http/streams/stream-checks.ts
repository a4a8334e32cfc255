import type { CheckRunRequest } from '../../checks/index.js';
import type { CheckReport, PromptForge } from '../../index.js';
import { endWith } from './end-with.js';
import { eventStream } from './event-stream.js';
import { heartbeatMs } from './stream-run.js';

export interface StreamedChecks {
  readonly forge: PromptForge;
  readonly request: Request;
  readonly start: (watch: Required<Pick<CheckRunRequest, 'signal' | 'onEvent'>>) => Promise<CheckReport>;
}

/**
 * Runs checks and tells each as it begins and ends; `report` comes last, or `problem`. Whoever leaves breaks
 * the run off, and what was made for it is erased.
 * @throws what the run is refused with, so that it can be told by its status.
 */
export async function streamChecks({ forge, request, start }: StreamedChecks): Promise<Response> {
  const left = new AbortController();
  const stream = eventStream({ onLeave: () => left.abort(), headers: {}, heartbeatMs });
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const running = start({
    signal: AbortSignal.any([request.signal, left.signal]),
    onEvent({ type, ...data }) {
      begin();
      stream.send({ id: null, event: type, data });
    },
  });
  await Promise.race([running, begun]);
  endWith(stream, 'report', running, forge);
  return stream.response;
}
