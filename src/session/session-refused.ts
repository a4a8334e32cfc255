import { PromptForgeError } from '../errors/promptforge-error.js';

/** One text for whatever is not ours, so that it tells a forger nothing. */
export const notOurs = 'Its signature or its claims are not those of this application.';

export function sessionRefused(reason: string): PromptForgeError {
  return new PromptForgeError('session_invalid', `The access token was refused. ${reason}`);
}
