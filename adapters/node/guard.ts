import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Admitted, GuardOptions } from '../../src/http/index.js';
import { admitBy, type Forge } from './admit.js';
import type { NodeHandlerOptions } from './node-handler.js';
import { checkedTrustProxy, originOf } from './origin-of.js';
import { toBodilessRequest } from './to-web-request.js';

/** Answers who was let in; null for a request that was refused, and has been answered. It never rejects. */
export type NodeGuard = (request: IncomingMessage, response: ServerResponse) => Promise<Admitted | null>;

/**
 * Puts the limits of the plan in front of what a server of `node:http` does by itself:
 * `const admitted = await enter(request, response); if (admitted === null) return;`. It verifies
 * `Authorization: Bearer` or what `tokenOf` finds, asks for the permission and the feature, and counts the
 * request. `RateLimit` and `RateLimit-Policy` are set on the response. The body is not read.
 * @throws PromptForgeError `config_invalid` at once for options that make no sense, and a feature that does not exist.
 */
export function guard(
  forge: Forge,
  options: GuardOptions = {},
  { trustProxy }: Pick<NodeHandlerOptions, 'trustProxy'> = {},
): NodeGuard {
  const hops = checkedTrustProxy(trustProxy);
  const admit = admitBy(forge, options);
  return (request, response) =>
    admit(toBodilessRequest(request, { origin: originOf(request, hops), target: request.url ?? '/' }), response);
}
