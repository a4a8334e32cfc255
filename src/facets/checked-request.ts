import { PromptForgeError } from '../errors/promptforge-error.js';

/**
 * A request, if it is an object of these fields: what was meant by a misspelt name would be ignored
 * without a word.
 * @param what names the method, for the message.
 * @throws PromptForgeError `request_invalid`
 */
export function checkedRequest<Request extends object>(
  what: string,
  request: Request,
  fields: readonly string[],
): Request {
  const isObject = typeof request === 'object' && request !== null && !Array.isArray(request);
  const strange = isObject ? Object.keys(request).filter((name) => !fields.includes(name)) : [];
  if (isObject && strange.length === 0) return request;
  const excess = strange.length === 0 ? '' : ` ${named(strange)} is none of them.`;
  throw new PromptForgeError(
    'request_invalid',
    `${what} takes an object with ${fields.join(', ')}, and nothing else.${excess}`,
  );
}

/** Names the first field that looks like one: any other could be something a user wrote. */
function named(strange: readonly string[]): string {
  return strange.find((name) => /^[A-Za-z_]{1,24}$/.test(name)) ?? 'What was given besides';
}
