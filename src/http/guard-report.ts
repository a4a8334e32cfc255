import type { PromptForge } from '../index.js';

/** Tells the host of an error. One whose own reporting fails still owes its client an answer. */
export function reportQuietly(forge: PromptForge, error: unknown, requestId?: string): void {
  try {
    forge.reportError(error, { during: 'http', ...(requestId === undefined ? {} : { requestId }) });
  } catch {
    // There is nobody left to tell.
  }
}
