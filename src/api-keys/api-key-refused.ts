import { PromptForgeError } from '../errors/promptforge-error.js';

/** One text for keys that are unknown, revoked, or of somebody who has left, so that it tells a forger nothing. */
export function keyRefused(): PromptForgeError {
  return new PromptForgeError(
    'session_invalid',
    'The API key was refused: there is none like it, or it is no longer taken.',
  );
}

export function keyMalformed(): PromptForgeError {
  return new PromptForgeError('session_invalid', 'The API key was refused: it is not complete. Copy all of it.');
}

export function keyExpired(): PromptForgeError {
  return new PromptForgeError('session_expired', 'The API key has expired. Create another one.');
}

export function keyNotFound(): PromptForgeError {
  return new PromptForgeError('api_key_not_found', 'The organization has no such API key, or it has ended.');
}
