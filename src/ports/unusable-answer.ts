import { PromptForgeError } from '../errors/promptforge-error.js';
import type { ModelFailureCode } from './model.js';

const codes = ['model_refused', 'model_output_invalid', 'model_output_truncated'] as const satisfies ModelFailureCode[];

/** The model was reached and its answer is what is wrong: asked again, or about something else, it may do well. */
export type UnusableAnswer = (typeof codes)[number];

export function isUnusableAnswer(error: unknown): error is PromptForgeError & { readonly code: UnusableAnswer } {
  return PromptForgeError.is(error) && codes.some((code) => code === error.code);
}
