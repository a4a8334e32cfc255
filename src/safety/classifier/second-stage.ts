import type { ClassifyResult, PromptClassifier } from '../../ports/prompt-classifier.js';
import type { SecondStageOptions } from '../policy/policy-options.js';
import type { PromptPolicy } from '../policy/prompt-policy.js';
import { decide, gravest } from '../verdict/decide.js';
import { type FoundIssue, issueOf } from '../verdict/found-issue.js';
import type { PromptIssue, PromptVerdict } from '../verdict/prompt-verdict.js';

type SecondStage = Required<SecondStageOptions>;

/** Whether the rules are in doubt about an input, so that somebody has to be asked. */
export function inDoubt(verdict: PromptVerdict, secondStage: SecondStage | null): secondStage is SecondStage {
  const { ok, risk } = verdict;
  return ok && secondStage !== null && risk >= secondStage.from && risk < secondStage.to && textInDoubt(verdict) !== '';
}

/** What the second stage is asked about: all the texts, as they would be worked on. */
export function textInDoubt({ sanitized: { prompt, inputs } }: PromptVerdict): string {
  return [prompt, inputs === null ? null : JSON.stringify(inputs, jsonOf)].filter((text) => text !== null).join('\n\n');
}

/** A schema of the host may make whole numbers of any size, of which JSON knows nothing. */
function jsonOf(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** The verdict once the second stage has had its say. */
export function withOpinion(
  verdict: PromptVerdict,
  policy: PromptPolicy,
  stage: SecondStage,
  answer: ClassifyResult,
): PromptVerdict {
  const { classifier, whenUnavailable } = stage;
  if (answer.outcome === 'failed') {
    const action = whenUnavailable;
    return withIssues(verdict, verdict.issues, [{ ...unavailable(classifier), action }]);
  }
  if (answer.hostile) {
    const added = hostileIssues(classifier, answer).map((issue) => decide(issue, policy));
    const risk = classifier.judges === 'injection' ? Math.max(verdict.risk, answer.confidence) : verdict.risk;
    return { ...withIssues(verdict, verdict.issues, added), risk };
  }
  // Who judges content only has said nothing of attacks.
  if (classifier.judges !== 'injection') return verdict;
  const cleared = verdict.issues.map((issue) =>
    issue.category === 'injection' ? { ...issue, action: 'allow' as const } : issue,
  );
  return withIssues(verdict, cleared, []);
}

function withIssues(
  verdict: PromptVerdict,
  before: readonly PromptIssue[],
  added: readonly PromptIssue[],
): PromptVerdict {
  const issues = [...before, ...added];
  const action = gravest(issues.map((issue) => issue.action));
  return { ...verdict, ok: action !== 'block', action, issues };
}

function hostileIssues(
  { judges }: PromptClassifier,
  { confidence, labels }: { confidence: number; labels: readonly string[] },
): FoundIssue[] {
  const place = { path: [], span: null, confidence };
  if (judges === 'injection') {
    const message = 'A model takes this to be an attack on the instructions of the assistant.';
    const fix = 'Say what you want done without telling the assistant to leave its instructions.';
    return [issueOf({ category: 'injection', severity: 'high', message, fix }, { ...place, code: 'injection_judged' })];
  }
  const message = 'A model takes this to be harmful content, of the kind that the code names.';
  const codes =
    labels.length === 0 ? ['content_harmful'] : labels.map((label) => `content_${label.replaceAll(/[^a-z]+/g, '_')}`);
  return codes.map((code) =>
    issueOf({ category: 'content', severity: 'high', message, fix: 'Leave it out.' }, { ...place, code }),
  );
}

function unavailable({ judges }: PromptClassifier): FoundIssue {
  const message = 'The model that is asked in cases of doubt gave no answer.';
  const place = { code: 'second_stage_unavailable', path: [], span: null, confidence: 1 };
  return issueOf({ category: judges, severity: 'medium', message, fix: 'Try again.' }, place);
}
