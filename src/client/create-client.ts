import createFetchClient, { type Client } from 'openapi-fetch';
import type { LiveItem } from '../index.js';
import { type LiveRequest, liveEvents } from './live-events.js';
import type { paths } from './paths.js';
import { renewingFetch } from './renewing-fetch.js';
import { type RunStreamEvent, type RunStreamRequest, runStream, type StreamedPath } from './run-stream.js';

export interface ClientOptions {
  /** Where the routes begin, without a slash at the end. Default: `/api` of the page's own origin. */
  readonly baseUrl?: string;
  /** The access token to send. Default: none, a cookie holds it. */
  readonly token?: () => string | null | Promise<string | null>;
  /**
   * Sees to a new access token once the old one's time is over, and tells whether there is one: requests are then
   * sent once more. Default: where a cookie holds the token, `POST /sessions/refresh`; otherwise nothing is done.
   */
  readonly renew?: () => Promise<boolean>;
  /** Default: that of the platform. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * Calls the routes with types of their own: `client.GET('/runs/{runId}', { params: { path: { runId } } })` resolves
 * with `{ data, error, response }`, where `error` is a problem document; it rejects only when there is no answer.
 * @see https://openapi-ts.dev/openapi-fetch/
 */
export interface PromptForgeClient extends Client<paths, 'application/json' | 'application/problem+json'> {
  /**
   * Has a run carried out and tells it as it happens; `result` comes last. Leaving the loop ends the run. When the
   * connection breaks off, the client comes back to ask what the run came to, and does not begin another one.
   * @throws ProblemError for a run that is refused or fails; TypeError when there is no connection.
   */
  stream<Path extends StreamedPath>(
    path: Path,
    request: RunStreamRequest<Path>,
  ): AsyncGenerator<RunStreamEvent<Path>, void, undefined>;
  /**
   * The figures of the caller, and what happens from then on. It comes back by itself after a lost connection and
   * with a new token, and goes on after the last item: none is lost or comes twice. Leaving the loop ends it.
   * @throws ProblemError for what is refused; TypeError when there is no connection for about 15 seconds.
   */
  live(request?: LiveRequest): AsyncGenerator<LiveItem, void, undefined>;
}

/** A client of the routes of `createHandler()`, for browsers and servers. */
export function createClient(options: ClientOptions = {}): PromptForgeClient {
  const { token, fetch = (request) => globalThis.fetch(request) } = options;
  const baseUrl = absolute(options.baseUrl ?? '/api');
  const refresh = async () => (await fetch(refreshRequest(baseUrl))).ok;
  const send = renewingFetch({
    fetch,
    token: token ?? (() => null),
    renew: options.renew ?? (token === undefined ? refresh : async () => false),
  });
  const client = createFetchClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl, fetch: send });
  return {
    ...client,
    stream: (path, request) => runStream({ baseUrl, send }, path, request),
    live: (request = {}) => liveEvents({ baseUrl, send }, request),
  };
}

/** Where there is a page, addresses may be relative to its origin. */
function absolute(baseUrl: string): string {
  const { location } = globalThis as { readonly location?: { readonly origin: string } };
  return (baseUrl.startsWith('/') && location !== undefined ? `${location.origin}${baseUrl}` : baseUrl).replace(
    /\/+$/,
    '',
  );
}

function refreshRequest(baseUrl: string): Request {
  const headers = { 'content-type': 'application/json' };
  return new Request(`${baseUrl}/sessions/refresh`, { method: 'POST', headers, body: '{}' });
}
