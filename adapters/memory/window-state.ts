import type { QuotaLimit, WindowState } from '../../src/storage.js';
import type { Counter } from './counters.js';
import { floorOfShare } from './floor-of-share.js';

/** How full the window of a limit is. */
export function windowState(counter: Counter, limit: QuotaLimit, now: number): WindowState {
  const used = inUse(counter, limit, now);
  const { subject, keyId, meter, period, max, anchor, algorithm } = limit;
  return {
    subject,
    ...(keyId === undefined ? {} : { keyId }),
    meter,
    period,
    max,
    anchor,
    algorithm,
    used,
    remaining: Math.max(0, max - used),
    resetAfterMs: counter.end - now,
  };
}

/** What a limit counts as used. */
export function inUse(counter: Counter, limit: QuotaLimit, now: number): number {
  return limit.algorithm === 'fixed' ? counter.used : counter.used + carriedOver(counter, now);
}

/** The part of the previous window that a sliding window still overlaps, assuming even use within it. */
function carriedOver({ start, end, previous }: Counter, now: number): number {
  const length = end - start;
  return previous === 0 ? 0 : -floorOfShare(-previous, Math.min(end - now, length), length);
}
