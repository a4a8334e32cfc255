import type { RetentionCohort } from '../domain/figures/business-metrics.js';
import type { DayRange, RetentionCell } from '../domain/figures/figures.js';
import { nextInterval } from '../domain/time/calendar-interval.js';
import type { AnalyticsStore } from '../ports/analytics-store.js';

/** The cohorts of the months of a range. A month in which nobody came first has none. */
export async function retentionCohorts(
  store: Pick<AnalyticsStore, 'retention'>,
  { orgId, days }: { readonly orgId: string | null; readonly days: DayRange },
): Promise<readonly RetentionCohort[]> {
  const [first, last] = [days.first.slice(0, 7), days.last.slice(0, 7)];
  const cells = await store.retention({ orgId, first, last });
  return [...new Set(cells.map(({ cohort }) => cohort))].sort().map((month) => {
    const active = monthsFrom(month, last).map((later) => usersIn(cells, month, later));
    return { month, users: active[0] ?? 0, active };
  });
}

function usersIn(cells: readonly RetentionCell[], cohort: string, month: string): number {
  return cells.find((cell) => cell.cohort === cohort && cell.month === month)?.users ?? 0;
}

function monthsFrom(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = nextInterval(`${month}-01`, 'month').slice(0, 7)) months.push(month);
  return months;
}
