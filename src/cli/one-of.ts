import type { PromptForgeError } from '../index.js';

/**
 * The value of a flag that takes one of a few words.
 * @throws what `wrong` makes.
 */
export function oneOf<T extends string>(
  list: readonly T[],
  value: string,
  flag: string,
  wrong: (message: string) => PromptForgeError,
): T {
  const found = list.find((item) => item === value);
  if (found !== undefined) return found;
  throw wrong(`${flag} is one of ${list.join(', ')}.`);
}
