import type { ModelFault } from './model-fault.js';

const firstDelayMs = 500;
const longestDelayMs = 8_000;

/**
 * Milliseconds to wait before asking again; null when asking again is of no use. The wait a
 * provider asks for is kept to the millisecond, however long: whether it fits is the deadline's
 * business. Otherwise exponential backoff, spread over its upper half so that many callers that
 * failed together do not return together.
 *
 * @param sent Requests sent so far, at least 1.
 */
export function retryDelay(
  fault: ModelFault,
  sent: number,
  policy: { readonly maxAttempts: number; readonly random: () => number },
): number | null {
  if (!fault.retry || sent >= policy.maxAttempts) return null;
  if (fault.retryAfterMs !== null) return fault.retryAfterMs;
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** (sent - 1));
  return Math.round(ceiling * (0.5 + 0.5 * policy.random()));
}
