import type { JsonObject } from '../domain/json/json.js';
import { isStorableText } from '../domain/text/is-storable-text.js';

/** Deeper than anybody keeps preferences, and far from where a stack ends. */
const deepest = 32;
const mostBytes = 16_384;

/** Whether a value is an object of JSON, up to 16 kB of it and 32 levels deep, that every storage keeps as it is. */
export function isKeptObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    isJson(value, deepest) &&
    Buffer.byteLength(JSON.stringify(value)) <= mostBytes
  );
}

function isJson(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value !== 'object' || levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, levels - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.entries(value).every(([key, item]) => isStorableText(key) && isJson(item, levels - 1));
}
