const pattern = /^(\d{4}-\d{2}-\d{2})(T[\d:.]{5,15}(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Epoch milliseconds of an ISO 8601 date, which begins at midnight of UTC, or of a time with its zone; NaN for
 * what is neither, or on no calendar.
 */
export function isoTime(text: string): number {
  const day = pattern.exec(text)?.[1];
  return day !== undefined && isOnCalendar(day) ? Date.parse(text) : Number.NaN;
}

/** `Date.parse` takes 30 February for 2 March. */
function isOnCalendar(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
