import { type MappedText, replaceMapped } from './mapped-text.js';

const reference =
  /&(?:#x([\da-f]+);?|#(\d+);?|(amp|lt|gt|quot)\b;?|(apos|colon|tab|newline|lpar|rpar|sol|bsol|nbsp|grave|equals|period);)/gi;

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
  return replaceMapped(text, reference, ([, hexadecimal, decimal, legacy, name]) => {
    const known = legacy ?? name;
    if (known !== undefined) return named[known.toLowerCase()] ?? '';
    return codePoint(hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16));
  });
}

function codePoint(value: number): string {
  return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : '\uFFFD';
}
