import {
  type DailyUsage,
  localDay,
  type MaintenanceStore,
  type Run,
  type SummedUntil,
  type TenantScope,
  type TimeRange,
} from '../../src/storage.js';
import { compareText } from './compare-text.js';
import { type CountedRun, merged, sortedByKey, sumsOf, type UserSums } from './user-sums.js';

/** Daily sums of all tenants. Those of kept runs are computed anew, those of purged ones added up. */
export class MemoryDailyUsage {
  readonly #tenants = new Map<string, readonly UserSums[]>();
  /** When the runs were created that have changed, of each tenant. */
  readonly #changed = new Map<string, Set<number>>();
  /** Tenants whose days are those of another time zone. */
  readonly #outdated = new Set<string>();
  #summed: SummedUntil = { timeZone: 'UTC', until: null };

  /** How far they are up to date. */
  get summed(): SummedUntil {
    return this.#summed;
  }

  /** Remembers that a day has to be summed anew. */
  markChanged(run: Run): void {
    const changed = this.#changed.get(run.orgId) ?? new Set();
    this.#changed.set(run.orgId, changed.add(run.createdAt));
  }

  /** Sums the changed days of tenants anew, those after `after`: as many tenants as the limit has days. */
  rollUp(
    runsOf: (scope: TenantScope) => readonly CountedRun[],
    { limit, after, timeZone }: Parameters<MaintenanceStore['rollUp']>[0],
    now: number,
  ): Awaited<ReturnType<MaintenanceStore['rollUp']>> {
    this.#turnTo(timeZone);
    const [, began = now, last] = /^(\d+)\.(.*)$/su.exec(after ?? '') ?? [];
    const orgIds = [...new Set([...this.#changed.keys(), ...this.#outdated])]
      .filter((orgId) => last === undefined || compareText(orgId, last) > 0)
      .sort(compareText)
      .slice(0, limit);
    let days = 0;
    for (const orgId of orgIds) {
      const runs = runsOf({ orgId });
      const created = this.#outdated.has(orgId)
        ? runs.map(({ run }) => run.createdAt)
        : [...(this.#changed.get(orgId) ?? [])];
      const changed = new Set(created.map((at) => localDay(at, timeZone)));
      if (this.#outdated.has(orgId)) this.#keep(orgId, ({ part }) => part === 'purged');
      this.#sumDays(orgId, changed, runs);
      this.#changed.delete(orgId);
      this.#outdated.delete(orgId);
      days += changed.size;
    }
    if (orgIds.length === limit) return { days, next: `${began}.${orgIds.at(-1)}` };
    const { until } = this.#summed;
    // A time that is still to come is the trace of a clock that was wrong.
    this.#summed = { timeZone, until: until === null || until > now ? Number(began) : Math.max(until, Number(began)) };
    return { days, next: null };
  }

  /** Adds what purged runs came to, and sums their days anew without them. */
  purge({ orgId }: TenantScope, purged: readonly CountedRun[], kept: readonly CountedRun[]): void {
    const { timeZone } = this.#summed;
    const sums = purged.map((counted) => sumsOf(counted, 'purged', timeZone));
    this.#tenants.set(orgId, merged([...this.#of(orgId), ...sums], wholeKey));
    this.#sumDays(orgId, new Set(sums.map(({ day }) => day)), kept);
  }

  daily({ orgId }: TenantScope, userId: string | null, range: TimeRange): readonly DailyUsage[] {
    const [before, last] = [range.from, range.to].map((end) => this.#dayBefore(end));
    const found = this.#of(orgId).filter(
      (sums) => (userId === null || sums.userId === userId) && sums.day > (before ?? '') && sums.day <= (last ?? ''),
    );
    const days = merged(found.map(toDailyUsage), dailyKey);
    return sortedByKey(days, dailyKey);
  }

  /** All sums, of one tenant or of all of them. */
  sumsOf(orgId: string | null): readonly UserSums[] {
    return orgId === null ? [...this.#tenants.values()].flat() : this.#of(orgId);
  }

  eraseUser({ orgId }: TenantScope, userId: string): number {
    const sums = this.#of(orgId);
    const theirs = userId === '' ? [] : sums.filter((one) => one.userId === userId);
    const cleared = sums.map((one) => (theirs.includes(one) ? { ...one, userId: '' } : one));
    this.#tenants.set(orgId, merged(cleared, wholeKey));
    return theirs.length;
  }

  #turnTo(timeZone: string): void {
    if (timeZone === this.#summed.timeZone) return;
    // Fails for a time zone that does not exist, before anything has changed.
    localDay(0, timeZone);
    this.#summed = { timeZone, until: null };
    for (const orgId of this.#tenants.keys()) this.#outdated.add(orgId);
  }

  /** The last day that had begun before an instant. */
  #dayBefore(instant: number): string {
    const within = Math.min(Math.max(Math.ceil(instant) - 1, firstDate), lastDate);
    return localDay(within, this.#summed.timeZone);
  }

  #sumDays(orgId: string, days: ReadonlySet<string>, runs: readonly CountedRun[]): void {
    const { timeZone } = this.#summed;
    this.#keep(orgId, ({ part, day }) => part === 'purged' || !days.has(day));
    const fresh = runs.map((counted) => sumsOf(counted, 'kept', timeZone)).filter(({ day }) => days.has(day));
    this.#tenants.set(orgId, merged([...this.#of(orgId), ...fresh], wholeKey));
  }

  #keep(orgId: string, isKept: (sums: UserSums) => boolean): void {
    this.#tenants.set(orgId, this.#of(orgId).filter(isKept));
  }

  #of(orgId: string): readonly UserSums[] {
    return this.#tenants.get(orgId) ?? [];
  }
}

/** Years before 0 and after 9999 are written in other ways. */
const firstDate = 0;
const lastDate = Date.UTC(9999, 11, 30);

function toDailyUsage({ userId, part, operation, moduleId, measures, ...sums }: UserSums): DailyUsage {
  // A gate that scored a prompt says nothing about how well optimizing works.
  return { ...sums, passed: operation === 'optimize' ? sums.passed : 0 };
}

function dailyKey({ day, planId, engine, model, domain }: DailyUsage): readonly string[] {
  return [day, planId, engine, model ?? '', domain ?? ''];
}

function wholeKey(sums: UserSums): readonly string[] {
  return [sums.part, sums.userId, sums.operation ?? '', sums.moduleId ?? '', ...dailyKey(sums)];
}
