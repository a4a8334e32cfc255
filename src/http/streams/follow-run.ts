import { setTimeout as pause } from 'node:timers/promises';
import { errorCodes, type PromptForge, PromptForgeError, type Run, toProblem } from '../../index.js';
import { eventStream } from './event-stream.js';
import { lastSequenceOf, sentStep } from './run-stream-events.js';
import { heartbeatMs } from './stream-run.js';

/** How often the ledger is asked whether a run has ended, in milliseconds. */
const askEveryMs = 1_000;

export interface FollowedRun {
  readonly forge: PromptForge;
  readonly request: Request;
  readonly token: string | null;
  readonly runId: string;
  /** Sequence of the last event that is known. */
  readonly after: number;
}

/**
 * Tells the kept events of a run, from the one after `Last-Event-ID`, waits for its end if it is under way,
 * and tells that as `run`, with `problem` behind it if it failed. Events are kept when a run ends; whoever carries it out hears them at once.
 * @throws PromptForgeError `run_not_found`
 */
export async function followRun({ forge, request, token, runId, after }: FollowedRun): Promise<Response> {
  const asked = { token, runId };
  const first = await forge.runs.get(asked);
  const left = new AbortController();
  const signal = AbortSignal.any([request.signal, left.signal]);
  const stream = eventStream({ onLeave: () => left.abort(), headers: {}, heartbeatMs });
  let last = Math.max(after, lastSequenceOf(request, runId));
  const follow = async () => {
    for (let run = first; ; run = await forge.runs.get(asked)) {
      for (const event of await forge.runs.events(asked)) {
        if (event.sequence <= last) continue;
        stream.send(sentStep(event));
        last = event.sequence;
      }
      if (run.status !== 'reserved') {
        stream.send({ id: null, event: 'run', data: run });
        if (run.status !== 'succeeded') stream.send({ id: null, event: 'problem', data: toProblem(failureOf(run)) });
        return;
      }
      await pause(askEveryMs, undefined, { signal, ref: false });
    }
  };
  follow()
    .catch((error: unknown) => {
      if (signal.aborted) return;
      const problem = toProblem(error);
      if (problem.status >= 500) forge.reportError(error, { during: 'http' });
      stream.send({ id: null, event: 'problem', data: problem });
    })
    .finally(() => stream.end());
  return stream.response;
}

function failureOf({ error }: Run): PromptForgeError {
  if (error === null) {
    return new PromptForgeError('run_abandoned', 'The process that carried the run out has gone. Ask again.');
  }
  // Another version of the package may have written it.
  return new PromptForgeError(errorCodes.find((known) => known === error.code) ?? 'internal', error.message);
}
