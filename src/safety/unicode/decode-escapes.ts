import type { Edit } from './rewrite.js';

/** Named references to what hides letters from each other, or to markup; a name that is not here shows nothing. */
const names: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  Tab: '\t',
  NewLine: '\n',
};

interface Escape {
  /** Without it in the text there is nothing to look for. */
  readonly mark: string;
  readonly pattern: RegExp;
  readonly decode: (found: string, inner: string) => string;
}

const hexadecimal = (_found: string, digits: string): string => character(Number.parseInt(digits, 16));

/** Character references of HTML, escapes of programming languages and URLs, and the notation of Unicode. */
const escapes: readonly Escape[] = [
  { mark: '\\', pattern: /\\[ux]\{0{0,8}([0-9a-f]{1,6})\}/gi, decode: hexadecimal },
  { mark: '\\U', pattern: /\\U000([0-9a-fA-F]{5})/g, decode: hexadecimal },
  { mark: '\\', pattern: /\\u([0-9a-f]{4})/gi, decode: hexadecimal },
  { mark: '\\', pattern: /\\x([0-9a-f]{2})/gi, decode: hexadecimal },
  { mark: '\\', pattern: /\\([01][0-7]{2})/g, decode: (_found, digits) => character(Number.parseInt(digits, 8)) },
  { mark: 'U+', pattern: /U\+([0-9a-f]{4,6}) ?/gi, decode: hexadecimal },
  { mark: '&#', pattern: /&#x0{0,8}([0-9a-f]{1,6});?/gi, decode: hexadecimal },
  { mark: '&#', pattern: /&#0{0,8}(\d{1,7});?/g, decode: (_found, digits) => character(Number(digits)) },
  {
    mark: '&',
    pattern: /&(amp|lt|gt|quot|apos|nbsp|Tab|NewLine|shy|zwj|zwnj|ZeroWidthSpace|NoBreak);/g,
    decode: (_found, name) => names[name] ?? '',
  },
  { mark: '%u', pattern: /%u([0-9a-f]{4})/gi, decode: hexadecimal },
  { mark: '%', pattern: /(%[0-7][0-9a-f]|%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3})/gi, decode: percentDecoded },
];

/** The edits that decode each kind of escape that a text holds, one kind after the other. */
export const escapeDecoders: readonly ((text: string) => readonly Edit[])[] = escapes.map(
  ({ mark, pattern, decode }) =>
    (text) => {
      const edits: Edit[] = [];
      if (!text.includes(mark)) return edits;
      for (const { 0: found, 1: inner = '', index } of text.matchAll(pattern)) {
        const by = decode(found, inner);
        if (by !== found) edits.push({ start: index, end: index + found.length, text: by });
      }
      return edits;
    },
);

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function percentDecoded(found: string): string {
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}
