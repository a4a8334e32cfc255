import type { ResolvedSevenD } from '../domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { checkedPolicy } from '../safety/policy/checked-policy.js';
import type { PolicyPreset } from '../safety/policy/policy-options.js';
import type { PromptPolicy } from '../safety/policy/prompt-policy.js';
import { structureError } from '../safety/structure/structure-error.js';
import { sanitize } from '../safety/unicode/sanitize.js';
import type { PromptVerdict } from '../safety/verdict/prompt-verdict.js';
import { validateByRules } from '../safety/verdict/validate-by-rules.js';
import { type SecondOpinion, secondOpinion } from './second-opinion.js';

/** What a run works on. */
export interface ValidatedRun {
  readonly prompt: string;
  readonly sevenD: ResolvedSevenD;
  /** Code points. */
  readonly length: number;
  readonly verdict: PromptVerdict;
  readonly opinion: SecondOpinion | null;
  /** The one spelling of a text, for what a model writes. */
  readonly normalize: (text: string) => string;
}

/**
 * Validates what a run is to work on, by the rules alone: asking somebody costs, and nothing is reserved yet.
 * Whether the policy blocks it is in the verdict.
 * @throws PromptForgeError `request_invalid`, `prompt_too_short`, `prompt_too_long` or `seven_d_invalid`.
 */
export async function validateRun(
  { prompt, sevenD }: { readonly prompt: unknown; readonly sevenD: unknown },
  chosen: PromptPolicy | PolicyPreset,
  ruleset: SevenDRuleset,
): Promise<ValidatedRun> {
  const policy = checkedPolicy(chosen);
  const { verdict, problems, length } = await validateByRules(
    { prompt: prompt ?? null, sevenD: sevenD ?? null },
    policy,
    ruleset,
  );
  const [problem, ...others] = problems;
  if (problem !== undefined) throw structureError([problem, ...others]);
  const { sanitized } = verdict;
  const normalize = (text: string) => sanitize(text).trim();
  if (sanitized.prompt === null || sanitized.sevenD === null) {
    throw new PromptForgeError('internal', 'A verdict without problems has no prompt or no 7D parameters.');
  }
  return {
    prompt: sanitized.prompt,
    sevenD: sanitized.sevenD,
    length,
    verdict,
    opinion: secondOpinion(verdict, policy),
    normalize,
  };
}
