import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Admitted, GuardOptions } from '../../src/http/index.js';
import { admitBy, type Forge } from '../node/admit.js';
import { toBodilessRequest } from '../node/to-web-request.js';
import type { ExpressNext, ExpressRequest } from './express-types.js';
import { receivedBy } from './received-by.js';

/** What a guard leaves for the handlers after it. */
export type GuardedLocals = { promptforge: Admitted };

/** A middleware of Express 4 or 5, which infers from it what `response.locals` holds. */
export interface ExpressGuard {
  (request: IncomingMessage, response: ResponseWith<Record<string, unknown>>, next: ExpressNext): Promise<void>;
  (request: IncomingMessage, response: ResponseWith<GuardedLocals>, next: ExpressNext): Promise<void>;
}

export interface ResponseWith<Locals> extends ServerResponse {
  readonly locals: Locals;
}

/**
 * Puts the limits of the plan in front of routes of the host's own, in Express 4 or 5:
 * `app.get('/report', guard(forge, { feature: 'analytics' }), handler)`. It verifies
 * `Authorization: Bearer` or what `tokenOf` finds, asks for the permission and the feature, and counts the
 * request. Who is let in is in `response.locals.promptforge`; who is not is answered with a problem
 * document, and no handler after it is called.
 * @throws PromptForgeError `config_invalid` at once for options that make no sense, and a feature that does not exist.
 */
export function guard(forge: Forge, options: GuardOptions = {}): ExpressGuard {
  const admit = admitBy(forge, options);
  return async (request: IncomingMessage, response: ResponseWith<Record<string, unknown>>, next: ExpressNext) => {
    try {
      // Express hands its own request to every middleware.
      const received = receivedBy(request as ExpressRequest);
      const admitted = await admit(toBodilessRequest(request, received), response);
      if (admitted === null) return;
      response.locals.promptforge = admitted;
    } catch (error) {
      next(error);
      return;
    }
    next();
  };
}
