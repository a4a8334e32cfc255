import { PromptForgeError } from '../../src/storage.js';

/** What every call is refused with once its storage was closed. */
export function storageClosed(): PromptForgeError {
  return new PromptForgeError('storage_unavailable', 'The storage has been closed. Create a new one.', {
    details: { reason: 'closed' },
  });
}
