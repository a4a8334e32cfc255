const whole = new Intl.NumberFormat('en');
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const change = new Intl.NumberFormat('en', {
  style: 'percent',
  signDisplay: 'exceptZero',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const dayFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const monthFormat = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** What stands where a figure cannot be known, as with shares of nothing. */
export const unknown = '–';

export const inWhole = (value: number): string => whole.format(value);

/** A score, with one decimal. */
export const inPoints = (value: number | null): string => (value === null ? unknown : oneDecimal.format(value));

/** A share from 0 to 1. */
export const inPercent = (share: number | null): string => (share === null ? unknown : percent.format(share));

/** How much more, or less: `+12.5%`. */
export const inChange = (share: number | null): string => (share === null ? unknown : change.format(share));

/** Micro-dollars as dollars, with as many digits as small amounts need. */
export function inDollars(micros: number): string {
  const dollars = micros / 1_000_000;
  const digits = dollars !== 0 && Math.abs(dollars) < 0.1 ? 4 : 2;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(dollars);
}

/** An amount in the smallest unit of its currency. One that Intl does not know has none: the amount is told as it is. */
export function inMoney(amount: number, currency: string): string {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
  } catch {
    return `${whole.format(amount)} ${currency}`;
  }
}

/** A stretch of time: `340 ms`, `2.4 s`, `3.5 min`. */
export function inDuration(milliseconds: number | null): string {
  if (milliseconds === null) return unknown;
  if (milliseconds < 1_000) return `${whole.format(Math.round(milliseconds))} ms`;
  if (milliseconds < 120_000) return `${oneDecimal.format(milliseconds / 1_000)} s`;
  return `${oneDecimal.format(milliseconds / 60_000)} min`;
}

/** How long there is to wait, in the largest unit that is not too coarse: `54 minutes`. */
export function inWait(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds < 90) return counted(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return counted(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 36 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day');
}

export const counted = (count: number, noun: string): string =>
  `${whole.format(count)} ${noun}${count === 1 ? '' : 's'}`;

/** `2026-11-23` as `Nov 23, 2026`. Days have no time zone, so that none shifts them. */
export const inDay = (day: string): string => dayFormat.format(Date.parse(day));

/** `2026-11` as `Nov 2026`. */
export const inMonth = (month: string): string => monthFormat.format(Date.parse(`${month}-01`));

/** A moment by the clocks of a time zone. */
export function inMoment(epochMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(epochMs);
}
