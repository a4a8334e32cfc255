import type { PromptTestCase } from '../domain/runs/prompt-test.js';
import { checkedPolicy } from '../safety/policy/checked-policy.js';
import type { PolicyPreset } from '../safety/policy/policy-options.js';
import type { PromptPolicy } from '../safety/policy/prompt-policy.js';
import { structureError } from '../safety/structure/structure-error.js';
import { cleanText, isRedacted } from '../safety/verdict/clean-text.js';
import { inspectText } from '../safety/verdict/inspect-text.js';
import type { PromptVerdict } from '../safety/verdict/prompt-verdict.js';
import { validateByRules } from '../safety/verdict/validate-by-rules.js';
import { promptBlocked } from './prompt-blocked.js';

/**
 * Cases as they may be asked: what they put into a prompt and say to it is held to the policy, by the rules
 * alone. A text in which something is redacted goes on redacted and clean; the others stay to the letter,
 * since a case can be about white space.
 * @throws PromptForgeError `prompt_blocked`, or `request_invalid` for a case with too much in it.
 */
export async function validateCases(
  cases: readonly PromptTestCase[],
  chosen: PromptPolicy | PolicyPreset,
): Promise<readonly PromptTestCase[]> {
  const policy = { ...checkedPolicy(chosen), inputs: null };
  const checked: PromptTestCase[] = [];
  for (const [index, one] of cases.entries()) {
    const { inputs = {}, message = '' } = one;
    // Apart from each other: an input can be called message, too.
    const { verdict, problems } = await validateByRules({ inputs: { inputs, message } }, policy);
    const [problem, ...others] = problems;
    if (problem !== undefined) throw structureError([problem, ...others]);
    if (!verdict.ok) throw promptBlocked(ofCase(verdict, index));
    checked.push(withCleanCriteria(verdict.action === 'redact' ? redacted(one, policy) : one, policy));
  }
  return checked;
}

/** A verdict whose issues say in which case they are. */
function ofCase(verdict: PromptVerdict, index: number): PromptVerdict {
  const issues = verdict.issues.map((issue) => ({ ...issue, path: ['cases', index, ...issue.path.slice(1)] }));
  return { ...verdict, issues };
}

/**
 * What a grader is told of is shown to a model, too, so that it holds no secret either. It is not looked at for
 * attacks: whoever writes one has none but their own grade to gain, and may well ask that an answer resists it.
 */
function withCleanCriteria(one: PromptTestCase, policy: PromptPolicy): PromptTestCase {
  if (!one.assertions.some(({ type }) => type === 'rubric')) return one;
  const assertions = one.assertions.map((assertion) =>
    assertion.type === 'rubric' ? { ...assertion, criterion: clean(assertion.criterion, policy) } : assertion,
  );
  return { ...one, assertions };
}

function redacted({ inputs, message, ...rest }: PromptTestCase, policy: PromptPolicy): PromptTestCase {
  return {
    ...rest,
    ...(inputs === undefined
      ? {}
      : { inputs: Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, clean(text, policy)])) }),
    ...(message === undefined ? {} : { message: clean(message, policy) }),
  };
}

function clean(text: string, policy: PromptPolicy): string {
  const { issues } = inspectText({ path: [], text }, policy);
  return issues.some(isRedacted) ? cleanText(text, issues, policy) : text;
}
