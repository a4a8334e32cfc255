import type { Plan } from '../domain/plan.js';
import type { QuotaLimit } from '../domain/quota-window.js';
import type { Subscription } from '../domain/subscription.js';

/** The windows a run of this plan must fit into. Months follow the subscription, if there is one. */
export function windowsFor(plan: Plan, subscription: Subscription | null): readonly QuotaLimit[] {
  const anchor = subscription?.anchor ?? null;
  return plan.limits.map(({ subject, meter, period, max, algorithm = 'fixed' }) => ({
    subject,
    meter,
    period,
    max,
    anchor: period === 'month' ? anchor : null,
    algorithm,
  }));
}
