import type { CalendarInterval } from '../figures/figures.js';
import { daysAfter, intervalStart } from './local-day.js';

/** The first day of the interval after the one that begins on a day. */
export function nextInterval(start: string, interval: CalendarInterval): string {
  if (interval === 'month') return intervalStart(daysAfter(start, 31), interval);
  return daysAfter(start, interval === 'week' ? 7 : 1);
}

/** The first day of the interval before the one that begins on a day. */
export function previousInterval(start: string, interval: CalendarInterval): string {
  return intervalStart(daysAfter(start, -1), interval);
}
