import type { CheckArguments } from './check-arguments.js';
import type { CheckedFile } from './checked-file.js';

/** For programs. What was written in the files is not repeated, clean or not. */
export function asJson(checked: readonly CheckedFile[], { policy, failOn }: CheckArguments): string {
  const files = checked.map(({ path, verdict, findings, failed }) => {
    const { ok, action, issues, risk, quality } = verdict;
    return { file: path, failed, verdict: { ok, action, issues, risk, quality }, lint: findings };
  });
  return JSON.stringify({ policy, failOn, failed: files.filter(({ failed }) => failed).length, files }, null, 2);
}
