import type { ActiveUserCount } from '../domain/figures/business-metrics.js';
import type { CalendarInterval, DayRange } from '../domain/figures/figures.js';
import { nextInterval, previousInterval } from '../domain/time/calendar-interval.js';
import { intervalStart } from '../domain/time/local-day.js';
import type { AnalyticsStore } from '../ports/analytics-store.js';
import { growthOf } from './sums.js';

/** Active users of each interval with a day in the range, and their growth. `today` is the last day that is summed. */
export async function activeUserCounts(
  store: Pick<AnalyticsStore, 'activeUsers'>,
  {
    orgId,
    days,
    interval,
  }: { readonly orgId: string | null; readonly days: DayRange; readonly interval: CalendarInterval },
  today: string,
): Promise<readonly ActiveUserCount[]> {
  const start = intervalStart(days.first, interval);
  // One more at the beginning, which the first one is set against.
  const asked = { first: previousInterval(start, interval), last: days.last };
  const counts = await store.activeUsers({ orgId, days: asked, interval });
  return counts.slice(1).map(({ from, users }, index) => ({
    from,
    users,
    growth: growthOf(users, counts[index]?.users ?? 0),
    isWhole: nextInterval(from, interval) <= today,
  }));
}
