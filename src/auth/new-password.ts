import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AuthSettings } from './auth-schema.js';
import { passwordText } from './password-text.js';

const longest = 128;

/**
 * A password that may be set: long enough, not too long, and not known to be stolen. Nothing is asked of
 * what it is made of. NIST SP 800-63B section 5.1.1.2.
 * @throws PromptForgeError `password_unacceptable`, `request_invalid`
 */
export async function newPassword(
  { minPasswordLength, isCompromised }: Pick<AuthSettings, 'minPasswordLength' | 'isCompromised'>,
  value: unknown,
  field = 'password',
): Promise<string> {
  const password = passwordText(value, field);
  const length = [...password].length;
  if (length < minPasswordLength) {
    throw unacceptable('too_short', `Choose a password of at least ${minPasswordLength} characters.`);
  }
  if (length > longest) throw unacceptable('too_long', `Choose a password of at most ${longest} characters.`);
  if (await isCompromised(password)) {
    throw unacceptable('compromised', 'This password is known from a theft of passwords. Choose another one.');
  }
  return password;
}

function unacceptable(reason: string, message: string): PromptForgeError {
  return new PromptForgeError('password_unacceptable', message, { details: { reason } });
}
