import {
  type Amounts,
  inLockOrder,
  limitRank,
  type QuotaLimit,
  type QuotaRefusal,
  type WindowState,
  windowOwner,
} from '../../src/storage.js';
import { type Counter, Counters, charge, placeWithRoom } from './counters.js';
import { refusalOf } from './window-refusal.js';
import { inUse, windowState } from './window-state.js';

/** What a run took from one window, so that it can be corrected in that window and no other. */
export interface Hold {
  readonly limit: QuotaLimit;
  /** Start of that window. */
  readonly start: number;
  readonly amount: number;
}

/** Whose counters: a user within an organization. */
export interface Owner {
  readonly orgId: string;
  readonly userId: string;
}

/** What is to be taken. */
export interface Demand {
  readonly limits: readonly QuotaLimit[];
  readonly amounts: Amounts;
  /** How many times. */
  readonly count: number;
  readonly unconditional: boolean;
}

export interface TakeResult {
  /** How many of the count had room. */
  readonly granted: number;
  readonly windows: readonly WindowState[];
  /** Why the others had none; null when all of them had. */
  readonly refusal: QuotaRefusal | null;
}

interface Tenant {
  readonly own: number[];
  /** By their owners: users, and keys. */
  readonly users: Map<string, number[]>;
}

/** The quota counters of all tenants. Synchronous, so that each method is atomic. */
export class MemoryWindows {
  readonly #slots: number[] = [];
  readonly #tenants = new Map<string, Tenant>();

  /** Takes the amounts from every window as often as they all have room, up to the count. */
  take(owner: Owner, demand: Demand, now: number): TakeResult {
    const limits = inLockOrder(demand.limits);
    const before = limits.map((limit) => this.#current(owner, limit, now));
    const granted = demand.unconditional ? demand.count : this.#room(limits, before, demand, now);
    // Another end holds whether there was room or not: whoever is refused is told of it.
    if (granted === 0) this.#keepEnds(owner, limits, before, now);
    const after = granted === 0 ? before : this.#charge(owner, limits, before, demand.amounts, granted);
    const windows = limits.map((limit, index) => windowState(at(after, index), limit, now));
    const refusal = granted === demand.count ? null : refusalOf(limits, after, windows, demand.amounts, now);
    return { granted, windows, refusal };
  }

  /** What one run that was just taken has taken. */
  holds(owner: Owner, limits: readonly QuotaLimit[], amounts: Amounts, now: number): readonly Hold[] {
    return inLockOrder(limits).map((limit) => ({
      limit,
      start: this.#current(owner, limit, now).start,
      amount: amounts[limit.meter],
    }));
  }

  /** Replaces what was taken by the true amounts, where the window of the hold is still known. */
  correct(owner: Owner, holds: readonly Hold[], actual: Amounts): readonly Hold[] {
    return holds.map((hold) => {
      const amount = actual[hold.limit.meter];
      this.#countersOf(owner, hold.limit)?.correct(limitRank(hold.limit), hold.start, amount - hold.amount);
      return { ...hold, amount };
    });
  }

  peek(owner: Owner, limits: readonly QuotaLimit[], now: number): readonly WindowState[] {
    return inLockOrder(limits).map((limit) => windowState(this.#current(owner, limit, now), limit, now));
  }

  /**
   * Forgets counters that can no longer matter: the window after theirs, over which a sliding one
   * still looks back, has ended too. Windows differ in length, so twice the longest is allowed for.
   */
  sweep(now: number, limit: number): number {
    const isOver = (rank: number, { end }: Counter) => end + 2 * (longest[rank % 3] ?? 0) <= now;
    let swept = 0;
    for (const [orgId, { own, users }] of this.#tenants) {
      for (const [userId, counters] of users) {
        swept += new Counters(counters).delete(isOver, limit - swept);
        if (counters.length === 0) users.delete(userId);
        if (swept === limit) return swept;
      }
      swept += new Counters(own).delete(isOver, limit - swept);
      if (own.length === 0 && users.size === 0) this.#tenants.delete(orgId);
      if (swept === limit) return swept;
    }
    return swept;
  }

  /** Every counter there is; `userId` is null for those of the organization, and an owner (`windowOwner`) for those of a key. */
  *entries(): Iterable<{ orgId: string; userId: string | null; rank: number; counter: Counter }> {
    for (const [orgId, { own, users }] of this.#tenants) {
      for (const [rank, counter] of new Counters(own).entries()) yield { orgId, userId: null, rank, counter };
      for (const [userId, counters] of users) {
        for (const [rank, counter] of new Counters(counters).entries()) yield { orgId, userId, rank, counter };
      }
    }
  }

  /**
   * The common case, without a detour: limits in lock order whose windows are under way and have room.
   * Null when the case is another; then nothing was taken.
   */
  takeUnderWay(
    orgId: string,
    userId: string,
    limits: readonly QuotaLimit[],
    amounts: Amounts,
    now: number,
  ): readonly WindowState[] | null {
    const tenant = this.#tenants.get(orgId);
    const user = tenant?.users.get(userId);
    if (tenant === undefined || user === undefined) return null;
    const { calls, tokens, cost } = amounts;
    if (!isCount(calls) || !isCount(tokens) || !isCount(cost)) return null;
    // Kept from call to call: nothing is awaited in between.
    const places = this.#slots;
    let last = -1;
    let taken = 0;
    for (const limit of limits) {
      const rank = limitRank(limit);
      if (rank <= last || !isCount(limit.max) || limit.subject === 'key') return null;
      last = rank;
      const { meter } = limit;
      const amount = meter === 'calls' ? calls : meter === 'tokens' ? tokens : cost;
      const place = placeWithRoom(limit.subject === 'org' ? tenant.own : user, limit, rank, amount, now);
      if (place < 0) return null;
      places[taken++] = place;
    }
    const windows: WindowState[] = [];
    for (const limit of limits) {
      const { meter } = limit;
      const amount = meter === 'calls' ? calls : meter === 'tokens' ? tokens : cost;
      windows.push(
        charge(limit.subject === 'org' ? tenant.own : user, places[windows.length] ?? 0, limit, amount, now),
      );
    }
    return windows;
  }

  #keepEnds(owner: Owner, limits: readonly QuotaLimit[], counters: readonly Counter[], now: number): void {
    for (const [index, limit] of limits.entries()) {
      if (this.#countersOf(owner, limit)?.isUnderWay(limitRank(limit), now) === true) {
        this.#countersFor(owner, limit).put(limitRank(limit), at(counters, index));
      }
    }
  }

  #room(limits: readonly QuotaLimit[], counters: readonly Counter[], { amounts, count }: Demand, now: number): number {
    let granted = count;
    for (const [index, limit] of limits.entries()) {
      const amount = amounts[limit.meter];
      const room = limit.max - inUse(at(counters, index), limit, now);
      if (amount === 0) granted = room < 0 ? 0 : granted;
      else granted = Math.min(granted, Math.max(0, Math.floor(room / amount)));
    }
    return granted;
  }

  #charge(
    owner: Owner,
    limits: readonly QuotaLimit[],
    counters: readonly Counter[],
    amounts: Amounts,
    times: number,
  ): readonly Counter[] {
    return limits.map((limit, index) => {
      const counter = at(counters, index);
      const used = Math.min(counter.used + amounts[limit.meter] * times, Number.MAX_SAFE_INTEGER);
      const charged = { ...counter, used };
      this.#countersFor(owner, limit).put(limitRank(limit), charged);
      return charged;
    });
  }

  /** Not stored until something is taken. */
  #current(owner: Owner, limit: QuotaLimit, now: number): Counter {
    return (this.#countersOf(owner, limit) ?? new Counters([])).at(limit, now);
  }

  #countersOf({ orgId, userId }: Owner, limit: QuotaLimit): Counters | undefined {
    const tenant = this.#tenants.get(orgId);
    const numbers = limit.subject === 'org' ? tenant?.own : tenant?.users.get(windowOwner(limit, userId));
    return numbers && new Counters(numbers);
  }

  #countersFor({ orgId, userId }: Owner, limit: QuotaLimit): Counters {
    const tenant = this.#tenants.get(orgId) ?? { own: [], users: new Map() };
    this.#tenants.set(orgId, tenant);
    if (limit.subject === 'org') return new Counters(tenant.own);
    const owner = windowOwner(limit, userId);
    const numbers = tenant.users.get(owner) ?? [];
    tenant.users.set(owner, numbers);
    return new Counters(numbers);
  }
}

const hourMs = 3_600_000;
/** The longest a window can be, in milliseconds, by the place of its period in the order of limits. */
const longest = [24 * hourMs, hourMs, 31 * 24 * hourMs];

function at(counters: readonly Counter[], index: number): Counter {
  const counter = counters[index];
  if (counter === undefined) throw new RangeError('Each limit has a counter.');
  return counter;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
