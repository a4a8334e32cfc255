import { type ComposedPrompt, composePrompt } from '../prompt/compose-prompt.js';
import { lintPrompt } from '../prompt/lint-prompt.js';
import type { EngineInput } from './engine.js';

/** The prompt with what the rules find missing in it. */
export function composedBy({
  prompt,
  sevenD,
  ruleset,
}: Pick<EngineInput, 'prompt' | 'sevenD' | 'ruleset'>): ComposedPrompt {
  return composePrompt(prompt, sevenD, lintPrompt(prompt, sevenD, ruleset), ruleset);
}

/** The same, for the optimize loop; null when the rules find nothing missing. */
export async function composedCandidate(input: EngineInput): Promise<ComposedPrompt | null> {
  const composed = composedBy(input);
  return composed.prompt === input.prompt ? null : composed;
}
