import type { Span } from '../../domain/text/span.js';
import { mayHoldUnseen } from '../unseen-units.js';

/** Scripts whose letters join or stack, so that text in them needs ZWNJ and ZWJ. */
const joining = [
  'Arabic',
  'Syriac',
  'Mandaic',
  'Nko',
  'Mongolian',
  'Phags_Pa',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Khmer',
  'Myanmar',
  'Tibetan',
  'Balinese',
  'Javanese',
]
  .map((script) => `\\p{Script=${script}}`)
  .join(''); // prettier-ignore

/** Scripts that are written without spaces, where U+200B marks the end of a word. */
const unspaced = '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}';

const emoji = '(?:(?![#*0-9])\\p{Emoji}(?:[\\ufe0e\\ufe0f]|\\p{Emoji_Modifier})?)';

/** What shows nothing by itself and yet belongs to what stands before it. */
const needed = [
  // Flags of regions: a black flag, the code of the region in tags, a tag that ends it.
  '\\u{1f3f4}[\\u{e0061}-\\u{e007a}]{2}[\\u{e0061}-\\u{e007a}\\u{e0030}-\\u{e0039}]{1,3}\\u{e007f}',
  '[#*0-9]\\ufe0f\\u20e3',
  `${emoji}(?:\\u200d${emoji})*`,
  `[${joining}]\\p{M}{0,8}[\\u200c\\u200d]`,
  `[${unspaced}]\\p{M}{0,8}\\u200b`,
  '[\\p{Script=Han}\\p{Script=Myanmar}\\p{Sm}][\\ufe00-\\ufe02]',
  '\\p{Script=Han}[\\u{e0100}-\\u{e01ef}]',
  '\\p{Script=Mongolian}[\\u180b-\\u180f]',
].join('|');

/** Format characters that show nothing, interlinear annotation, and controls but tab and the ends of lines. */
const unseen =
  '\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f';

const any = new RegExp(`[${unseen}]`, 'gu');
const directionMarks = '\\u200e\\u200f\\u061c';
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const scan = new RegExp(`(?:${needed})|([${unseen}]+)`, 'gu');
const scanAmongMarks = new RegExp(
  `(?:${needed})|(?<![${directionMarks}])[${directionMarks}]|((?:(?![${directionMarks}])[${unseen}])+|[${directionMarks}])`,
  'gu',
);

/** Whether a text holds letters that run from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/**
 * The runs of characters that show nothing and that the text does without. Joiners stay where a script
 * or an emoji needs them, variation selectors after what takes one, and single direction marks in text
 * that holds right-to-left letters.
 */
export function unseenRuns(text: string): readonly Span[] {
  const runs: Span[] = [];
  if (!mayHoldUnseen(text)) return runs;
  let pattern: RegExp | undefined;
  for (let read = 0; ; ) {
    any.lastIndex = read;
    const next = any.exec(text)?.index;
    if (next === undefined) return runs;
    // What may belong to it begins after the last character before it that belongs to nothing.
    let start = next;
    while (start > read && !standsAlone(text.charCodeAt(start - 1))) start -= 1;
    pattern ??= hasRightToLeft(text) ? scanAmongMarks : scan;
    pattern.lastIndex = start;
    do {
      const match = pattern.exec(text);
      if (match === null) return runs;
      const { 1: found, index } = match;
      if (found !== undefined) runs.push({ start: index, end: index + found.length });
      read = index + match[0].length;
    } while (read <= next || runs.length >= many);
  }
}

/** Where there are so many, looking for the next one by itself saves nothing. */
const many = 32;
const withWhatFollows = '#*0123456789+<=>|~';

/** ASCII that shows, and that nothing unseen can belong to. */
function standsAlone(unit: number): boolean {
  return unit >= 0x20 ? unit < 0x7f && !withWhatFollows.includes(String.fromCharCode(unit)) : unit === 9 || unit === 10;
}
