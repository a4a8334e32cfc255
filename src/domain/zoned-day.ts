const formats = new Map<string, Intl.DateTimeFormat>();
const dayMs = 86_400_000;
/** No time zone is further than that from UTC. */
const farthestMs = 15 * 3_600_000;

/** The day of a moment in a time zone, such as `2026-11-23`. */
export function dayIn(timeZone: string, at: number): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // Sweden writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/** When a day begins in a time zone, in epoch milliseconds; where it was left out, when the next one does. */
export function dayStart(timeZone: string, day: string): number {
  const around = Date.parse(day);
  let before = around - farthestMs;
  let from = around + farthestMs;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayIn(timeZone, middle) < day) before = middle;
    else from = middle;
  }
  return from;
}

/** The day some days after another, or before it. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Whether a text is a day of the calendar, written `2026-11-23`. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** All days from one to another, both included. */
export function daysBetween({ first, last }: { readonly first: string; readonly last: string }): readonly string[] {
  const count = Math.round((Date.parse(last) - Date.parse(first)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => dayAfter(first, index));
}
