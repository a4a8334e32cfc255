import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Handler } from '../../src/http/index.js';
import type { ExpressNext, ExpressRequest, ExpressResponse } from './express-types.js';
import { toWebRequest } from './to-web-request.js';

/**
 * Serves a web-standard handler from Express 4 or 5. Mount it under the handler's base path:
 * `app.use('/api', expressHandler(createHandler(forge)))`. When the client goes away, the run it
 * asked for is aborted; errors of the connection itself go to `next`.
 */
export function expressHandler(handler: Handler) {
  return async (request: ExpressRequest, response: ExpressResponse, next: ExpressNext): Promise<void> => {
    // The web's Request cannot express it, so it is none of the handler's.
    if (request.method === 'TRACE') return next();
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    try {
      const answer = await handler(toWebRequest(request, gone.signal));
      if (response.destroyed) await answer.body?.cancel();
      else await send(answer, response);
    } catch (error) {
      // A client that left in the middle is no fault of the server's.
      if (!gone.signal.aborted) next(error);
    }
  };
}

async function send(answer: Response, response: ExpressResponse): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  // Each cookie is a header of its own, of which the loop leaves the last alone.
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (answer.body === null) response.end();
  else await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), response);
}
