import { savedPromptBounds } from '../../domain/library/saved-prompt.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';

/** One error whether there is none or the caller may not see it. */
export function noSavedPrompt(): PromptForgeError {
  return new PromptForgeError(
    'saved_prompt_not_found',
    'There is no such saved prompt, no such version of it, or it is not shared with you. forge.history.list() tells what there is.',
  );
}

export function notYours(): PromptForgeError {
  return new PromptForgeError(
    'permission_denied',
    'A shared prompt is changed by its owner, and by owners and admins of the organization. Make one of your own by forge.history.fork().',
  );
}

export function promptIsFull(): PromptForgeError {
  return new PromptForgeError(
    'saved_prompt_full',
    `The saved prompt has ${savedPromptBounds.versions} versions, and no prompt may have more. Go on in another one, by forge.history.fork().`,
    { details: { versions: savedPromptBounds.versions } },
  );
}

export function changedMeanwhile(): PromptForgeError {
  return new PromptForgeError(
    'storage_conflict',
    'Somebody has changed the saved prompt in the meantime. Read it again, and decide anew.',
  );
}

export function nobodyWouldSeeIt(): PromptForgeError {
  return new PromptForgeError(
    'request_invalid',
    'The owner of the prompt is gone: nobody would see it unless it is shared. Remove it, or leave it shared.',
  );
}
