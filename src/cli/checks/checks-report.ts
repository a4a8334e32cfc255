import type { CheckOutcome, CheckReport } from '../../index.js';

const marks = { passed: 'ok     ', failed: 'FAILED ', skipped: 'skipped' } as const;

/** The report for people: what failed comes last, where it is seen. */
export function checksReport(report: CheckReport): string {
  const { outcomes, suites, score, requests, milliseconds, isCleanedUp, comparison } = report;
  const counts = suites.map(
    ({ suite, passed, failed, skipped }) =>
      `  ${suite.padEnd(12)}${passed} passed, ${failed} failed, ${skipped} skipped`,
  );
  const failed = outcomes.filter(({ status }) => status === 'failed');
  return [
    ...outcomes.filter(({ status }) => status !== 'failed').map(outcomeLine),
    ...failed.flatMap((outcome) => [outcomeLine(outcome), ...evidenceLines(outcome)]),
    '',
    ...counts,
    '',
    `Score ${score ?? 'none'} of 100, ${requests} requests in ${(milliseconds / 1_000).toFixed(1)} s. ${failed.length} failed.`,
    ...(comparison === null ? [] : changeLines(comparison)),
    ...(isCleanedUp
      ? []
      : ['Some users of the checks could not be erased. Check the storage, and run the checks again.']),
  ].join('\n');
}

function outcomeLine({ name, status, reason, milliseconds }: CheckOutcome): string {
  const why = reason === null ? '' : `: ${reason}`;
  return `${marks[status]} ${name} (${milliseconds} ms)${why}`;
}

function evidenceLines({ title, evidence }: CheckOutcome): readonly string[] {
  const requests = evidence.map(
    ({ method, path, status, requestId }) => `${method} ${path} -> ${status ?? 'no answer'}, ${requestId ?? 'no id'}`,
  );
  // Paths and ids come from a server that may be anybody's: nothing of them moves the cursor.
  return [title, ...requests].map((line) => `          ${line.replaceAll(/\p{Cc}/gu, '?')}`);
}

function changeLines({
  newlyFailing,
  mended,
  added,
  gone,
  scoreChange,
}: NonNullable<CheckReport['comparison']>): readonly string[] {
  const change = scoreChange === null ? 'unknown' : `${scoreChange > 0 ? '+' : ''}${scoreChange}`;
  const lists = { 'fail now': newlyFailing, mended, new: added, gone };
  const lines = Object.entries(lists)
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `  ${what}: ${names.join(', ')}`);
  return [`Since the report before: score ${change}.`, ...lines];
}
