/** Whether a value survives a round trip through JSON, and is neither larger nor deeper than it may be. */
export function isJson(value: unknown, limits: { readonly characters: number; readonly depth: number }): boolean {
  return isJsonWithin(value, limits.depth) && JSON.stringify(value).length <= limits.characters;
}

function isJsonWithin(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === 0) return false;
  if (Array.isArray(value)) return value.every((part) => isJsonWithin(part, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  return isPlain && Object.values(value).every((part) => isJsonWithin(part, depth - 1));
}
