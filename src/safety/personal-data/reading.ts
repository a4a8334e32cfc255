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

const plain = /^[\t\n\r -~]*$/;
const shown = /[\t\n\r -~]/;
const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u;
const space = /\p{Zs}/u;
const digit = /\p{Nd}/u;
const same = (index: number): number => index;

export function readingOf(text: string): Reading {
  if (plain.test(text)) return { text, startOf: same, endOf: same };
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let read = '';
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at) ?? 0;
    const width = point > 0xffff ? 2 : 1;
    const shape = shapeOf(point, text.slice(at, at + width));
    for (let unit = 0; unit < shape.length; unit += 1) {
      starts[read.length + unit] = at;
      ends[read.length + unit] = at + width;
    }
    read += shape;
    at += width;
  }
  return {
    text: read,
    startOf: (index) => starts[index] ?? text.length,
    endOf: (index) => (index === 0 ? 0 : (ends[index - 1] ?? text.length)),
  };
}

function shapeOf(point: number, character: string): string {
  if (point < 0x80) return shown.test(character) ? character : '';
  // Letters of the most common scripts stand for themselves: no need to ask what they are.
  if ((point >= 0xc0 && point <= 0x2ff) || (point >= 0x3041 && point <= 0x3163) || (point >= 0x3400 && point <= 0x9fff))
    return character;
  if ((point >= 0x370 && point <= 0x52f) || (point >= 0xac00 && point <= 0xd7a3)) return character;
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
