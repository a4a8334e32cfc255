import { z } from 'zod';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** RFC 5321 section 4.5.3.1.3: a path of 256 octets, less its angle brackets. */
const longest = 254;
const syntax = z.email();

/**
 * An address as it is stored and compared: without spaces around it, in NFC, in lower case as a whole.
 * What decides is asked before the case is changed, since some letters turn into others by that.
 * @throws PromptForgeError `request_invalid`
 */
export function normalizedEmail(value: unknown): string {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  if (trimmed.length <= longest && syntax.safeParse(trimmed).success) return trimmed.normalize('NFC').toLowerCase();
  throw new PromptForgeError(
    'request_invalid',
    `email must be an e-mail address of at most ${longest} characters, in ASCII: international domains in their xn-- form.`,
  );
}
