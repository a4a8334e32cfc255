import type { CalendarInterval } from './figures.js';
import { dayAfter } from './zoned-day.js';

/** The first day of the interval that a day is in. Weeks begin on Monday. */
export function intervalStart(interval: CalendarInterval, day: string): string {
  if (interval === 'day') return day;
  if (interval === 'month') return `${day.slice(0, 7)}-01`;
  const weekday = new Date(day).getUTCDay();
  return dayAfter(day, -((weekday + 6) % 7));
}

/** The first day of the interval after the one that begins on a day. */
export function nextInterval(interval: CalendarInterval, start: string): string {
  if (interval === 'day') return dayAfter(start);
  if (interval === 'week') return dayAfter(start, 7);
  return intervalStart('month', dayAfter(start, 31));
}

/** The first day of the interval before the one that begins on a day. */
export function previousInterval(interval: CalendarInterval, start: string): string {
  return intervalStart(interval, dayAfter(start, -1));
}
