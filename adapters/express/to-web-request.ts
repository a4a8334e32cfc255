import type { IncomingMessage } from 'node:http';
import type { ExpressRequest } from './express-types.js';

/** The same request in the web's own terms. The host name is not passed on: no route depends on it. */
export function toWebRequest(request: ExpressRequest, signal: AbortSignal): Request {
  const method = request.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(request);
  return new Request(`http://localhost${pathOf(request.originalUrl)}`, {
    method,
    headers: headersOf(request),
    signal,
    ...(body === null ? {} : { body, duplex: 'half' }),
  });
}

/** A request target may also be a whole URL (RFC 9112 section 3.2.2) or a lone asterisk. */
function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : '/';
}

function headersOf(request: ExpressRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const single of [value ?? []].flat()) headers.append(name, single);
  }
  return headers;
}

/** A body parser that ran before has eaten the stream; what it made of JSON is written out again. */
function bodyOf(request: ExpressRequest): BodyInit {
  const { body } = request;
  if (body === undefined || (!request.readableEnded && request.readable)) return streamOf(request);
  return typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body);
}

/**
 * The body as a web stream that reads nothing before it is asked to. `Readable.toWeb` would destroy
 * the connection when a handler stops reading, and the answer with it.
 */
function streamOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = request.iterator({ destroyOnReturn: false });
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return?.();
        // What is left is thrown away, so that the next request on the connection can be read.
        request.resume();
      },
    },
    { highWaterMark: 0 },
  );
}
