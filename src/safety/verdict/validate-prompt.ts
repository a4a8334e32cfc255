import { noUsage } from '../../domain/quota/usage.js';
import { builtInSevenD } from '../../domain/seven-d/built-in-seven-d.js';
import type { SevenDRuleset } from '../../domain/seven-d/seven-d-rules.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { systemClock } from '../../ports/system-clock.js';
import { askInTime } from '../classifier/ask-in-time.js';
import { inDoubt, textInDoubt, withOpinion } from '../classifier/second-stage.js';
import { checkedPolicy } from '../policy/checked-policy.js';
import type { PolicyPreset } from '../policy/policy-options.js';
import type { PromptPolicy } from '../policy/prompt-policy.js';
import type { PromptInput } from './prompt-input.js';
import type { PromptVerdict } from './prompt-verdict.js';
import { type UncheckedInput, validateByRules } from './validate-by-rules.js';

/**
 * Tells what is wrong or hostile in an input, and what to make of it. Bad input is no error: it is in
 * the verdict. Nothing leaves the process, unless the policy has a second stage and the rules are in doubt.
 * @param policy Default: `balanced`.
 * @param ruleset What `extendSevenD()` makes. Default: the parameters as PromptForge has them.
 * @throws PromptForgeError `config_invalid` for a policy that is none, `request_invalid` when there is nothing to validate.
 */
export async function validatePrompt(
  input: PromptInput,
  policy: PromptPolicy | PolicyPreset = 'balanced',
  ruleset: SevenDRuleset = builtInSevenD,
): Promise<PromptVerdict> {
  const chosen = checkedPolicy(policy);
  const { verdict } = await validateByRules(checkedInput(input), chosen, ruleset);
  const { secondStage } = chosen;
  if (!inDoubt(verdict, secondStage)) return verdict;
  const answer = await askInTime(secondStage.classifier, {
    text: textInDoubt(verdict),
    endUser: null,
    signal: new AbortController().signal,
    deadlineMs: secondStage.deadlineMs,
    clock: systemClock,
    worst: noUsage,
  });
  return withOpinion(verdict, chosen, secondStage, answer);
}

const parts = ['prompt', 'sevenD', 'inputs'];

/** What is named is checked: a field that is missing from a form comes as undefined, and must not pass for that. */
function checkedInput(input: PromptInput): UncheckedInput {
  const isInput = typeof input === 'object' && input !== null && !Array.isArray(input);
  const given = isInput ? Object.entries(input) : [];
  if (given.length > 0 && given.every(([name]) => parts.includes(name))) {
    return Object.fromEntries(given.map(([name, value]) => [name, value ?? null]));
  }
  throw new PromptForgeError(
    'request_invalid',
    'Validation takes an object with prompt, sevenD or inputs, at least one of them, and nothing else.',
  );
}
