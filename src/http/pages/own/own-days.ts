import { daysAfter } from '../../../domain/time/local-day.js';
import { isDayRange, mostDays } from '../../../domain/time/zoned-day.js';
import { type DayRange, PromptForgeError } from '../../../index.js';

const defaultDays = 30;

/**
 * Which days of the caller are asked for: by default today and the 29 days before.
 * @throws PromptForgeError `request_invalid`
 */
export function ownDays({ first, last }: { readonly first?: string; readonly last?: string }, today: string): DayRange {
  if (first === undefined && last === undefined) return { first: daysAfter(today, 1 - defaultDays), last: today };
  const range = { first, last };
  if (isDayRange(range)) return range;
  throw new PromptForgeError(
    'request_invalid',
    `The first and the last day are days such as 2026-11-23, the first not after the last, and at most ${mostDays} of them.`,
  );
}
