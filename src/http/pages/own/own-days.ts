import { daysAfter } from '../../../domain/local-day.js';
import { isDay } from '../../../domain/zoned-day.js';
import { type DayRange, PromptForgeError } from '../../../index.js';

const defaultDays = 30;

/**
 * Which days of the caller are asked for: by default today and the 29 days before.
 * @throws PromptForgeError `request_invalid`
 */
export function ownDays({ first, last }: { readonly first?: string; readonly last?: string }, today: string): DayRange {
  if (first === undefined && last === undefined) return { first: daysAfter(today, 1 - defaultDays), last: today };
  if (isDay(first) && isDay(last) && first <= last) return { first, last };
  throw new PromptForgeError(
    'request_invalid',
    'The first and the last day are days such as 2026-11-23, and the first is not after the last.',
  );
}
