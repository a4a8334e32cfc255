import type { DayRange } from './figures.js';
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

/** Whether a text is a day of the calendar, written `2026-11-23`. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** All days from one to another, both included. */
export function daysBetween({ first, last }: DayRange): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = daysAfter(day, 1)) days.push(day);
  return days;
}
