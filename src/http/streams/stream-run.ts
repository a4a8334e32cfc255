import type { PromptForge, QuotaStatus, RunEvent, RunEventListener, RunFacts } from '../../index.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { endWith } from './end-with.js';
import { type EventStream, eventStream } from './event-stream.js';
import { lastSequenceOf, sentEvent, sentStep } from './run-stream-events.js';
import type { ServerSentEvent } from './server-sent-event.js';

/** Milliseconds between two signs of life. */
export const heartbeatMs = 15_000;

export interface StreamedRun {
  readonly forge: PromptForge;
  readonly request: Request;
  readonly token: string | null;
  readonly start: (watch: { readonly signal: AbortSignal; readonly onEvent: RunEventListener }) => Promise<RunFacts>;
}

/**
 * Carries a run out and tells its events as they happen: `result` is the last one, or `problem`. Whoever
 * leaves ends the run, and is charged for what it used. `RateLimit` is what is left once the run was let in.
 * @throws what the run fails with before it is let in, so that it can be told by its status.
 */
export async function streamRun({ forge, request, token, start }: StreamedRun): Promise<Response> {
  const left = new AbortController();
  const early: RunEvent[] = [];
  let stream: EventStream | null = null;
  let letIn: (quota: readonly QuotaStatus[]) => void = () => {};
  // From here on the run costs something, and has a story to tell.
  const admitted = new Promise<Pick<RunFacts, 'quota'>>((resolve) => {
    letIn = (quota) => resolve({ quota });
  });
  const running = start({
    signal: AbortSignal.any([request.signal, left.signal]),
    onEvent: (event) => {
      if (stream === null) early.push(event);
      else stream.send(sentEvent(event));
      if (event.type === 'quota.left') letIn(event.quota);
    },
  });
  const known = await Promise.race([running, admitted]);
  // Asked before there is a stream: one that nobody reads would never end.
  const again = 'replayed' in known && known.replayed ? await happened(known.runId) : null;
  const opened = eventStream({ onLeave: () => left.abort(), headers: rateLimitHeaders(known.quota), heartbeatMs });
  stream = opened;
  for (const event of again ?? early.map(sentEvent)) opened.send(event);
  endWith(opened, 'result', running, forge);
  return opened.response;

  /** What happened in a run that was carried out before, as far as the client has not heard of it. */
  async function happened(runId: string): Promise<readonly ServerSentEvent[]> {
    const after = lastSequenceOf(request, runId);
    const events = await forge.runs.events({ token, runId });
    return events.filter(({ sequence }) => sequence > after).map(sentStep);
  }
}
