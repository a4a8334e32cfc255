import type { CalendarInterval, DayRange } from '../figures/figures.js';

const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The day, such as `2026-11-23`, that it is in a time zone.
 * @param at epoch milliseconds.
 * @param timeZone IANA name.
 * @throws RangeError for a time zone that this platform does not know.
 */
export function localDay(at: number, timeZone: string): string {
  if (timeZone === 'UTC') return new Date(at).toISOString().slice(0, 10);
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

/** The first day of the day, week or month that a day is in. */
export function intervalStart(day: string, interval: CalendarInterval): string {
  if (interval === 'month') return `${day.slice(0, 7)}-01`;
  // Sundays are 0, and the last of their week.
  return interval === 'day' ? day : daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** All days from one to another, both included. */
export function daysBetween({ first, last }: DayRange): readonly string[] {
  // Counted beforehand: the day after 9999-12-31 is written `+010000-01-01`, and sorts before it.
  const length = Math.max(0, (Date.parse(last) - Date.parse(first)) / dayMs + 1);
  return Array.from({ length }, (_, index) => daysAfter(first, index));
}

/** The first days of all intervals that begin on one of the days, oldest first. */
export function intervalStarts(days: DayRange, interval: CalendarInterval): readonly string[] {
  return daysBetween(days).filter((day) => intervalStart(day, interval) === day);
}

/** The day some days after another, or before it. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/**
 * Making a format takes a hundred times as long as using it. There is one for each zone, however callers write
 * its name: by case alone, they could write it in thousands of ways.
 */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const name = timeZone.toLowerCase();
  const known = formats.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(name, format);
  return format;
}
