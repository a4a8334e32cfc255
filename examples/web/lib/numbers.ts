const whole = new Intl.NumberFormat('en');
const exact = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const inWhole = (value: number): string => whole.format(value);

/** A score, with one decimal. */
export const inPoints = (value: number): string => exact.format(value);

/** Micro-dollars as dollars, with as many digits as small amounts need. */
export function inDollars(micros: number): string {
  const dollars = micros / 1_000_000;
  const digits = dollars !== 0 && dollars < 0.1 ? 4 : 2;
  return `$${dollars.toFixed(digits)}`;
}

/** How long there is to wait: "54 minutes". */
export function inTime(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds < 90) return counted(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return counted(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 36 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day');
}

export const counted = (count: number, noun: string): string =>
  `${whole.format(count)} ${noun}${count === 1 ? '' : 's'}`;

/** A moment, as the visitor's own clock has it. */
export function inDate(epochMs: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(epochMs);
}
