import type { SevenDInput } from '../index.js';

/** Whatever is no 7D is refused where it is used, which names the parameter. */
export function asSevenDInput(sevenD: Readonly<Record<string, unknown>>): SevenDInput {
  return sevenD as SevenDInput;
}
