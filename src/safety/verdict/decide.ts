import type { ActionThresholds } from '../policy/policy-options.js';
import type { PromptPolicy } from '../policy/prompt-policy.js';
import type { FoundIssue } from './found-issue.js';
import { type PromptAction, type PromptIssue, promptActions } from './prompt-verdict.js';

/** Says what becomes of an issue under a policy. */
export function decide(issue: FoundIssue, { thresholds, rules }: PromptPolicy): PromptIssue {
  return { ...issue, action: withSpan(actionFor()) };

  function actionFor(): PromptAction {
    if (issue.category === 'structure') return 'block';
    if (issue.category !== 'host') return actionAt(thresholds[issue.category], issue.confidence);
    return rules.find(({ code }) => code === issue.code)?.action ?? 'allow';
  }

  /** What has no place cannot be taken out. */
  function withSpan(action: PromptAction): PromptAction {
    return action === 'redact' && issue.span === null ? 'flag' : action;
  }
}

/** The gravest action whose threshold is reached. */
function actionAt(thresholds: ActionThresholds, confidence: number): PromptAction {
  const reached = (action: PromptAction) => action !== 'allow' && confidence >= (thresholds[action] ?? Infinity);
  return promptActions.findLast(reached) ?? 'allow';
}

export function gravest(actions: readonly PromptAction[]): PromptAction {
  return promptActions.findLast((action) => actions.includes(action)) ?? 'allow';
}
