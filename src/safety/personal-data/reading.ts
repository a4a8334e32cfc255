import { offsetsInto } from '../offsets.js';
/**
 * A text as a reader sees it: without characters that show nothing, with decimal digits of all
 * scripts, full-width and mathematical letters, dashes and spaces in their ASCII spelling. It
 * remembers where each of its UTF-16 units comes from.
 */
export interface Reading {
  readonly text: string;
  /** Where, in the text as it was given, the unit begins that stands at `index` of the reading. */
  readonly startOf: (index: number) => number;
  /** Where, in the text as it was given, what comes before `index` of the reading ends. */
  readonly endOf: (index: number) => number;
}

const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u;
const space = /\p{Zs}/u;
const digit = /\p{Nd}/u;
const same = (index: number): number => index;

export function readingOf(text: string): Reading {
  const first = firstOther(text, 0);
  if (first === text.length) return { text, startOf: same, endOf: same };
  const starts = offsetsInto(text.length, text.length);
  const ends = offsetsInto(text.length, text.length);
  const parts: string[] = [];
  let length = 0;
  for (let at = 0, other = first; ; other = firstOther(text, at)) {
    if (other > at) parts.push(text.slice(at, other));
    for (; at < other; at += 1, length += 1) {
      starts[length] = at;
      ends[length] = at + 1;
    }
    if (at === text.length) break;
    const point = text.codePointAt(at) ?? 0;
    const width = point > 0xffff ? 2 : 1;
    const shape = shapeOf(point, text.slice(at, at + width));
    if (shape !== '') parts.push(shape);
    for (const end = length + shape.length; length < end; length += 1) {
      starts[length] = at;
      ends[length] = at + width;
    }
    at += width;
  }
  const read = parts.join('');
  return {
    text: read,
    startOf: (index) => starts[index] ?? text.length,
    endOf: (index) => (index === 0 ? 0 : (ends[index - 1] ?? text.length)),
  };
}

/** The first unit from an offset on that does not stand for itself; the length of the text when all do. */
function firstOther(text: string, from: number): number {
  let at = from;
  while (at < text.length && isItself(text.charCodeAt(at))) at += 1;
  return at;
}

/** ASCII, and letters and signs of the most common scripts: no need to ask what they are. */
function isItself(unit: number): boolean {
  if (unit < 0x80) return unit === 9 || unit === 10 || unit === 13 || (unit >= 0x20 && unit < 0x7f);
  return (
    (unit >= 0xc0 && unit <= 0x2ff) ||
    (unit >= 0x370 && unit <= 0x52f) ||
    (unit >= 0x2016 && unit <= 0x2027) ||
    (unit >= 0x3001 && unit <= 0x3163) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3)
  );
}

function shapeOf(point: number, character: string): string {
  if (ignorable.test(character)) return '';
  if (point >= 0xff01 && point <= 0xff5e) return String.fromCharCode(point - 0xfee0);
  if (point >= 0x1d400 && point <= 0x1d7ff) return character.normalize('NFKC');
  if ((point >= 0x2010 && point <= 0x2015) || point === 0x2212 || point === 0xfe63) return '-';
  if (point === 0xfe6b) return '@';
  if (space.test(character)) return ' ';
  return digit.test(character) ? String(digitValue(point)) : character;
}

/** Digits come in rows of ten, which begin at a code point that ends in 0 or, in scripts of India, in 6. */
function digitValue(point: number): number {
  const row = point & ~0xf;
  return (point & 0xf) - (digit.test(String.fromCodePoint(row)) ? 0 : 6);
}
