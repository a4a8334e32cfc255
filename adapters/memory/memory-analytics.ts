import {
  type ActiveUsers,
  type AnalyticsStore,
  type DailyUsage,
  type FigureQuery,
  localDay,
  type MeasureSum,
  type MetricsSnapshot,
  optimized,
  type Page,
  type RetentionCell,
  type Run,
  type RunEnding,
  type RunRecord,
  type RunRecordQuery,
  runEndings,
  type SummedUntil,
  type TenantScope,
  totalTokens,
  type UsageQuery,
  type UsageSums,
  type UsedWindow,
  type UserMetrics,
  type UserMetricsQuery,
} from '../../src/storage.js';
import { compareText } from './compare-text.js';
import type { MemoryDailyUsage } from './memory-daily-usage.js';
import { activeUsersOf, measuresOf, retentionOf, usageOf } from './memory-figures.js';
import type { MemoryRuns } from './memory-runs.js';
import type { MemoryWindows } from './memory-windows.js';
import { pageOfWindows } from './page-of-windows.js';
import { pageOfRecords } from './run-records.js';

export interface MemoryAnalyticsParts {
  readonly runs: MemoryRuns;
  readonly dailyUsage: MemoryDailyUsage;
  readonly windows: MemoryWindows;
  readonly now: () => number;
  /** The place after all events so far. */
  readonly cursor: () => string;
}

/** Computes metrics by walking over the runs, which is what every faster way has to agree with. */
export class MemoryAnalytics implements AnalyticsStore {
  readonly #parts: MemoryAnalyticsParts;

  constructor(parts: MemoryAnalyticsParts) {
    this.#parts = parts;
  }

  async user(scope: TenantScope, query: UserMetricsQuery): Promise<UserMetrics> {
    const { userId, range, timeZone = 'UTC' } = query;
    const ended = this.#parts.runs
      .runsOf(scope)
      .filter(
        (run) =>
          run.userId === userId && run.status !== 'reserved' && run.createdAt >= range.from && run.createdAt < range.to,
      );
    const succeeded = ended.filter(({ status }) => status === 'succeeded');
    const results = succeeded.flatMap((run) => optimized(run) ?? []);
    const original = mean(results.map((result) => result.original.score.composite));
    const final = mean(results.map((result) => result.optimized.score.composite));
    return {
      runs: countEndings(ended),
      passed: results.filter(({ gate }) => gate.outcome === 'pass').length,
      improved: results.filter(({ improved }) => improved).length,
      meanScore: original === null || final === null ? null : { original, optimized: final },
      tokens: sum(ended.map(({ usage }) => totalTokens(usage))),
      costMicros: sum(ended.map(({ usage }) => usage.costMicros ?? 0)),
      runsOfUnknownCost: ended.filter(({ usage }) => usage.costMicros === null).length,
      domains: countNames(ended, ({ input }) => input?.sevenD.values.domain).map(([domain, runs]) => ({
        domain,
        runs,
      })),
      modules: countNames(ended, ({ input }) => input?.module?.id).map(([moduleId, runs]) => ({ moduleId, runs })),
      days: byDay(ended, timeZone),
    };
  }

  async snapshot(scope: TenantScope, query: UserMetricsQuery): Promise<MetricsSnapshot> {
    const cursor = this.#parts.cursor();
    return { metrics: await this.user(scope, query), cursor };
  }

  async daily(
    scope: TenantScope,
    { userId, range }: Parameters<AnalyticsStore['daily']>[1],
  ): Promise<readonly DailyUsage[]> {
    return this.#parts.dailyUsage.daily(scope, userId, range);
  }

  async windows(request: Parameters<AnalyticsStore['windows']>[0]): Promise<Page<UsedWindow>> {
    return pageOfWindows(this.#parts.windows, request, this.#parts.now());
  }

  async summed(): Promise<SummedUntil> {
    return this.#parts.dailyUsage.summed;
  }

  async usage(query: UsageQuery): Promise<readonly UsageSums[]> {
    return usageOf(this.#parts.dailyUsage.sumsOf(query.orgId), query);
  }

  async measures(query: FigureQuery): Promise<readonly MeasureSum[] | null> {
    return measuresOf(this.#parts.dailyUsage.sumsOf(query.orgId), query);
  }

  async activeUsers(request: Parameters<AnalyticsStore['activeUsers']>[0]): Promise<readonly ActiveUsers[]> {
    return activeUsersOf(this.#parts.dailyUsage.sumsOf(request.orgId), request);
  }

  async retention(request: Parameters<AnalyticsStore['retention']>[0]): Promise<readonly RetentionCell[]> {
    return retentionOf(this.#parts.dailyUsage.sumsOf(request.orgId), request);
  }

  async underWay({ orgId }: { readonly orgId: string | null }): Promise<number> {
    return this.#parts.runs.underWay(orgId);
  }

  async records(query: RunRecordQuery): Promise<Page<RunRecord>> {
    return pageOfRecords(this.#parts.runs.countedRunsOf(query.orgId), query);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return this.#parts.dailyUsage.eraseUser(scope, userId);
  }
}

function countEndings(runs: readonly Run[]): Record<RunEnding, number> {
  const count = (ending: RunEnding) => runs.filter(({ status }) => status === ending).length;
  return Object.fromEntries(runEndings.map((ending) => [ending, count(ending)])) as Record<RunEnding, number>;
}

/** How many runs there are of each name, the most frequent first. */
function countNames(runs: readonly Run[], nameOf: (run: Run) => string | undefined) {
  const names = runs.flatMap((run) => nameOf(run) ?? []);
  return [...groupBy(names, (name) => name)]
    .map(([name, group]) => [name, group.length] as const)
    .sort(([a, runsOfA], [b, runsOfB]) => runsOfB - runsOfA || compareText(a, b));
}

function byDay(runs: readonly Run[], timeZone: string): UserMetrics['days'] {
  const days = groupBy(runs, ({ createdAt }) => localDay(createdAt, timeZone));
  return [...days]
    .map(([day, group]) => ({
      day,
      runs: group.length,
      succeeded: group.filter(({ status }) => status === 'succeeded').length,
      meanScore: mean(group.flatMap((run) => optimized(run)?.optimized.score.composite ?? [])),
    }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Rounded to one decimal; the tiny addend makes binary fractions round as decimal ones do in SQL. */
function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round((sum(values) / values.length) * 10 + 1e-9) / 10;
}
