import type { RunEvent, TelemetryEvent } from '../../index.js';
import type { ServerSentEvent } from './server-sent-event.js';

/** An event of a run as a client gets it. What is kept with the run has an id to go on from. */
export function sentEvent(event: RunEvent): ServerSentEvent {
  if (!('sequence' in event)) {
    const { type, ...data } = event;
    return { id: null, event: type, data };
  }
  return sentStep(event);
}

/** One that was kept, without its owner, whom the client knows. */
export function sentStep({
  type,
  runId,
  sequence,
  at,
  data,
}: Omit<TelemetryEvent, 'orgId' | 'userId'>): ServerSentEvent {
  return { id: `${runId}:${sequence}`, event: type, data: { runId, sequence, at, data } };
}

/** The sequence of the last event a client has got of a run; 0 when it has none of it. */
export function lastSequenceOf(request: Request, runId: string): number {
  const id = request.headers.get('last-event-id') ?? '';
  const sequence = id.startsWith(`${runId}:`) ? id.slice(runId.length + 1) : '';
  return /^\d{1,9}$/.test(sequence) ? Number(sequence) : 0;
}
