/** A stretch of time in epoch milliseconds: `from` is in it, `to` is not. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** What a user has done in a stretch of time. Runs count on the day they were created. */
export interface UserMetrics {
  /** Runs that have ended, by how. */
  readonly runs: {
    readonly succeeded: number;
    readonly failed: number;
    readonly canceled: number;
    readonly abandoned: number;
  };
  /** Runs whose gate was passed, among those that succeeded. */
  readonly passed: number;
  /** Runs in which the prompt was made better, among those that succeeded. */
  readonly improved: number;
  /** Mean composite of the prompts as they came and as they left; null without a run that succeeded. */
  readonly meanScore: { readonly original: number; readonly optimized: number } | null;
  /** Input and output tokens of all runs. */
  readonly tokens: number;
  /** Micro-dollars of the runs whose cost is known. */
  readonly costMicros: number;
  /** Runs whose cost is not known, so that it is missing in `costMicros`. */
  readonly runsOfUnknownCost: number;
  /** Ended runs by 7D domain, the most frequent first; equal ones by name. */
  readonly domains: readonly { readonly domain: string; readonly runs: number }[];
  /** Ended runs by the module that made their prompt, the most frequent first; equal ones by id. */
  readonly modules: readonly { readonly moduleId: string; readonly runs: number }[];
  /** Days with at least one ended run, oldest first. */
  readonly days: readonly {
    /** `2026-11-23`, in the time zone that was asked for. */
    readonly day: string;
    readonly runs: number;
    readonly succeeded: number;
    /** Mean composite of the optimized prompts of that day; null without a run that succeeded. */
    readonly meanScore: number | null;
  }[];
}
