import type { Handler } from '../../src/http/index.js';
import { serve } from '../node/serve.js';
import { toWebRequest } from '../node/to-web-request.js';
import type { ExpressNext, ExpressRequest, ExpressResponse } from './express-types.js';
import { receivedBy } from './received-by.js';

/**
 * Serves a web-standard handler from Express 4 or 5. Mount it under the handler's base path:
 * `app.use('/api', expressHandler(createHandler(forge)))`. When the client goes away, the run it
 * asked for is aborted; errors of the connection itself go to `next`.
 */
export function expressHandler(handler: Handler) {
  return async (request: ExpressRequest, response: ExpressResponse, next: ExpressNext): Promise<void> => {
    // The web's Request cannot express it, so it is none of the handler's.
    if (request.method === 'TRACE') return next();
    try {
      await serve(handler, (signal) => toWebRequest(request, receivedBy(request), signal), response);
    } catch (error) {
      next(error);
    }
  };
}
