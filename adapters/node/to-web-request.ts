import type { IncomingMessage } from 'node:http';
import { tellAddress } from '../../src/http/index.js';
import { bodyOf } from './body-of.js';

/** What a server knows of a request besides what it received. */
export interface Received {
  /** Scheme and host it was sent to: `https://example.com`. */
  readonly origin: string;
  /** The target of the request, also under a mount path: path and query, a whole URL, or a lone asterisk. */
  readonly target: string;
  /** IP address of the client; null where it is not known. */
  readonly address: string | null;
  /** What a body parser has made of the body; undefined when none ran. */
  readonly parsedBody?: unknown;
}

/** The same request in the web's own terms. */
export function toWebRequest(request: IncomingMessage, received: Received, signal: AbortSignal): Request {
  const method = request.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(request, received.parsedBody);
  const sent = new Request(urlOf(received), {
    method,
    headers: headersOf(request),
    signal,
    ...(body === null ? {} : { body, duplex: 'half' }),
  });
  return tellAddress(sent, received.address);
}

/** As much of a request as a guard looks at: its body is for those after it. */
export function toBodilessRequest(request: IncomingMessage, received: Pick<Received, 'origin' | 'target'>): Request {
  // The web's Request cannot express a TRACE, which changes as little as a GET.
  const method = request.method === 'TRACE' ? 'GET' : (request.method ?? 'GET');
  return new Request(urlOf(received), { method, headers: headersOf(request) });
}

/** A request target may also be a whole URL (RFC 9112 section 3.2.2) or a lone asterisk. */
function urlOf({ origin, target }: Pick<Received, 'origin' | 'target'>): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return `${origin}${path.startsWith('/') ? path : '/'}`;
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const single of [value ?? []].flat()) headers.append(name, single);
  }
  return headers;
}
