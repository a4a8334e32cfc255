/** How many attempts a counter lets through, and how long it has the next one wait. */
export interface ThrottleRule {
  /** Attempts in a window before anybody has to wait. */
  readonly max: number;
  /** Milliseconds from the first attempt until the counter starts anew. */
  readonly windowMs: number;
  /**
   * Milliseconds to wait after attempt number `max`, which double with each one after it; null waits
   * for the end of the window.
   */
  readonly firstWaitMs: number | null;
  /** The longest that the doubled waits become, in milliseconds. */
  readonly longestWaitMs: number;
}

/** What is known of the attempts on one counter. Epoch milliseconds. */
export interface ThrottleState {
  readonly count: number;
  readonly startedAt: number;
  readonly lastAt: number;
}

/** When the next attempt may be made, in epoch milliseconds; it may be in the past. */
export function nextAttemptAt({ count, startedAt, lastAt }: ThrottleState, rule: ThrottleRule): number {
  const { max, windowMs, firstWaitMs, longestWaitMs } = rule;
  if (count < max) return lastAt;
  // 2 ** 40 is beyond every wait there may be, and far from the end of whole numbers.
  if (firstWaitMs === null) return startedAt + windowMs;
  return lastAt + Math.min(firstWaitMs * 2 ** Math.min(count - max, 40), longestWaitMs);
}

const longestMs = 7 * 24 * 60 * 60 * 1_000;

/** What is wrong with a rule; null when nothing is. */
export function throttleRuleProblem({ max, windowMs, firstWaitMs, longestWaitMs }: ThrottleRule): string | null {
  const isTime = (ms: number) => Number.isInteger(ms) && ms >= 0 && ms <= longestMs;
  if (!Number.isInteger(max) || max < 1 || max > 1_000_000) return 'max must be a whole number from 1 to 1,000,000';
  return [windowMs, firstWaitMs ?? 0, longestWaitMs].every(isTime)
    ? null
    : 'times must be whole milliseconds, from 0 to a week';
}
