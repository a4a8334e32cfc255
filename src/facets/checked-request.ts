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
  if (isObject && Object.keys(request).every((name) => fields.includes(name))) return request;
  throw new PromptForgeError('request_invalid', `${what} takes an object with ${fields.join(', ')}, and nothing else.`);
}
