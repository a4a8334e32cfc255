import type { BusinessMetrics, RunShare, SubscriptionFigures } from '../domain/figures/business-metrics.js';
import type { UsageSums } from '../domain/figures/figures.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import { totalTokens } from '../domain/quota/usage.js';
import { daysAfter, daysBetween, localDay } from '../domain/time/local-day.js';
import { dayStart } from '../domain/time/zoned-day.js';
import type { AnalyticsStore, FigureQuery } from '../ports/analytics-store.js';
import { activeUserCounts } from './active-users.js';
import { retentionCohorts } from './retention-cohorts.js';
import { revenueMicrosOf } from './subscription-figures.js';
import { endedRuns, groupedBy, growthOf, shareOf, sumOf } from './sums.js';

export interface BusinessMetricsParts {
  readonly store: AnalyticsStore;
  /** Figures of all subscriptions in a range of time; null where they are nobody's business. */
  readonly subscriptions: ((range: TimeRange) => Promise<SubscriptionFigures>) | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Reads what figures of business are made of, and makes them. */
export async function businessMetrics(
  { store, subscriptions, now }: BusinessMetricsParts,
  query: FigureQuery,
): Promise<BusinessMetrics> {
  const { orgId, days, planId, model, moduleId } = query;
  const { timeZone, until } = await store.summed();
  const today = localDay(until ?? now, timeZone);
  const length = daysBetween(days).length;
  const active = (interval: 'day' | 'week' | 'month') => activeUserCounts(store, { orgId, days, interval }, today);
  // With as many days before.
  const whole = { first: daysAfter(days.first, -length), last: days.last };
  const [daily, shares, day, week, month, retention, figures] = await Promise.all([
    store.usage({ ...query, days: whole, by: ['day'] }),
    store.usage({ ...query, by: ['planId', 'model', 'moduleId'] }),
    active('day'),
    active('week'),
    active('month'),
    retentionCohorts(store, { orgId, days }),
    subscriptions?.({ from: dayStart(timeZone, days.first), to: dayStart(timeZone, daysAfter(days.last, 1)) }) ?? null,
  ]);
  const isIn = (sums: UsageSums) => sums.day !== null && sums.day >= days.first;
  const usage = daily.filter(isIn);
  const ended = sumOf(usage, endedRuns);
  const endedBefore = sumOf(daily, endedRuns) - ended;
  const costMicros = sumOf(usage, costOf);
  const isFiltered = planId !== null || model !== null || moduleId !== null;
  const ofDay = groupedBy(usage, (sums) => sums.day);
  return {
    ...{ days, filter: { planId, model, moduleId }, timeZone, until },
    runs: { ended, before: endedBefore, growth: growthOf(ended, endedBefore) },
    tokens: sumOf(usage, totalTokens),
    costMicros,
    runsOfUnknownCost: sumOf(usage, ({ runsOfUnknownCost }) => runsOfUnknownCost),
    activeUsers: { day, week, month },
    retention,
    byPlan: sharesBy(shares, (sums) => sums.planId),
    byModel: sharesBy(shares, (sums) => sums.model),
    byModule: sharesBy(shares, (sums) => sums.moduleId),
    byDay: daysBetween(days).map((one) => ({
      day: one,
      runs: sumOf(ofDay.get(one) ?? [], endedRuns),
      costMicros: sumOf(ofDay.get(one) ?? [], costOf),
    })),
    subscriptions: figures,
    margin: figures === null || isFiltered ? null : marginOf(figures, costMicros),
  };
}

function marginOf({ revenue }: SubscriptionFigures, costMicros: number): BusinessMetrics['margin'] {
  const revenueMicros = revenueMicrosOf(revenue);
  if (revenueMicros === null) return null;
  const marginMicros = revenueMicros - costMicros;
  return { revenueMicros, marginMicros, share: shareOf(marginMicros, revenueMicros) };
}

function sharesBy(usage: readonly UsageSums[], nameOf: (sums: UsageSums) => string | null): readonly RunShare[] {
  return [...groupedBy(usage, nameOf)]
    .map(([name, group]) => ({ name, runs: sumOf(group, endedRuns), costMicros: sumOf(group, costOf) }))
    .sort((a, b) => b.runs - a.runs || ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
}

function costOf({ costMicros }: UsageSums): number {
  return costMicros;
}
