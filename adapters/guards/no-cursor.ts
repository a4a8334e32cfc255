import { PromptForgeError } from '../../src/storage.js';

/** For a text that no page of a list came with. */
export function noCursor(): PromptForgeError {
  return new PromptForgeError(
    'request_invalid',
    'The cursor is not one that a page of this list came with. Leave it out to start from the beginning.',
  );
}

/** For a text that no event came with, and for the cursor of another storage. */
export function noEventCursor(): PromptForgeError {
  return new PromptForgeError(
    'request_invalid',
    'The cursor is not one that events of this storage came with. Leave it out to start from now.',
  );
}
