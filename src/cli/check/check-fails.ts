import { type Finding, type PromptVerdict, promptActions } from '../../prompts.js';
import type { FailureLevel } from './check-arguments.js';

/** Whether what was noticed is bad enough for a check to fail. */
export function fails({ action, issues }: PromptVerdict, findings: readonly Finding[], failOn: FailureLevel): boolean {
  if (failOn === 'lint') return issues.length + findings.length > 0;
  return promptActions.indexOf(action) >= promptActions.indexOf(failOn);
}
