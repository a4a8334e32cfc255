/** A JSON object nobody has looked into yet. */
export type ClaimsObject = Readonly<Record<string, unknown>>;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** In valid JSON these are all there is besides numbers, literals, commas and white space. */
const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/**
 * A JSON object in which every key means one thing. `JSON.parse` keeps the last of two equal keys,
 * where others keep the first: what one program checked, another would not have read. Null for
 * anything else, in any depth, and for bytes that are not UTF-8.
 */
export function strictObject(bytes: Uint8Array): ClaimsObject | null {
  try {
    const text = decoder.decode(bytes);
    const value: unknown = JSON.parse(text);
    return isObject(value) && hasPlainKeys(text) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is ClaimsObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasPlainKeys(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{') open.push(new Set());
    else if (found === '}') open.pop();
    else if (colon !== undefined) {
      // Escapes are another spelling of the same key.
      const key: string = JSON.parse(found.slice(0, -colon.length));
      const keys = open.at(-1);
      if (key === '__proto__' || keys?.has(key)) return false;
      keys?.add(key);
    }
  }
  return true;
}
