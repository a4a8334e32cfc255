import { type Admitted, type GuardOptions, guarded } from '../../src/http/index.js';
import type { HonoContext, HonoNext } from './hono-types.js';

/** What a guard leaves for the handlers after it: `new Hono<{ Variables: GuardedVariables }>()`. */
export type GuardedVariables = { promptforge: Admitted };

/** A middleware of Hono 4. */
export type HonoGuard = (context: HonoContext, next: HonoNext) => Promise<Response | undefined>;

type Forge = Parameters<typeof guarded>[0];

/**
 * Puts the limits of the plan in front of routes of the host's own, in Hono 4:
 * `app.get('/report', guard(forge, { feature: 'analytics' }), (c) => c.json(c.var.promptforge.quota))`. It
 * verifies `Authorization: Bearer` or what `tokenOf` finds, asks for the permission and the feature, and
 * counts the request. Who is let in is in `c.var.promptforge`, and the answer gets `RateLimit` and
 * `RateLimit-Policy`; who is not gets a problem document, and no handler after it is called.
 * @throws PromptForgeError `config_invalid` at once for options that make no sense, and a feature that does not exist.
 */
export function guard(forge: Forge, options: GuardOptions = {}): HonoGuard {
  const ask = guarded(forge, options, (_request: Request, admitted: Admitted, tell: (admitted: Admitted) => void) => {
    tell(admitted);
    return new Response(null);
  });
  return async (context, next) => {
    let isLetIn = false;
    const answer = await ask(context.req.raw, (admitted) => {
      isLetIn = true;
      // Which variables there are is said where the application is made, and not known here.
      context.set('promptforge' as never, admitted as never);
    });
    if (!isLetIn) return answer;
    await next();
    for (const [name, value] of answer.headers) context.header(name, value);
    return undefined;
  };
}
