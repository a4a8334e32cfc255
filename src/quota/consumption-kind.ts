import type { Consumption, Scoped } from '../ports/ledger-store.js';
import { joinedKey } from './joined-key.js';
import { limitsKey } from './limits-key.js';

/**
 * The same text for consumptions that can be answered as one: of one user, against the same limits, of
 * the same amounts. Null for one that is a count already, or that is taken in any case.
 */
export function consumptionKind({ scope, request }: Scoped<Consumption>): string | null {
  const { userId, limits, amounts, count = 1, unconditional = false } = request;
  if (count !== 1 || unconditional) return null;
  const { calls, tokens, cost } = amounts;
  return joinedKey(scope.orgId, userId, limitsKey(limits), calls, tokens, cost);
}
