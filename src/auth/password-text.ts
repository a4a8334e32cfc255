import { PromptForgeError } from '../errors/promptforge-error.js';

/** In UTF-16 units, before anything is done with it. */
const longestInput = 1_024;

/**
 * A password as it is hashed: in NFKC, so that it is the same one from every keyboard, and otherwise
 * untouched. NIST SP 800-63B section 5.1.1.2.
 * @throws PromptForgeError `request_invalid` for what is no text, or for a very long one.
 */
export function passwordText(value: unknown, field = 'password'): string {
  const isText = typeof value === 'string' && value !== '' && value.length <= longestInput && value.isWellFormed();
  // HMAC fills its keys up with zeros, so that scrypt takes a password for the same one with a null behind it.
  if (isText && !value.includes('\0')) return value.normalize('NFKC');
  throw new PromptForgeError(
    'request_invalid',
    `${field} must be a string of 1 to ${longestInput} characters, without null characters and halves of surrogate pairs.`,
  );
}
