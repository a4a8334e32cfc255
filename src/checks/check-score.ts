import type { CheckOutcome } from '../index.js';
import { type CheckSuite, type CheckSuiteCount, checkSuites } from '../index.js';

/**
 * How much each suite counts. The weights are our judgement, and no measurement: a hole in security hurts
 * everybody, a wrong answer those who asked, a slow one nobody for long.
 */
export const checkWeights = { security: 40, api: 30, quality: 15, performance: 15 } as const satisfies Record<
  CheckSuite,
  number
>;

/** How the checks of each suite have ended. */
export function countBySuite(outcomes: readonly CheckOutcome[]): readonly CheckSuiteCount[] {
  return checkSuites.map((suite) => {
    const own = outcomes.filter((outcome) => outcome.suite === suite);
    const count = (status: CheckOutcome['status']) => own.filter((outcome) => outcome.status === status).length;
    return { suite, passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  });
}

/**
 * The quality score, 0 to 100, to a tenth: the mean of the shares of checks that passed in each suite,
 * weighted by {@link checkWeights}. Checks that were skipped count nowhere, nor does a suite in which nothing
 * was tried; null when nothing was tried at all.
 *
 *     score = 100 * sum(weight * passed / (passed + failed)) / sum(weight)
 */
export function checkScore(suites: readonly CheckSuiteCount[]): number | null {
  const tried = suites.filter(({ passed, failed }) => passed + failed > 0);
  if (tried.length === 0) return null;
  const weight = tried.reduce((sum, { suite }) => sum + checkWeights[suite], 0);
  const points = tried.reduce(
    (sum, { suite, passed, failed }) => sum + (checkWeights[suite] * passed) / (passed + failed),
    0,
  );
  return Math.round((1_000 * points) / weight) / 10;
}
