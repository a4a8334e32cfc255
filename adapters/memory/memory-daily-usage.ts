import type { DailyUsage, Run, RunEnding, TenantScope, TimeRange } from '../../src/storage.js';
import type { RunFigures } from './run-figures.js';

/** An ended run, and what it says in numbers. */
export interface CountedRun {
  readonly run: Run;
  readonly figures: RunFigures;
}

/** The sums of one user on one day; `part` says whether their runs are kept. */
interface UserSums extends DailyUsage {
  readonly userId: string;
  readonly part: 'kept' | 'purged';
}

/** Daily sums of all tenants. Those of kept runs are computed anew, those of purged ones added up. */
export class MemoryDailyUsage {
  readonly #tenants = new Map<string, readonly UserSums[]>();
  readonly #changed = new Map<string, Set<string>>();

  /** Remembers that a day has to be summed anew. */
  markChanged(run: Run): void {
    const days = this.#changed.get(run.orgId) ?? new Set();
    this.#changed.set(run.orgId, days.add(dayOf(run)));
  }

  /** Sums the changed days of tenants anew, those after `after`: as many tenants as the limit has days. */
  rollUp(runsOf: (scope: TenantScope) => readonly CountedRun[], limit: number, after: string | null) {
    const orgIds = [...this.#changed.keys()]
      .filter((orgId) => after === null || orgId > after)
      .sort()
      .slice(0, limit);
    let days = 0;
    for (const orgId of orgIds) {
      const changed = this.#changed.get(orgId) ?? new Set();
      this.#sumDays(orgId, changed, runsOf({ orgId }));
      this.#changed.delete(orgId);
      days += changed.size;
    }
    return { days, next: orgIds.length < limit ? null : (orgIds.at(-1) ?? null) };
  }

  /** Adds what purged runs came to, and sums their days anew without them. */
  purge({ orgId }: TenantScope, purged: readonly CountedRun[], kept: readonly CountedRun[]): void {
    const sums = purged.map((counted) => sumsOf(counted, 'purged'));
    this.#tenants.set(orgId, merged([...this.#of(orgId), ...sums]));
    this.#sumDays(orgId, new Set(purged.map(({ run }) => dayOf(run))), kept);
  }

  daily({ orgId }: TenantScope, userId: string | null, range: TimeRange): readonly DailyUsage[] {
    const found = this.#of(orgId).filter((sums) => {
      const begins = Date.parse(sums.day);
      return (userId === null || sums.userId === userId) && begins >= range.from && begins < range.to;
    });
    return merged(found.map((sums) => ({ ...sums, userId: '', part: 'kept' })))
      .map(({ userId: _user, part: _part, ...sums }) => sums)
      .sort((a, b) => compare(sortKey(a), sortKey(b)));
  }

  eraseUser({ orgId }: TenantScope, userId: string): number {
    const sums = this.#of(orgId);
    const theirs = userId === '' ? [] : sums.filter((one) => one.userId === userId);
    this.#tenants.set(orgId, merged(sums.map((one) => (theirs.includes(one) ? { ...one, userId: '' } : one))));
    return theirs.length;
  }

  #sumDays(orgId: string, days: ReadonlySet<string>, runs: readonly CountedRun[]): void {
    const others = this.#of(orgId).filter(({ part, day }) => part === 'purged' || !days.has(day));
    const fresh = runs.filter(({ run }) => run.status !== 'reserved' && days.has(dayOf(run)));
    this.#tenants.set(orgId, merged([...others, ...fresh.map((counted) => sumsOf(counted, 'kept'))]));
  }

  #of(orgId: string): readonly UserSums[] {
    return this.#tenants.get(orgId) ?? [];
  }
}

function sumsOf({ run, figures }: CountedRun, part: UserSums['part']): UserSums {
  const { usage, status } = run;
  const one = (ending: RunEnding) => Number(status === ending);
  const { composites } = figures;
  return {
    part,
    userId: run.userId,
    day: dayOf(run),
    planId: run.planId,
    engine: run.engine,
    model: run.model,
    domain: figures.domain,
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

/** One entry for each day, user, plan, engine, model, domain and part. */
function merged(all: readonly UserSums[]): readonly UserSums[] {
  const byKey = new Map<string, UserSums>();
  for (const sums of all) {
    const key = JSON.stringify([sums.part, sums.userId, ...sortKey(sums)]);
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? sums : { ...sums, ...added(before, sums) });
  }
  return [...byKey.values()];
}

/** Adds every number of two values of one shape; composites in tenths, so that sums are exact. */
function added<T extends object>(a: T, b: T): T {
  const entries = Object.entries(a).map(([name, value]) => {
    const other: unknown = Reflect.get(b, name);
    if (typeof value === 'number' && typeof other === 'number') return [name, Math.round((value + other) * 10) / 10];
    if (typeof value === 'object' && value !== null) return [name, added(value, Object(other))];
    return [name, value];
  });
  return Object.fromEntries(entries) as T;
}

function sortKey({ day, planId, engine, model, domain }: DailyUsage): readonly string[] {
  return [day, planId, engine, model ?? '', domain ?? ''];
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, text] of a.entries()) {
    const order = Buffer.compare(Buffer.from(text), Buffer.from(b[index] ?? ''));
    if (order !== 0) return order;
  }
  return 0;
}

function dayOf({ createdAt }: Run): string {
  return new Date(createdAt).toISOString().slice(0, 10);
}
