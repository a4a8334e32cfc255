import { limitName, type WindowState } from '../domain/quota/quota-window.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { QuotaRefusal } from '../ports/ledger-store.js';

/** The error the caller of a run gets when a limit leaves no room. Nothing was charged. */
export function quotaRefused(refusal: QuotaRefusal, planTitle: string): PromptForgeError {
  return refused(refusal, planTitle, 'This run alone is larger than the limit: shorten the prompt or');
}

/** The same for an amount that was to be taken without a run. */
export function callRefused(refusal: QuotaRefusal, planTitle: string): PromptForgeError {
  return refused(refusal, planTitle, 'This call alone is larger than the limit: ask for less or');
}

function refused({ windows, blocked, retryAfterMs }: QuotaRefusal, planTitle: string, tooLarge: string) {
  const names = blocked.map(limitName);
  const isOfKey = blocked.every(({ subject }) => subject === 'key');
  const advice = retryAfterMs === null ? tooLarge : `Try again in ${Math.ceil(retryAfterMs / 1000)} seconds, or`;
  return new PromptForgeError(
    'quota_exceeded',
    `The ${isOfKey ? 'API key' : `${planTitle} plan`} has no room left in: ${names.join(', ')}. ${advice} ${
      isOfKey ? 'raise the limits of the key' : 'change to a larger plan'
    }.`,
    { retryAfterMs, details: { windows: windows.map(describe), blocked: names } },
  );
}

function describe(window: WindowState) {
  const { period, meter, max, algorithm, used, remaining, resetAfterMs } = window;
  return { name: limitName(window), meter, period, max, algorithm, used, remaining, resetAfterMs };
}
