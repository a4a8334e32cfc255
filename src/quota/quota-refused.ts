import { limitName, type WindowState } from '../domain/quota-window.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { QuotaRefusal } from '../ports/ledger-store.js';

/** The error a caller gets when a limit leaves no room. Nothing was charged. */
export function quotaRefused(refusal: QuotaRefusal, planTitle: string): PromptForgeError {
  const names = refusal.blocked.map(limitName).join(', ');
  const advice =
    refusal.retryAfterMs === null
      ? 'This run alone is larger than the limit: shorten the prompt or change to a larger plan.'
      : `Try again in ${Math.ceil(refusal.retryAfterMs / 1000)} seconds, or change to a larger plan.`;
  return new PromptForgeError('quota_exceeded', `The ${planTitle} plan has no room left in: ${names}. ${advice}`, {
    retryAfterMs: refusal.retryAfterMs,
    details: { windows: refusal.windows.map(describe), blocked: refusal.blocked.map(limitName) },
  });
}

function describe(window: WindowState) {
  const { period, meter, max, used, remaining, resetAfterMs } = window;
  return { name: limitName(window), meter, period, max, used, remaining, resetAfterMs };
}
