import type { TimeRange, UserMetrics } from '../domain/figures/user-metrics.js';

/** What a user has come to in an organization, over a range of time. */
export interface UserStatistics extends Omit<UserMetrics, 'domains' | 'days'> {
  readonly range: TimeRange;
  /** Share of the ended runs that succeeded, from 0 to 1, to three decimals; null without any. */
  readonly successRate: number | null;
  /** The 7D domains of most runs, five at most. */
  readonly favouriteDomains: UserMetrics['domains'];
  /** Days with at least one ended run. */
  readonly activeDays: number;
  /** The first and the last such day, as `2026-11-23`, UTC; null without any. */
  readonly firstRunDay: string | null;
  readonly lastRunDay: string | null;
}

const favourites = 5;

export function statisticsOf({ domains, days, ...metrics }: UserMetrics, range: TimeRange): UserStatistics {
  const { succeeded, failed, canceled, abandoned } = metrics.runs;
  const ended = succeeded + failed + canceled + abandoned;
  return {
    range,
    ...metrics,
    successRate: ended === 0 ? null : Math.round((succeeded / ended) * 1_000) / 1_000,
    favouriteDomains: domains.slice(0, favourites),
    activeDays: days.length,
    firstRunDay: days[0]?.day ?? null,
    lastRunDay: days.at(-1)?.day ?? null,
  };
}
