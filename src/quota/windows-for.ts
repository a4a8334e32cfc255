import type { Plan } from '../domain/plan.js';
import type { Meter, Period, QuotaLimit, QuotaSubject } from '../domain/quota-window.js';
import type { Subscription } from '../domain/subscription.js';

/** The windows a run of this plan must fit into. Months follow the subscription, if there is one. */
export function windowsFor(plan: Plan, subscription: Subscription | null): readonly QuotaLimit[] {
  const anchor = subscription?.anchor ?? null;
  const limit = (subject: QuotaSubject, meter: Meter, period: Period, max: number | null): QuotaLimit[] =>
    max === null
      ? []
      : [{ subject, meter, period, max, anchor: period === 'month' ? anchor : null, algorithm: 'fixed' }];
  const { userCallsPerHour, userCallsPerMonth, orgTokensPerMonth, orgCostMicrosPerMonth } = plan.limits;
  return [
    ...limit('user', 'calls', 'hour', userCallsPerHour),
    ...limit('user', 'calls', 'month', userCallsPerMonth),
    ...limit('org', 'tokens', 'month', orgTokensPerMonth),
    ...limit('org', 'cost', 'month', orgCostMicrosPerMonth),
  ];
}
