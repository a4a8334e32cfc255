import type { PrincipalKey } from '../domain/access/principal.js';
import type { Plan } from '../domain/plans/plan.js';
import type { Subscription } from '../domain/plans/subscription.js';
import type { QuotaLimit } from '../domain/quota/quota-window.js';

/**
 * The windows a run of this plan must fit into, and those of the API key it is asked for with, if there is
 * one. Months follow the subscription, if there is one.
 */
export function windowsFor(plan: Plan, subscription: Subscription | null, key?: PrincipalKey): readonly QuotaLimit[] {
  const anchor = subscription?.anchor ?? null;
  const ofKey = key?.limits.map((limit) => ({ subject: 'key', keyId: key.id, ...limit }) as const) ?? [];
  return [...ofKey, ...plan.limits].map(({ subject, meter, period, max, algorithm = 'fixed', ...named }) => ({
    subject,
    ...('keyId' in named ? { keyId: named.keyId } : {}),
    meter,
    period,
    max,
    anchor: period === 'month' ? anchor : null,
    algorithm,
  }));
}
