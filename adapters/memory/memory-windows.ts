import {
  type Amounts,
  inLockOrder,
  type QuotaLimit,
  type WindowBounds,
  type WindowState,
  windowBounds,
} from '../../src/storage.js';

interface Counter {
  bounds: WindowBounds;
  used: number;
  /** What was used in the window directly before; 0 when that one was skipped. */
  previous: number;
}

/** What a run took from one window, so that it can be corrected in that window and no other. */
export interface Hold {
  readonly limit: QuotaLimit;
  readonly bounds: WindowBounds;
  readonly amount: number;
}

export interface TakeResult {
  readonly windows: readonly WindowState[];
  /** Empty when everything fitted. */
  readonly blocked: readonly WindowState[];
  readonly retryAfterMs: number | null;
  readonly holds: readonly Hold[];
}

/** Whose counters: a user within an organization. */
export interface Owner {
  readonly orgId: string;
  readonly userId: string;
}

/** The quota counters of all tenants. Synchronous, so that each method is atomic. */
export class MemoryWindows {
  readonly #counters = new Map<string, Counter>();

  /** Takes the amounts from every window, or from none. */
  take(owner: Owner, limits: readonly QuotaLimit[], amounts: Amounts, now: number): TakeResult {
    const ordered = inLockOrder(limits);
    const judged = ordered.map((limit) => {
      const counter = this.#current(owner, limit, now);
      const amount = amounts[limit.meter];
      return { limit, counter, amount, fits: inUse(counter, limit, now) + amount <= limit.max };
    });
    const full = judged.filter((window) => !window.fits);
    if (full.length === 0) {
      for (const { limit, counter, amount } of judged) {
        counter.used += amount;
        this.#counters.set(counterKey(owner, limit), counter);
      }
    }
    const waits = full.map(({ limit, counter, amount }) => waitForRoom(counter, limit, amount, now));
    return {
      windows: judged.map(({ limit, counter }) => state(counter, limit, now)),
      blocked: full.map(({ limit, counter }) => state(counter, limit, now)),
      retryAfterMs: waits.some((wait) => wait === null) ? null : Math.ceil(Math.max(0, ...waits.map(Number))),
      holds: judged.map(({ limit, counter, amount }) => ({ limit, bounds: counter.bounds, amount })),
    };
  }

  /** Replaces what was taken by the true amounts, where the window of the hold is still known. */
  correct(owner: Owner, holds: readonly Hold[], actual: Amounts): readonly Hold[] {
    return holds.map((hold) => {
      const difference = actual[hold.limit.meter] - hold.amount;
      const counter = this.#counters.get(counterKey(owner, hold.limit));
      if (counter?.bounds.start === hold.bounds.start) counter.used = Math.max(0, counter.used + difference);
      else if (counter?.bounds.start === hold.bounds.end) {
        counter.previous = Math.max(0, counter.previous + difference);
      }
      return { ...hold, amount: actual[hold.limit.meter] };
    });
  }

  peek(owner: Owner, limits: readonly QuotaLimit[], now: number): readonly WindowState[] {
    return inLockOrder(limits).map((limit) => state(this.#current(owner, limit, now), limit, now));
  }

  /**
   * Forgets counters that can no longer matter: the window after theirs, over which a sliding one
   * still looks back, has ended too. Months differ in length, so twice the length is allowed for.
   */
  sweep(now: number, limit: number): number {
    let swept = 0;
    for (const [key, { bounds }] of this.#counters) {
      if (swept === limit) break;
      if (bounds.end + 2 * (bounds.end - bounds.start) > now) continue;
      this.#counters.delete(key);
      swept += 1;
    }
    return swept;
  }

  /** The counter as of now: rolled over if its window has ended. Not stored until something is taken. */
  #current(owner: Owner, limit: QuotaLimit, now: number): Counter {
    const stored = this.#counters.get(counterKey(owner, limit));
    if (stored !== undefined && stored.bounds.end > now) return stored;
    const bounds = windowBounds(limit.period, limit.anchor, now);
    return { bounds, used: 0, previous: stored?.bounds.end === bounds.start ? stored.used : 0 };
  }
}

function counterKey(owner: Owner, { subject, meter, period }: QuotaLimit): string {
  return JSON.stringify([owner.orgId, subject === 'user' ? owner.userId : null, meter, period]);
}

function inUse(counter: Counter, limit: QuotaLimit, now: number): number {
  return limit.algorithm === 'fixed' ? counter.used : counter.used + carriedOver(counter, now);
}

/** The part of the previous window that a sliding window still overlaps, assuming even use within it. */
function carriedOver({ bounds, previous }: Counter, now: number): number {
  return Math.ceil((previous * (bounds.end - now)) / (bounds.end - bounds.start));
}

function state(counter: Counter, limit: QuotaLimit, now: number): WindowState {
  const used = inUse(counter, limit, now);
  return { ...limit, used, remaining: Math.max(0, limit.max - used), resetAfterMs: counter.bounds.end - now };
}

/** Milliseconds until the amount could fit if nobody else called; null when it is larger than the limit. */
function waitForRoom(
  { bounds, used, previous }: Counter,
  limit: QuotaLimit,
  amount: number,
  now: number,
): number | null {
  if (amount > limit.max) return null;
  const remaining = bounds.end - now;
  if (limit.algorithm === 'fixed') return remaining;
  const length = bounds.end - bounds.start;
  const room = limit.max - amount;
  // Within this window enough of the previous one has to age out; otherwise, in the next window, enough of this one.
  if (used <= room) return remaining - (length * (room - used)) / previous;
  const next = windowBounds(limit.period, limit.anchor, bounds.end);
  return remaining + (next.end - next.start) * (1 - room / used);
}
