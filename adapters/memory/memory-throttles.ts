import { type AttemptResult, nextAttemptAt, type ThrottleCounter, type ThrottleState } from '../../src/storage.js';
import { rejectUnsoundCounters } from '../guards/reject-unsound-counters.js';

interface Throttle extends ThrottleState {
  /** When it says nothing any more. Epoch milliseconds. */
  readonly endsAt: number;
}

/** Counters of attempts. */
export class MemoryThrottles {
  readonly #throttles = new Map<string, Throttle>();

  attempt(counters: readonly ThrottleCounter[], now: number): AttemptResult {
    rejectUnsoundCounters(counters);
    const waits = counters.map(({ key, rule }) => {
      const known = this.#at(key, now);
      return known === null ? 0 : nextAttemptAt(known, rule) - now;
    });
    const retryAfterMs = Math.max(0, ...waits);
    if (retryAfterMs > 0) return { outcome: 'throttled', retryAfterMs };
    for (const { key, rule } of counters) {
      const known = this.#at(key, now);
      const next = { count: (known?.count ?? 0) + 1, startedAt: known?.startedAt ?? now, lastAt: now };
      const endsAt = Math.max(next.startedAt + rule.windowMs, nextAttemptAt(next, rule));
      this.#throttles.set(key, { ...next, endsAt });
    }
    return { outcome: 'allowed' };
  }

  forget(key: string): void {
    this.#throttles.delete(key);
  }

  giveBack(key: string): void {
    const known = this.#throttles.get(key);
    if (known !== undefined) this.#throttles.set(key, { ...known, count: Math.max(known.count - 1, 0) });
  }

  /** @returns how many of those that have run out were deleted. */
  purge(limit: number, now: number): number {
    const over = [...this.#throttles].filter(([, { endsAt }]) => endsAt <= now).slice(0, limit);
    for (const [key] of over) this.#throttles.delete(key);
    return over.length;
  }

  #at(key: string, now: number): Throttle | null {
    const known = this.#throttles.get(key);
    return known === undefined || known.endsAt <= now ? null : known;
  }
}
