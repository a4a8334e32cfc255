import type { LiveItem } from '../index.js';
import { lostConnection, pause } from './lost-connection.js';
import { type Problem, ProblemError, problemOf } from './problem-error.js';
import { readEvents } from './read-events.js';

export interface LiveRequest {
  /** `organization` takes the permission `analytics:read_organization`. Default: `self`. */
  readonly of?: 'self' | 'organization';
  /** Of the snapshot: ISO 8601 dates, or times with their zone; both or none. Default: the last 30 days. */
  readonly from?: string;
  readonly to?: string;
  /** The `cursor` of an earlier item: go on after it, without a snapshot. */
  readonly after?: string;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
}

interface LiveParts {
  readonly baseUrl: string;
  readonly send: (request: Request) => Promise<Response>;
}

/** Milliseconds to wait before connecting anew, since the last item came. */
const pausesMs = [0, 500, 1_000, 2_000, 4_000, 8_000] as const;

/**
 * Figures, and what happens from then on. When the connection breaks off, or the token is past its time, it goes
 * on from the last item: none is lost or comes twice.
 * @throws ProblemError for what is refused; TypeError when there is no connection.
 */
export async function* liveEvents(
  { baseUrl, send }: LiveParts,
  request: LiveRequest,
): AsyncGenerator<LiveItem, void, undefined> {
  const { after = '', signal: given, ...query } = request;
  const signal = given ?? null;
  const search = new URLSearchParams(query).toString();
  const url = `${baseUrl}/analytics/live${search === '' ? '' : `?${search}`}`;
  let cursor = after;
  let attempt = 0;
  let broken: unknown = null;
  do {
    await pause(attempt === 0 ? 0 : (pausesMs[attempt - 1] ?? 0), signal);
    attempt += 1;
    try {
      const headers = { accept: 'text/event-stream', ...(cursor === '' ? {} : { 'last-event-id': cursor }) };
      for await (const item of itemsOf(await send(new Request(url, { headers, signal })))) {
        cursor = item.cursor;
        attempt = 1;
        yield item;
      }
    } catch (error) {
      // There may be another token by now, or another server.
      const mayComeBack = isOver(error) || (error instanceof ProblemError && error.problem.status >= 500);
      broken = mayComeBack && signal?.aborted !== true ? error : lostConnection(error, signal);
      // At the first try there is nothing to come back to.
      if (cursor === '') throw broken;
    }
  } while (attempt <= pausesMs.length);
  if (broken instanceof ProblemError) throw broken;
  throw new TypeError('The connection broke off, and could not be made anew. Go on from the last cursor.', {
    cause: broken,
  });
}

/** A stream that its server ended after it had begun. */
class StreamEnded extends ProblemError {}

function isOver(error: unknown): boolean {
  return error instanceof StreamEnded && error.problem.code === 'session_expired';
}

async function* itemsOf(response: Response): AsyncGenerator<LiveItem, void, undefined> {
  if (!response.ok) throw await problemOf(response);
  for await (const { event, data } of readEvents(response)) {
    if (event === 'problem') throw new StreamEnded(JSON.parse(data) as Problem);
    yield JSON.parse(data) as LiveItem;
  }
}
