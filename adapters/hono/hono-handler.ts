import type { IncomingMessage } from 'node:http';
import { type Handler, tellAddress } from '../../src/http/index.js';
import { addressOf } from '../node/address-of.js';
import { checkedTrustProxy } from '../node/origin-of.js';
import type { HonoContext } from './hono-types.js';

export interface HonoHandlerOptions {
  /**
   * How many proxies of yours stand in front of `@hono/node-server`. So many entries at the end of
   * `X-Forwarded-For` are believed, which decide the address of the client. Default: 0, and the address is
   * only known of clients that cannot be proxies themselves: those of public networks whose requests have no
   * header of a proxy. 0 of your own says that all clients reach this server by themselves.
   */
  readonly trustProxy?: number;
}

/**
 * Serves a web-standard handler from Hono 4, under the handler's base path:
 * `app.all('/api/*', honoHandler(createHandler(forge)))`. A body that a middleware has read before, with
 * `c.req.json()` for instance, is read again.
 * @throws PromptForgeError `config_invalid` at once for a `trustProxy` that is no number of proxies.
 */
export function honoHandler(
  handler: Handler,
  { trustProxy }: HonoHandlerOptions = {},
): (context: HonoContext) => Promise<Response> {
  checkedTrustProxy(trustProxy);
  return async ({ req, env }) => {
    const request = req.raw.bodyUsed ? withBody(req.raw, await req.arrayBuffer()) : req.raw;
    const incoming = incomingOf(env);
    return handler(incoming === null ? request : tellAddress(request, addressOf(incoming, trustProxy)));
  };
}

function withBody({ url, method, headers, signal }: Request, body: ArrayBuffer): Request {
  return new Request(url, { method, headers, signal, body });
}

/** The request of Node behind that of the web; null on other servers. */
function incomingOf(env: unknown): Pick<IncomingMessage, 'socket' | 'headers'> | null {
  const { incoming } = (env ?? {}) as { readonly incoming?: Partial<IncomingMessage> };
  const { socket, headers } = incoming ?? {};
  return socket === undefined || headers === undefined ? null : { socket, headers };
}
