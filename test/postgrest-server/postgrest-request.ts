import type { IncomingHttpHeaders } from 'node:http';
import { postgrestError } from './postgrest-error.js';

export interface PostgrestRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** A HEAD, which is answered as a GET without its body. */
  readonly head: boolean;
  /** Below `/rest/v1/`. */
  readonly path: string;
  readonly search: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly schema: string;
  readonly preferences: ReadonlySet<string>;
  /** Whether the caller wants one record instead of a list. */
  readonly singular: boolean;
}

export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const basePath = '/rest/v1/';

/** @param schemas the exposed ones; the first is meant when a request names none. */
export function readRequest({ method, url, headers, body }: RawRequest, schemas: readonly string[]): PostgrestRequest {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (!pathname.startsWith(basePath)) throw postgrestError(404, 'PGRST125', 'Invalid path specified in request URL');
  const head = method === 'HEAD';
  const verb = head ? 'GET' : method;
  if (verb !== 'GET' && verb !== 'POST' && verb !== 'PATCH' && verb !== 'DELETE') {
    throw postgrestError(405, 'PGRST117', `Unsupported HTTP method: ${method}`);
  }
  const profile = headers[verb === 'GET' ? 'accept-profile' : 'content-profile'];
  return {
    method: verb,
    head,
    path: decodeURIComponent(pathname.slice(basePath.length)),
    search: searchParams,
    headers,
    body,
    schema: exposedSchema(typeof profile === 'string' ? profile : schemas[0], schemas),
    preferences: new Set(
      String(headers.prefer ?? '')
        .split(',')
        .map((preference) => preference.trim()),
    ),
    singular: String(headers.accept ?? '').startsWith('application/vnd.pgrst.object+json'),
  };
}

function exposedSchema(wanted: string | undefined, schemas: readonly string[]): string {
  if (wanted !== undefined && schemas.includes(wanted)) return wanted;
  throw postgrestError(406, 'PGRST106', `Invalid schema: ${wanted}`, {
    hint: `Only the following schemas are exposed: ${schemas.join(', ')}`,
  });
}

/** The body as JSON; an empty one counts as a record without fields. */
export function readJson(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw postgrestError(400, 'PGRST102', 'Empty or invalid json');
  }
}
