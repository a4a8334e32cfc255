import { isAttackWord } from './attack-words.js';
import { readableText } from './readable-text.js';
import type { Edit } from './rewrite.js';

interface Notation {
  readonly pattern: RegExp;
  readonly byte: RegExp;
  readonly base: number;
}

/** Bytes of text written as numbers: pairs of hexadecimal digits, octets of bits, decimal numbers. */
const notations: readonly Notation[] = [
  { pattern: /\b(?:(?:0x)?[0-9a-f]{2}[ ,:-]{0,2}){6,}/gi, byte: /(?:0x)?([0-9a-f]{2})([ ,:-]*)/gi, base: 16 },
  { pattern: /\b(?:[01]{8}[ ,]{0,2}){4,}/g, byte: /([01]{8})([ ,]*)/g, base: 2 },
  { pattern: /\b(?:\d{2,3}[ ,]{1,2}){7,}\d{2,3}\b/g, byte: /(\d{2,3})([ ,]*)/g, base: 10 },
];

/** The edits that decode text which is written as numbers. Numbers that make no word of the attack vocabulary stay. */
export function decodeNumbers(text: string): readonly Edit[] {
  for (const notation of notations) {
    const edits: Edit[] = [];
    for (const { 0: found, index } of text.matchAll(notation.pattern)) {
      const decoded = decode(found, notation);
      if (decoded !== null) edits.push({ start: index, end: index + found.length, text: decoded });
    }
    if (edits.length > 0) return edits;
  }
  return [];
}

function decode(found: string, { byte, base }: Notation): string | null {
  const bytes: number[] = [];
  const gaps: boolean[] = [];
  for (const { 1: digits = '', 2: gap } of found.matchAll(byte)) {
    const value = Number.parseInt(digits, base);
    if (value > 0xf4 || (value < 0x20 && value !== 9 && value !== 10 && value !== 13)) return null;
    if (bytes.length === 0 && value >= 0x80 && value < 0xc2) return null;
    bytes.push(value);
    gaps.push(gap !== '');
  }
  // Numbers in groups of several are words; where each stands alone, so does each letter.
  const apart = gaps.slice(0, -1).filter(Boolean).length;
  const words = apart > 0 && apart * 2 < bytes.length;
  const spaced = words ? bytes.flatMap((value, index) => (gaps[index] === true ? [value, 0x20] : [value])) : bytes;
  const text = readableText(Uint8Array.from(spaced));
  if (text === null) return null;
  return text.split(/[^A-Za-z]+/).some(isAttackWord) || /[%\\&]|^[A-Za-z0-9+/=_-]+$/.test(text) ? text : null;
}
