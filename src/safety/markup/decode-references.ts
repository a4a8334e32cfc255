import { type MappedText, replaceMapped, unchanged } from './mapped-text.js';

const reference = /&(?:#x([\da-f]+)|#(\d+)|([a-z]{2,9}))(;?)/gi;

/** Names that count without a semicolon too. */
const legacy: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot']);

/** Those that can hide a scheme or a tag: letters have no names. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  colon: ':',
  tab: '\t',
  newline: '\n',
  lpar: '(',
  rpar: ')',
  sol: '/',
  bsol: '\\',
  nbsp: '\u00A0',
  grave: '`',
  equals: '=',
  period: '.',
};

/** A text with the character references of HTML decoded, so far as they can hide a scheme or a tag. */
export function decodeReferences(text: string): MappedText {
  if (!text.includes('&')) return unchanged(text);
  return replaceMapped(text, reference, ([written, hexadecimal, decimal, name, end]) => {
    if (name === undefined) {
      return codePoint(hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16));
    }
    const known = name.toLowerCase();
    return end === ';' || legacy.has(known) ? (named[known] ?? written) : written;
  });
}

function codePoint(value: number): string {
  return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : '\uFFFD';
}
