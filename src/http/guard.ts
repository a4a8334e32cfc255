import type { Principal, PromptForge, QuotaStatus } from '../index.js';
import { withHeaders } from './guard-headers.js';
import { checkedGuardOptions, type GuardOptions } from './guard-options.js';
import { problemResponse } from './problem-response.js';
import { rateLimitHeaders } from './rate-limit-headers.js';

/** A request that was let in. */
export interface Admitted {
  readonly principal: Principal;
  /** What is left; empty while the storage is away and calls are let in unasked. */
  readonly quota: readonly QuotaStatus[];
}

/** Answers a request that was let in. What a framework passes besides the request comes last. */
export type GuardedHandler<Asked extends Request, Rest extends readonly unknown[]> = (
  request: Asked,
  admitted: Admitted,
  ...rest: Rest
) => Response | Promise<Response>;

/**
 * Puts the limits of the plan in front of a handler of the host's own, in terms of the web's Request and
 * Response: a Next route handler, a Hono one, or any other. It verifies `Authorization: Bearer` or what
 * `tokenOf` finds, asks for the permission and the feature, and counts the request. The answer of the handler gets `RateLimit` and
 * `RateLimit-Policy`; who is refused gets a problem document, and the handler is not called. What the
 * handler throws is thrown.
 * @throws PromptForgeError `config_invalid` at once for options that make no sense, and a feature that does not exist.
 */
export function guarded<Asked extends Request, Rest extends readonly unknown[]>(
  forge: PromptForge,
  options: GuardOptions,
  handler: GuardedHandler<Asked, Rest>,
): (request: Asked, ...rest: Rest) => Promise<Response> {
  const { permission, tokenOf, ...asked } = checkedGuardOptions(options, forge);
  return async (request, ...rest) => {
    let admitted: Admitted;
    try {
      const principal = await forge.sessions.require(await tokenOf(request), permission);
      admitted = { principal, ...(await forge.quota.consume({ ...asked, principal })) };
    } catch (error) {
      const refusal = problemResponse(error);
      if (refusal.status >= 500) forge.reportError(error, { during: 'http' });
      return refusal;
    }
    return withHeaders(await handler(request, admitted, ...rest), rateLimitHeaders(admitted.quota));
  };
}
