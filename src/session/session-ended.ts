import { PromptForgeError } from '../errors/promptforge-error.js';

export function sessionRevoked(): PromptForgeError {
  return new PromptForgeError('session_revoked', 'The session was ended. Sign in again.');
}

export function sessionOver(): PromptForgeError {
  return new PromptForgeError('session_expired', 'The session is over. Sign in again.');
}
