import type { GoldenPrompt } from './quality/golden-set.js';

/** What checks go by, complete. */
export interface CheckSettings {
  /** Requests of one run at most. */
  readonly maxRequests: number;
  /** Requests under way at once at most. */
  readonly concurrency: number;
  /** The longest that one request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** What the 95th percentile of cheap routes may be at most, in milliseconds. */
  readonly latencyBudgetMs: number;
  /** Points by which an optimized prompt may be below its original. */
  readonly scoreTolerance: number;
  readonly goldenSet: readonly GoldenPrompt[];
  /** Bytes of a body that is too large. */
  readonly oversizedBytes: number;
  /** Texts that no answer may hold. They are in no report. */
  readonly secrets: readonly string[];
  /** Waits, until the signal aborts at the longest. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}
