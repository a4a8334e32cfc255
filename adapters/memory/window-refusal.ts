import { type Amounts, type QuotaLimit, type QuotaRefusal, type WindowState, windowBounds } from '../../src/storage.js';
import type { Counter } from './counters.js';
import { floorOfShare } from './floor-of-share.js';

/** Why amounts have no room: `counters` and `windows` are those of the limits, in their order. */
export function refusalOf(
  limits: readonly QuotaLimit[],
  counters: readonly Counter[],
  windows: readonly WindowState[],
  amounts: Amounts,
  now: number,
): QuotaRefusal {
  const blocked = windows.filter(({ used, max, meter }) => used + amounts[meter] > max);
  const waits = limits.flatMap((limit, index) => {
    const [counter, window] = [counters[index], windows[index]];
    const amount = amounts[limit.meter];
    if (counter === undefined || window === undefined || window.used + amount <= limit.max) return [];
    return [waitForRoom(counter, limit, amount, now)];
  });
  const retryAfterMs = waits.some((wait) => wait === null) ? null : Math.max(0, ...waits.map(Number));
  return { outcome: 'refused', windows, blocked, retryAfterMs };
}

/** Milliseconds until the amount could fit if nobody else called; null when it is larger than the limit. */
function waitForRoom(counter: Counter, limit: QuotaLimit, amount: number, now: number): number | null {
  const { start, end, used, previous } = counter;
  if (amount > limit.max) return null;
  const remaining = end - now;
  if (limit.algorithm === 'fixed') return remaining;
  const length = end - start;
  const room = limit.max - amount;
  // Within this window enough of the previous one has to age out; otherwise, in the next window, enough of this one.
  if (used <= room) return remaining - floorOfShare(length, room - used, previous);
  const next = windowBounds(limit.period, limit.anchor, end).end;
  return remaining + next - end - floorOfShare(next - end, room, used);
}
