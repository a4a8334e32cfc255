import { PromptForgeError } from '../../src/storage.js';

/** @throws PromptForgeError `internal` for more than a storage does in one step. */
export function rejectTooMany(requests: readonly unknown[]): void {
  if (requests.length <= 1_000) return;
  throw new PromptForgeError('internal', 'The storage takes at most 1,000 requests at once.');
}
