/** One text for several, never the same for others; many times quicker than JSON. */
export function joinedKey(...parts: readonly (string | number)[]): string {
  let key = '';
  for (const part of parts) key += typeof part === 'number' ? `${part};` : `${part.length}:${part}`;
  return key;
}
