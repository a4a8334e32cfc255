import type { Finding } from '../domain/scores/finding.js';
import { builtInSevenD } from '../domain/seven-d/built-in-seven-d.js';
import type { SevenDInput } from '../domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { type ComposedPrompt, composePrompt } from '../prompt/compose-prompt.js';
import { lintPrompt } from '../prompt/lint-prompt.js';
import { checkedRequest } from './checked-request.js';
import { completeSevenD } from './complete-seven-d.js';

export interface LintRequest {
  /** At most 40,000 UTF-16 units. */
  readonly prompt: string;
  /** Default: none; then nothing is said about how the prompt fits them. */
  readonly sevenD?: SevenDInput;
}

export interface ComposeRequest {
  /** At most 40,000 UTF-16 units. */
  readonly prompt: string;
  readonly sevenD: SevenDInput;
}

/** A text that is longer is no prompt that could ever run. */
const mostUnits = 40_000;

/**
 * What makes a prompt weak: what it lacks by the prompt standard, then weak words in their order, each
 * with the name of its rule, what it costs in the score of the rules engine, and how to mend it. The
 * rules know English only, and read structure rather than meaning.
 * @param ruleset What `extendSevenD()` makes. Default: the parameters as PromptForge has them.
 * @throws PromptForgeError `request_invalid` or `seven_d_invalid`
 */
export function lint(request: LintRequest, ruleset: SevenDRuleset = builtInSevenD): readonly Finding[] {
  const { prompt, sevenD } = checkedRequest('lint()', request, ['prompt', 'sevenD']);
  return lintPrompt(checkedText(prompt), sevenD === undefined ? null : completeSevenD(sevenD, ruleset).values, ruleset);
}

/**
 * Adds the sections of the prompt standard that a prompt lacks, filled in from its 7D parameters, as the
 * rules engine does. The words of its author stay as they are, and sections that would lead beyond 10,000
 * characters (code points) are left out. The sections are in English, also around a prompt in another
 * language; `optimize` turns such a mixture away and keeps the original.
 * @param ruleset What `extendSevenD()` makes. Default: the parameters as PromptForge has them.
 * @throws PromptForgeError `request_invalid` or `seven_d_invalid`
 */
export function compose(request: ComposeRequest, ruleset: SevenDRuleset = builtInSevenD): ComposedPrompt {
  const { prompt, sevenD } = checkedRequest('compose()', request, ['prompt', 'sevenD']);
  const text = checkedText(prompt);
  const complete = completeSevenD(sevenD, ruleset).values;
  return composePrompt(text, complete, lintPrompt(text, complete, ruleset), ruleset);
}

function checkedText(prompt: unknown): string {
  if (typeof prompt === 'string' && prompt.length <= mostUnits) return prompt;
  throw new PromptForgeError('request_invalid', `prompt must be a string of at most ${mostUnits} UTF-16 units.`);
}
