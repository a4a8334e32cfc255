import {
  type AnalyticsStore,
  type DailyUsage,
  type MetricsSnapshot,
  optimized,
  type Page,
  type Run,
  type RunEnding,
  runEndings,
  type TenantScope,
  totalTokens,
  type UsedWindow,
  type UserMetrics,
  type UserMetricsQuery,
} from '../../src/storage.js';
import type { MemoryDailyUsage } from './memory-daily-usage.js';
import type { MemoryWindows } from './memory-windows.js';
import { pageOfWindows } from './page-of-windows.js';

export interface MemoryAnalyticsParts {
  readonly runsOf: (scope: TenantScope) => readonly Run[];
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

  async user(scope: TenantScope, { userId, range }: UserMetricsQuery): Promise<UserMetrics> {
    const ended = this.#parts
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
      domains: countDomains(ended),
      days: byDay(ended),
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

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return this.#parts.dailyUsage.eraseUser(scope, userId);
  }
}

function countEndings(runs: readonly Run[]): Record<RunEnding, number> {
  const count = (ending: RunEnding) => runs.filter(({ status }) => status === ending).length;
  return Object.fromEntries(runEndings.map((ending) => [ending, count(ending)])) as Record<RunEnding, number>;
}

function countDomains(runs: readonly Run[]): UserMetrics['domains'] {
  const domains = runs.flatMap(({ input }) => (input === null ? [] : [input.sevenD.values.domain]));
  return [...groupBy(domains, (domain) => domain)]
    .map(([domain, group]) => ({ domain, runs: group.length }))
    .sort((a, b) => b.runs - a.runs || (a.domain < b.domain ? -1 : 1));
}

function byDay(runs: readonly Run[]): UserMetrics['days'] {
  const days = groupBy(runs, ({ createdAt }) => new Date(createdAt).toISOString().slice(0, 10));
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
