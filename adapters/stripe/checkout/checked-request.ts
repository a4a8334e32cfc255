import { PromptForgeError } from '../../../src/storage.js';

/**
 * A request as a record that holds nothing but the names given. What they hold is for others to check.
 * @throws PromptForgeError `request_invalid`
 */
export function checkedRequest<Value extends object>(
  request: Value,
  names: Readonly<Record<keyof Value, true>>,
): Value {
  const known = Object.keys(names);
  const isRecord = typeof request === 'object' && request !== null && !Array.isArray(request);
  if (isRecord && Object.keys(request).every((name) => known.includes(name))) return request;
  throw new PromptForgeError(
    'request_invalid',
    `Give an object with some of these and nothing else: ${known.join(', ')}.`,
  );
}
