import type { AssertionResult } from '../../domain/runs/prompt-test.js';

/** What an answer comes to by one assertion. */
export type Check = Omit<AssertionResult, 'type'>;

/** For assertions that hold or don't. */
export function yesOrNo(passed: boolean, detail: string): Check {
  return { passed, score: null, detail };
}
