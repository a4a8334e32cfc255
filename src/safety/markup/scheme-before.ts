import { scriptSchemes } from './script-schemes.js';

const watched = [...scriptSchemes, 'data'];

/**
 * Where the scheme of a script or of data begins that ends at a colon, or null when none does. Tabs
 * and line ends within it do not count, as for browsers.
 */
export function schemeBefore(text: string, colon: number): { readonly scheme: string; readonly start: number } | null {
  for (const scheme of watched) {
    const start = startOf(text, colon, scheme);
    if (start !== null && !/[a-z\d+.-]/i.test(text[start - 1] ?? '')) return { scheme, start };
  }
  return null;
}

function startOf(text: string, colon: number, scheme: string): number | null {
  let at = colon - 1;
  // No more than a few at a time, or many line ends would be read over and over again.
  const earliest = colon - scheme.length - 20;
  for (let letter = scheme.length - 1; letter >= 0; letter--) {
    while (at > earliest && letter < scheme.length - 1 && /[\t\n\r]/.test(text[at] ?? '')) at -= 1;
    if (text[at]?.toLowerCase() !== scheme[letter]) return null;
    at -= 1;
  }
  return at + 1;
}
