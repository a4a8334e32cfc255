/** A URL as the platform reads it (WHATWG URL), or null when it is none. */
export function parseUrl(text: string, base?: string): URL | null {
  // Where the platform can tell beforehand, nothing has to be thrown, which is slow.
  if (typeof URL.canParse === 'function' && !URL.canParse(text, base)) return null;
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
