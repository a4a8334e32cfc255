import type { DayRange } from '../figures/figures.js';
import { daysAfter, localDay } from './local-day.js';

/** No time zone is further than that from UTC. */
const farthestMs = 15 * 3_600_000;

/** When a day begins in a time zone, in epoch milliseconds; where it was left out, when the next one does. */
export function dayStart(timeZone: string, day: string): number {
  const around = Date.parse(day);
  let before = around - farthestMs;
  let from = around + farthestMs;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (localDay(middle, timeZone) < day) before = middle;
    else from = middle;
  }
  return from;
}

/** The most days that figures are told of at once: some ten years. */
export const mostDays = 3_660;

/** Whether these are two days, the first not after the last, and no more from one to the other than `mostDays`. */
export function isDayRange(range: { readonly first?: unknown; readonly last?: unknown }): range is DayRange {
  const { first, last } = range;
  return isDay(first) && isDay(last) && first <= last && last <= daysAfter(first, mostDays - 1);
}

/** Whether a text is a day of the years 1970 to 2999, written `2026-11-23`: days are compared as texts, which takes four digits for all that is worked out from one. */
function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) return false;
  return text >= '1970-01-01' && text <= '2999-12-31';
}
