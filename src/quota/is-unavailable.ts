import type { ErrorCode } from '../errors/code.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { hasWaitedTooLong } from './overloaded.js';

const away: readonly ErrorCode[] = ['storage_unavailable', 'storage_locked'];

/** Whether a call failed because the storage could not be asked, and not because of what was asked. */
export function isUnavailable(error: unknown): error is PromptForgeError {
  return PromptForgeError.is(error) && (away.includes(error.code) || hasWaitedTooLong(error));
}

/** Whether a call was rolled back because it met another one in the database; asking again is safe. */
export function isCollision(error: unknown): boolean {
  return PromptForgeError.is(error) && error.code === 'storage_unavailable' && error.details.reason === 'collided';
}
