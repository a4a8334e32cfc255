import {
  type DailyUsage,
  localDay,
  type Run,
  type RunEnding,
  type RunMeasures,
  type UsageSums,
} from '../../src/storage.js';
import { compareText } from './compare-text.js';
import type { RunFigures } from './run-figures.js';

/** An ended run, and what it says in numbers. */
export interface CountedRun {
  readonly run: Run;
  readonly figures: RunFigures;
  readonly measures: RunMeasures;
}

/** The sums of one user on one day; `part` says whether their runs are kept. */
export interface UserSums
  extends Omit<UsageSums, 'day' | 'planId' | 'engine'>,
    Pick<DailyUsage, 'day' | 'planId' | 'engine'> {
  readonly userId: string;
  readonly domain: string | null;
  readonly part: 'kept' | 'purged';
  readonly measures: RunMeasures;
}

/** What one ended run adds to the sums of its day. */
export function sumsOf({ run, figures, measures }: CountedRun, part: UserSums['part'], timeZone: string): UserSums {
  const { usage, status } = run;
  const one = (ending: RunEnding) => Number(status === ending);
  const { composites } = figures;
  return {
    part,
    userId: run.userId,
    day: localDay(run.createdAt, timeZone),
    planId: run.planId,
    engine: run.engine,
    model: run.model,
    operation: run.operation,
    moduleId: figures.moduleId,
    domain: figures.domain,
    measures,
    runs: {
      succeeded: one('succeeded'),
      failed: one('failed'),
      canceled: one('canceled'),
      abandoned: one('abandoned'),
    },
    passed: Number(status === 'succeeded' && figures.passed),
    improved: Number(status === 'succeeded' && figures.improved),
    scores: {
      runs: Number(composites !== null),
      original: composites?.original ?? 0,
      optimized: composites?.optimized ?? 0,
    },
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cachedInputTokens: usage.cachedInputTokens,
    cacheWriteInputTokens: usage.cacheWriteInputTokens,
    reasoningTokens: usage.reasoningTokens,
    modelCalls: usage.modelCalls,
    costMicros: usage.costMicros ?? 0,
    runsOfUnknownCost: Number(usage.costMicros === null),
    durationMs: (run.endedAt ?? run.createdAt) - run.createdAt,
  };
}

/** Adds up the sums that share a key. */
export function merged<Sums extends object>(
  all: readonly Sums[],
  keyOf: (sums: Sums) => readonly string[],
): readonly Sums[] {
  const byKey = new Map<string, Sums>();
  for (const sums of all) {
    const key = JSON.stringify(keyOf(sums));
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? sums : { ...sums, ...added(before, sums) });
  }
  return [...byKey.values()];
}

/** In the order of keys, text by text. */
export function sortedByKey<Item>(items: readonly Item[], keyOf: (item: Item) => readonly string[]): readonly Item[] {
  return [...items].sort((a, b) => {
    const others = keyOf(b);
    const orders = keyOf(a).map((text, index) => compareText(text, others[index] ?? ''));
    return orders.find((order) => order !== 0) ?? 0;
  });
}

/** Adds every number of two values, also of names that one of them lacks; composites in tenths, so that sums are exact. */
function added<T extends object>(a: T, b: T): T {
  const entries = Object.entries({ ...b, ...a }).map(([name, value]) => {
    const [one, other]: unknown[] = [Reflect.get(a, name), Reflect.get(b, name)];
    if (typeof one === 'number' && typeof other === 'number') return [name, Math.round((one + other) * 10) / 10];
    if (typeof value === 'object' && value !== null) return [name, added(value, Object(other))];
    return [name, value];
  });
  return Object.fromEntries(entries) as T;
}
