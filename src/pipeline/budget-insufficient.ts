import { PromptForgeError } from '../errors/promptforge-error.js';

/** The error for a budget that would be used up before there is anything to answer with. */
export function budgetInsufficient(): PromptForgeError {
  return new PromptForgeError(
    'budget_insufficient',
    'The budget does not reach for the least that this takes: one judgement of the prompt. Raise it, or leave it out.',
  );
}
