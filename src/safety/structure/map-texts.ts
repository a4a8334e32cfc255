import { isFieldName } from './is-field-name.js';

/**
 * The same data with every text in it replaced, keys that are no names of fields included. What is no
 * plain object or array stays as it is, and what is undefined is left out.
 */
export function mapTexts(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, replace));
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const mapped = new Map<string, unknown>();
  for (const [key, item] of entries)
    mapped.set(unused(isFieldName(key) ? key : replace(key), mapped), mapTexts(item, replace));
  return Object.fromEntries(mapped);
}

/** Two keys that were different may be the same once they are clean, and neither value is to be lost. */
function unused(key: string, taken: ReadonlyMap<string, unknown>): string {
  let free = key;
  for (let number = 2; taken.has(free); number += 1) free = `${key}_${number}`;
  return free;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
