import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** @throws PromptForgeError `request_invalid` that names the field. */
export function checkedIdentifier(value: unknown, field: string): string {
  if (isIdentifier(value)) return value;
  throw new PromptForgeError(
    'request_invalid',
    `${field} must be a string of 1 to 255 characters without control characters.`,
  );
}
