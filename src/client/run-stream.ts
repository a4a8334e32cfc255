import type { RunEvent } from '../index.js';
import { lostConnection, pause } from './lost-connection.js';
import type { paths } from './paths.js';
import { type Problem, ProblemError, problemOf } from './problem-error.js';
import { readEvents } from './read-events.js';

/** Routes that tell a run as it happens. */
export type StreamedPath = '/gpt-editor' | '/score' | '/compare' | '/gpt-test';

export type StreamedBody<Path extends StreamedPath> = paths[Path]['post']['requestBody']['content']['application/json'];

export type StreamedResult<Path extends StreamedPath> =
  paths[Path]['post']['responses'][200]['content']['application/json'];

/** What happens in a run. `result` is the last one; a run that fails throws instead. Switch on `type`. */
export type RunStreamEvent<Path extends StreamedPath = StreamedPath> =
  | RunEvent
  | { readonly type: 'result'; readonly data: StreamedResult<Path> };

export interface RunStreamRequest<Path extends StreamedPath> {
  readonly body: StreamedBody<Path>;
  /** Names the run, so that asking again costs nothing more. Default: a random UUID. */
  readonly idempotencyKey?: string;
  /** Ends the run, which pays for what it has used. */
  readonly signal?: AbortSignal;
}

interface RunStreamParts {
  readonly baseUrl: string;
  readonly send: (request: Request) => Promise<Response>;
}

/** What is known of a run whose stream may break off. */
interface Heard {
  runId: string | null;
  lastEventId: string;
  /** Known of a run that is followed, at its end. */
  hasSucceeded: boolean;
}

/** Milliseconds to wait before asking again what a run came to, while there is no connection. */
const pausesMs = [0, 500, 1_000, 2_000, 4_000, 8_000] as const;

/**
 * Has a run carried out and tells it. When the connection breaks off, what the run came to is asked for: it is not
 * carried out a second time.
 * @throws ProblemError for a run that is refused or fails.
 */
export async function* runStream<Path extends StreamedPath>(
  { baseUrl, send }: RunStreamParts,
  path: Path,
  request: RunStreamRequest<Path>,
): AsyncGenerator<RunStreamEvent<Path>, void, undefined> {
  const { idempotencyKey = crypto.randomUUID() } = request;
  const signal = request.signal ?? null;
  const body = JSON.stringify(request.body);
  const ask = (accept: string) => {
    const headers = { accept, 'content-type': 'application/json', 'idempotency-key': idempotencyKey };
    return send(new Request(`${baseUrl}${path}`, { method: 'POST', headers, body, signal }));
  };
  const follow = (runId: string, lastEventId: string) => {
    const headers = { accept: 'text/event-stream', 'last-event-id': lastEventId };
    return send(new Request(`${baseUrl}/runs/${encodeURIComponent(runId)}/events`, { headers, signal }));
  };
  const heard: Heard = { runId: null, lastEventId: '', hasSucceeded: false };
  let broken: unknown = null;
  const first = await ask('text/event-stream');
  try {
    for await (const event of eventsOf<Path>(first, heard)) {
      yield event;
      if (event.type === 'result') return;
    }
  } catch (error) {
    broken = lostConnection(error, signal);
  }
  for (const pauseMs of pausesMs) {
    if (heard.runId === null) break;
    await pause(pauseMs, signal);
    try {
      const followed = await follow(heard.runId, heard.lastEventId);
      if (isAway(followed)) {
        broken = await problemOf(followed);
        continue;
      }
      yield* eventsOf<Path>(followed, heard);
      if (!heard.hasSucceeded) continue;
      // Nothing is begun by this: it is the answer that was given.
      const answer = await ask('application/json');
      if (isAway(answer)) {
        broken = await problemOf(answer);
        continue;
      }
      if (!answer.ok) throw await problemOf(answer);
      yield { type: 'result', data: (await answer.json()) as StreamedResult<Path> };
      return;
    } catch (error) {
      broken = lostConnection(error, signal);
    }
  }
  throw new TypeError('The connection broke off, and what the run came to is not known.', { cause: broken });
}

/** Nobody is there to ask, as while servers are replaced: that says nothing of the run, whose failure is an event. */
function isAway({ status }: Response): boolean {
  return status >= 500;
}

/** The events of one answer, as far as there are any. */
async function* eventsOf<Path extends StreamedPath>(
  response: Response,
  heard: Heard,
): AsyncGenerator<RunStreamEvent<Path>, void, undefined> {
  if (!response.ok) throw await problemOf(response);
  for await (const { id, event: type, data: text } of readEvents(response)) {
    const data = JSON.parse(text);
    if (type === 'problem') throw new ProblemError(data as Problem);
    if (type === 'run') {
      heard.hasSucceeded = data.status === 'succeeded';
      continue;
    }
    if (type === 'result') {
      yield { type, data: data as StreamedResult<Path> };
      continue;
    }
    heard.runId = String(data.runId);
    if (id !== undefined) heard.lastEventId = id;
    yield { type, ...data } as RunEvent;
  }
}
