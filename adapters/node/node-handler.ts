import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Handler, problemResponse } from '../../src/http/index.js';
import { addressOf } from './address-of.js';
import { checkedTrustProxy, originOf } from './origin-of.js';
import { sendAnswer } from './send-answer.js';
import { serve } from './serve.js';
import { toWebRequest } from './to-web-request.js';

export interface NodeHandlerOptions {
  /**
   * How many proxies of yours stand in front of this server. So many entries at the end of
   * `X-Forwarded-Proto`, `X-Forwarded-Host` and `X-Forwarded-For` are believed, which decide the URL of the
   * request, and the address of its client. Default: 0, and the address is only known of clients that cannot
   * be proxies themselves: those of public networks whose requests have no header of a proxy. 0 of your own
   * says that all clients reach this server by themselves.
   */
  readonly trustProxy?: number;
  /** Told what a handler throws, and why an answer broke off. Default: `console.error`. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Serves a web-standard handler from a server of `node:http` or `node:https`:
 * `createServer(nodeHandler(createHandler(forge)))`. When the client goes away, the run it asked for is
 * aborted. What the handler throws is answered with 500 as long as nothing was sent; afterwards the
 * connection is broken. What it returns never rejects.
 * @throws PromptForgeError `config_invalid` at once for a `trustProxy` that is no number of proxies.
 */
export function nodeHandler(
  handler: Handler,
  { trustProxy, onError = console.error }: NodeHandlerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const hops = checkedTrustProxy(trustProxy);
  return async (request, response) => {
    try {
      // The web's Request cannot express it, so it is none of the handler's.
      if (request.method === 'TRACE') return await sendAnswer(new Response(null, { status: 501 }), response);
      const received = {
        origin: originOf(request, hops),
        target: request.url ?? '/',
        address: addressOf(request, trustProxy),
      };
      await serve(handler, (signal) => toWebRequest(request, received, signal), response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else await sendAnswer(problemResponse(error), response).catch(() => response.destroy());
      tell(error);
    }
  };

  function tell(error: unknown): void {
    try {
      onError(error);
    } catch {
      // There is nobody left to tell.
    }
  }
}
