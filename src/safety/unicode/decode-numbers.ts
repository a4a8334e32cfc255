import { type AsciiClass, asciiClass, nextRun, runEnd } from '../ascii-runs.js';
import { isAttackWord } from './attack-words.js';
import { readableText } from './readable-text.js';
import type { Edit } from './rewrite.js';
import { isAlphanumeric } from './tokens.js';

interface Notation {
  /** What such numbers are written with, and how much of it there must be. */
  readonly characters: AsciiClass;
  readonly shortest: number;
  /** A number, and what stands between it and the next. */
  readonly number: RegExp;
  readonly base: number;
  readonly fewest: number;
}

/** Bytes of text written as numbers: pairs of hexadecimal digits, octets of bits, octal and decimal numbers. */
const notations: readonly Notation[] = [
  {
    characters: asciiClass(/[0-9a-fx ,:-]/i),
    shortest: 12,
    number: /(?:0x)?([0-9a-f]{2})([ ,:-]{0,2})/iy,
    base: 16,
    fewest: 6,
  },
  { characters: asciiClass(/[01 ,]/), shortest: 32, number: /([01]{8})([ ,]{0,2})/y, base: 2, fewest: 4 },
  { characters: asciiClass(/[0-7 ,]/), shortest: 31, number: /([01][0-7]{2})([ ,]{1,2}|(?!\d))/y, base: 8, fewest: 8 },
  { characters: asciiClass(/[\d ,]/), shortest: 20, number: /(\d{2,3})([ ,]{1,2}|(?!\d))/y, base: 10, fewest: 8 },
];

/** The edits that decode text which is written as numbers. Numbers that make no word of the attack vocabulary stay. */
export function decodeNumbers(text: string): readonly Edit[] {
  for (const notation of notations) {
    const { characters, shortest } = notation;
    const edits: Edit[] = [];
    for (let at = nextRun(text, characters, shortest, 0); at !== -1; ) {
      const end = runEnd(text, characters, at);
      for (const edit of decodeStretch(text, at, end, notation)) edits.push(edit);
      at = nextRun(text, characters, shortest, end);
    }
    if (edits.length > 0) return edits;
  }
  return [];
}

function decodeStretch(text: string, from: number, to: number, { number, base, fewest }: Notation): readonly Edit[] {
  const edits: Edit[] = [];
  for (let start = from; start < to; ) {
    const bytes: number[] = [];
    const gaps: boolean[] = [];
    let end = start;
    number.lastIndex = start;
    while (end < to && !(bytes.length === 0 && isAlphanumeric(text.charCodeAt(start - 1)))) {
      const found = number.exec(text);
      const byte = Number.parseInt(found?.[1] ?? '', base);
      if (found === null || byte > 255) break;
      bytes.push(byte);
      gaps.push(found[2] !== '');
      end = number.lastIndex;
    }
    const decoded = bytes.length >= fewest ? textOf(bytes, gaps) : null;
    if (decoded !== null) edits.push({ start, end, text: decoded });
    start = Math.max(end, start + 1);
  }
  return edits;
}

/** Numbers in groups of several are words; where each stands alone, so does each letter. */
function textOf(bytes: readonly number[], gaps: readonly boolean[]): string | null {
  const apart = gaps.slice(0, -1).filter(Boolean).length;
  const words = apart > 0 && apart * 2 < bytes.length;
  const spaced = words ? bytes.flatMap((byte, index) => (gaps[index] === true ? [byte, 0x20] : [byte])) : bytes;
  const text = readableText(Uint8Array.from(spaced));
  if (text === null) return null;
  return text.split(/[^A-Za-z]+/).some(isAttackWord) || /[%\\&]|^[A-Za-z0-9+/=_-]+$/.test(text) ? text : null;
}
