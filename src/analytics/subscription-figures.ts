import type { PlanRevenue, SubscriptionFigures } from '../domain/figures/business-metrics.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import type { Catalogue, PlanPrice } from '../domain/plans/plan.js';
import type { SubscriptionChange } from '../domain/plans/subscription.js';
import { carriedForward } from '../domain/plans/subscription-at.js';
import { planOrder, SubscriptionCounts } from '../domain/plans/subscription-count.js';
import type { TenantSubscription } from '../ports/subscription-store.js';
import { phasesOf, type SubscriptionPhase } from './subscription-life.js';
import { shareOf, sumOf } from './sums.js';

export interface SubscriptionFiguresParts {
  readonly catalogue: Catalogue;
  /** All of the platform. */
  readonly subscriptions: AsyncIterable<TenantSubscription>;
  /** Changes of all tenants from the beginning of the range until now, oldest first. */
  readonly changes: AsyncIterable<SubscriptionChange>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The mean year of the Gregorian calendar, 365.2425 days. */
const yearMs = 365.2425 * 86_400_000;
const intervalMs = { month: yearMs / 12, year: yearMs } as const;

/** How subscriptions stand, and what they came to in a range of time. */
export async function subscriptionFigures(
  { catalogue, subscriptions, changes, now }: SubscriptionFiguresParts,
  range: TimeRange,
): Promise<SubscriptionFigures> {
  const until = Math.min(range.to, now);
  const changesOf = new Map<string, SubscriptionChange[]>();
  for await (const change of changes) {
    const known = changesOf.get(change.orgId);
    if (known === undefined) changesOf.set(change.orgId, [change]);
    else known.push(change);
  }
  const distribution = new SubscriptionCounts();
  const revenue = new Map<string, PlanRevenue>();
  const earn = (planId: string, price: PlanPrice, earned: Pick<PlanRevenue, 'monthly' | 'accrued'>) => {
    const key = JSON.stringify([planId, price.currency]);
    const before = revenue.get(key) ?? { planId, currency: price.currency, monthly: 0, accrued: 0 };
    const { monthly, accrued } = before;
    revenue.set(key, { ...before, monthly: monthly + earned.monthly, accrued: accrued + earned.accrued });
  };
  const isPaying = ({ planId, status }: Pick<SubscriptionPhase, 'planId' | 'status'>) =>
    (planId !== catalogue[0].id || catalogue[0].price !== null) && (status === 'active' || status === 'past_due');
  const priceOf = (planId: string) => catalogue.find(({ id }) => id === planId)?.price ?? null;
  const counts = { before: 0, after: 0, lost: 0, running: 0, converted: 0 };
  for await (const { orgId, value } of subscriptions) {
    const { planId, status, seats } = carriedForward(value, now);
    distribution.add({ planId, status, seats });
    const price = priceOf(planId);
    if (price !== null && isPaying({ planId, status }))
      earn(planId, price, { monthly: monthlyOf(price, seats), accrued: 0 });
    // From the moment before the range on, so that what was before is told from what began with it.
    const phases = phasesOf(value, changesOf.get(orgId) ?? [], { from: range.from - 1, to: until });
    for (const phase of phases) {
      const charged = priceOf(phase.planId);
      if (charged === null || !isPaying(phase)) continue;
      const from = Math.max(phase.from, range.from);
      earn(phase.planId, charged, { monthly: 0, accrued: accruedIn({ ...phase, from }, charged) });
    }
    const paidBefore = phases.some((phase) => phase.from < range.from && isPaying(phase));
    const paysAfter = phases.some((phase) => phase.to === until && isPaying(phase));
    const wasTried = phases.some(({ status, to }) => status === 'trialing' && to > range.from);
    counts.before += Number(paidBefore);
    counts.after += Number(paysAfter);
    counts.lost += Number(paidBefore && !paysAfter);
    counts.running += Number(wasTried);
    counts.converted += Number(wasTried && paysAfter);
  }
  const byPlan = planOrder(catalogue);
  const { before, after, lost, running, converted } = counts;
  return {
    distribution: distribution.inOrderOf(catalogue),
    paying: { before, after },
    trials: { running, converted, conversionRate: shareOf(converted, running) },
    churn: { lost, rate: shareOf(lost, before) },
    revenue: [...revenue.values()]
      .map((earned) => ({ ...earned, monthly: Math.round(earned.monthly), accrued: Math.round(earned.accrued) }))
      .sort((a, b) => byPlan(a, b) || (a.currency < b.currency ? -1 : 1)),
  };
}

/** What all that was earned comes to in micro-dollars; null when some of it is in another currency, or there is none. */
export function revenueMicrosOf(revenue: readonly PlanRevenue[]): number | null {
  if (revenue.length === 0 || revenue.some(({ currency }) => currency !== 'usd')) return null;
  const microsPerCent = 10_000;
  return sumOf(revenue, ({ accrued }) => accrued * microsPerCent);
}

function monthlyOf({ unitAmount, interval }: PlanPrice, seats: number): number {
  return (unitAmount * seats * intervalMs.month) / intervalMs[interval];
}

function accruedIn({ seats, from, to }: SubscriptionPhase, { unitAmount, interval }: PlanPrice): number {
  return (unitAmount * seats * (to - from)) / intervalMs[interval];
}
