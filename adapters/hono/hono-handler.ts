import type { Handler } from '../../src/http/index.js';
import type { HonoContext } from './hono-types.js';

/**
 * Serves a web-standard handler from Hono 4, under the handler's base path:
 * `app.all('/api/*', honoHandler(createHandler(forge)))`. A body that a middleware has read before, with
 * `c.req.json()` for instance, is read again.
 */
export function honoHandler(handler: Handler): (context: HonoContext) => Promise<Response> {
  return async ({ req }) => handler(req.raw.bodyUsed ? withBody(req.raw, await req.arrayBuffer()) : req.raw);
}

function withBody({ url, method, headers, signal }: Request, body: ArrayBuffer): Request {
  return new Request(url, { method, headers, signal, body });
}
