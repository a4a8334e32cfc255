/** What checks are about, in the order in which they are run. */
export const checkSuites = ['api', 'security', 'performance', 'quality'] as const;
export type CheckSuite = (typeof checkSuites)[number];

/** A request that a check has made, without anything that was said in it. */
export interface CheckEvidence {
  readonly method: string;
  /** Below the base path, without its query. */
  readonly path: string;
  /** Of the answer; null when there was none. */
  readonly status: number | null;
  /** What the answer names the request by; null when it does not. */
  readonly requestId: string | null;
  readonly milliseconds: number;
}

/** How a check has ended. */
export interface CheckOutcome {
  readonly name: string;
  readonly suite: CheckSuite;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it failed, or was skipped; null when it passed. */
  readonly reason: string | null;
  readonly milliseconds: number;
  /** Its last requests, 5 at most. */
  readonly evidence: readonly CheckEvidence[];
}

/** How many checks of a suite have ended how. */
export interface CheckSuiteCount {
  readonly suite: CheckSuite;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What has changed since an earlier report. Lists are of names of checks, sorted. */
export interface CheckComparison {
  /** Id of the earlier report. */
  readonly previousId: string;
  /** They fail, and did not. */
  readonly newlyFailing: readonly string[];
  /** They pass, and failed. */
  readonly mended: readonly string[];
  readonly added: readonly string[];
  readonly gone: readonly string[];
  /** In points; null where one of the two has no score. */
  readonly scoreChange: number | null;
}

/** What a run of checks has found. It holds no secret and nothing that was answered. */
export interface CheckReport {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly milliseconds: number;
  /** What was checked: the base URL, or `in process`. */
  readonly target: string;
  /** False when the run was broken off. */
  readonly isComplete: boolean;
  /** How many requests were made. */
  readonly requests: number;
  /** 0 to 100; null when nothing was tried. See `checkScore()`. */
  readonly score: number | null;
  readonly suites: readonly CheckSuiteCount[];
  readonly outcomes: readonly CheckOutcome[];
  /** Whether the users that were made for the run are erased. */
  readonly isCleanedUp: boolean;
  /** With the last report that was stored before; null for the first. */
  readonly comparison: CheckComparison | null;
}

/** How many reports a storage keeps: the last ones. */
export const keptCheckReports = 100;
