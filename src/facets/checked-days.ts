import type { DayRange } from '../domain/figures/figures.js';
import { daysAfter } from '../domain/time/local-day.js';
import { isDayRange, mostDays } from '../domain/time/zoned-day.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

const defaultDays = 30;

/** Some days up to one, which is the last of them. */
export function lastDays(today: string): DayRange {
  return { first: daysAfter(today, 1 - defaultDays), last: today };
}

/** @throws PromptForgeError `request_invalid` */
export function checkedDays(days: DayRange): DayRange {
  const { first, last } = days ?? {};
  if (isDayRange({ first, last })) return { first, last };
  throw new PromptForgeError(
    'request_invalid',
    `days.first and days.last are days such as 2026-11-23, the first not after the last, and at most ${mostDays} of them.`,
  );
}
