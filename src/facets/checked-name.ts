import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** What a filter asks for by that name; null for all. @throws PromptForgeError `request_invalid` */
export function checkedName<Name extends string>(
  filter: { readonly [field in Name]?: unknown },
  name: Name,
): string | null {
  const value = filter[name];
  if (value === undefined) return null;
  if (isIdentifier(value)) return value;
  throw new PromptForgeError(
    'request_invalid',
    `${name} must be 1 to 255 characters, none of them a control character.`,
  );
}
