import { type LiveItem, type PromptForge, PromptForgeError, type TimeRange, toProblem } from '../../index.js';
import { pulledEventStream } from './pulled-event-stream.js';
import type { ServerSentEvent } from './server-sent-event.js';
import { heartbeatMs } from './stream-run.js';

export interface StreamedAnalytics {
  readonly forge: PromptForge;
  readonly request: Request;
  readonly token: string | null;
  readonly of: 'self' | 'organization';
  /** The cursor to go on from; null to begin with a snapshot. */
  readonly after: string | null;
  readonly range?: TimeRange;
}

/**
 * Follows the events of the caller or the organization for as long as the client reads, the session lasts, and
 * PromptForge is open.
 * @throws what the request is refused with, so that it can be told by its status.
 */
export async function streamAnalytics(asked: StreamedAnalytics): Promise<Response> {
  const { forge, request, token, of, after } = asked;
  const left = new AbortController();
  const signal = AbortSignal.any([request.signal, left.signal]);
  const permission = of === 'self' ? 'analytics:read' : 'analytics:read_organization';
  // Browsers send it when they connect anew, to the very address they first went to.
  const cursor = request.headers.get('last-event-id') || after;
  const start = cursor === null ? (asked.range === undefined ? {} : { range: asked.range }) : { after: cursor };
  let onOpen = () => {};
  const opened = new Promise<void>((resolve) => {
    onOpen = resolve;
  });
  const events = sentItems(forge.analytics.subscribe({ token, of, signal, onOpen, ...start }));
  const first = events.next();
  await Promise.race([first, opened]);
  return pulledEventStream({
    events,
    first,
    heartbeatMs,
    onLeave: () => left.abort(),
    mayGoOn: () => requireStill(forge, token, permission),
    problemOf(error) {
      const problem = toProblem(error);
      if (problem.status >= 500) forge.reportError(error, { during: 'http' });
      return { id: null, event: 'problem', data: problem };
    },
  });
}

async function* sentItems(items: AsyncIterable<LiveItem>): AsyncGenerator<ServerSentEvent, void, undefined> {
  for await (const item of items) {
    yield { id: item.cursor, event: item.type === 'snapshot' ? item.type : item.event.type, data: item };
  }
}

/** A session that has ended ends the stream, also where nothing happens. A storage that is away does not. */
async function requireStill(
  { sessions, plans }: PromptForge,
  token: string | null,
  permission: 'analytics:read' | 'analytics:read_organization',
): Promise<void> {
  try {
    await plans.require(await sessions.require(token, permission), 'analytics');
  } catch (error) {
    const isOutage = PromptForgeError.is(error) && toProblem(error).status >= 500;
    if (!isOutage) throw error;
  }
}
