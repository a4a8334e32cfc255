import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Admitted, type GuardOptions, guarded } from '../../src/http/index.js';
import type { ExpressNext } from './express-types.js';

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

type Forge = Parameters<typeof guarded>[0];

/**
 * Puts the limits of the plan in front of routes of the host's own, in Express 4 or 5:
 * `app.get('/report', guard(forge, { feature: 'analytics' }), handler)`. It verifies
 * `Authorization: Bearer`, asks for the permission and the feature, and counts the request. Who is let in is in
 * `response.locals.promptforge`; who is not is answered with a problem document, and no handler after
 * it is called.
 * @throws PromptForgeError `config_invalid` at once for options that make no sense, and a feature that does not exist.
 */
export function guard(forge: Forge, options: GuardOptions = {}): ExpressGuard {
  const ask = guarded(forge, options, (_request: Request, admitted: Admitted, letIn: (admitted: Admitted) => void) => {
    letIn(admitted);
    return new Response(null);
  });
  return async (request: IncomingMessage, response: ResponseWith<Record<string, unknown>>, next: ExpressNext) => {
    try {
      let isLetIn = false;
      const answer = await ask(credentialsOf(request), (admitted) => {
        isLetIn = true;
        response.locals.promptforge = admitted;
      });
      for (const [name, value] of answer.headers) response.setHeader(name, value);
      if (!isLetIn) {
        response.statusCode = answer.status;
        response.end(await answer.text());
        return;
      }
    } catch (error) {
      next(error);
      return;
    }
    next();
  };
}

/** As much of a request as a guard looks at: its body is for those after it. */
function credentialsOf({ headers: { authorization } }: IncomingMessage): Request {
  return new Request('http://localhost/', authorization === undefined ? {} : { headers: { authorization } });
}
