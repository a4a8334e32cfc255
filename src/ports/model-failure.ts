import { PromptForgeError } from '../errors/promptforge-error.js';

/** The model of a run could not be asked, or gave no answer; that its caller gave up is another matter. */
export function isModelFailure(error: unknown): error is PromptForgeError {
  return PromptForgeError.is(error) && (error.code.startsWith('model_') || error.code === 'overloaded');
}
