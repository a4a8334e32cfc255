import {
  type ActiveUsers,
  type AnalyticsStore,
  type FigureQuery,
  intervalStart,
  intervalStarts,
  type MeasureSum,
  type RetentionCell,
  type UsageQuery,
  type UsageSums,
  usageKeys,
} from '../../src/storage.js';
import { merged, sortedByKey, type UserSums } from './user-sums.js';

/** Sums of usage of some days, by the key of `UsageSums`. */
export function usageOf(all: readonly UserSums[], query: UsageQuery): readonly UsageSums[] {
  const { by = usageKeys } = query;
  const joined = Object.fromEntries(usageKeys.filter((key) => !by.includes(key)).map((key) => [key, null]));
  const sums = asked(all, query).map(
    ({ userId, part, domain, measures, ...rest }): UsageSums => ({ ...rest, ...joined }),
  );
  return sortedByKey(merged(sums, usageKey), usageKey);
}

/** What the measures of some days add up to; null where they are not kept. */
export function measuresOf(all: readonly UserSums[], query: FigureQuery): readonly MeasureSum[] | null {
  if (query.planId !== null && query.moduleId !== null) return null;
  const sums = asked(all, query).flatMap(({ model, measures }) =>
    Object.entries(measures).map(([name, amount]): MeasureSum => ({ model, name, amount })),
  );
  return sortedByKey(merged(sums, measureKey), measureKey);
}

/** The distinct users of the intervals that begin on some days. */
export function activeUsersOf(
  all: readonly UserSums[],
  { days, interval }: Parameters<AnalyticsStore['activeUsers']>[0],
): readonly ActiveUsers[] {
  const active = usersBy(all, ({ day }) => intervalStart(day, interval));
  return intervalStarts(days, interval).map((from) => ({ from, users: active.get(from)?.size ?? 0 }));
}

/** How many of the users whose first month was one of some were active in it, and in each after it. */
export function retentionOf(
  all: readonly UserSums[],
  { first, last }: Parameters<AnalyticsStore['retention']>[0],
): readonly RetentionCell[] {
  const months = [...usersBy(all, ({ day }) => day.slice(0, 7))].sort(([a], [b]) => (a < b ? -1 : 1));
  const cohorts = new Map<string, string>();
  for (const [month, users] of months) {
    for (const userId of users) if (!cohorts.has(userId)) cohorts.set(userId, month);
  }
  const cells = months
    .filter(([month]) => month <= last)
    .flatMap(([month, users]) =>
      [...users].map((userId) => ({ cohort: cohorts.get(userId) ?? month, month, users: 1 })),
    )
    .filter(({ cohort }) => cohort >= first);
  const key = ({ cohort, month }: RetentionCell) => [cohort, month];
  return sortedByKey(merged(cells, key), key);
}

/** Users by something of their days; those whose data was erased are nobody. */
function usersBy(all: readonly UserSums[], keyOf: (sums: UserSums) => string): ReadonlyMap<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const sums of all) {
    if (sums.userId === '') continue;
    const users = found.get(keyOf(sums)) ?? new Set();
    found.set(keyOf(sums), users.add(sums.userId));
  }
  return found;
}

function asked(all: readonly UserSums[], { days, planId, model, moduleId }: FigureQuery): readonly UserSums[] {
  return all.filter(
    (sums) =>
      sums.day >= days.first &&
      sums.day <= days.last &&
      (planId === null || sums.planId === planId) &&
      (model === null || sums.model === model) &&
      (moduleId === null || sums.moduleId === moduleId),
  );
}

function usageKey({ day, planId, engine, model, operation, moduleId }: UsageSums): readonly string[] {
  return [day, planId, engine, model, operation, moduleId].map((part) => part ?? '');
}

function measureKey({ model, name }: MeasureSum): readonly string[] {
  return [model ?? '', name];
}
