import { type NumberSet, numberSet } from './number-set.js';
import { wordsOf } from './words-of.js';

/** What can be counted in a text, each from 0 to 1. */
export interface Quality {
  /** Capitals among the letters that have a case. */
  readonly capitals: number;
  /** Different words among the words. Of long texts the mean over stretches of 500 words, since every text repeats itself in the end. */
  readonly uniqueWords: number;
  /** White space among the UTF-16 units. */
  readonly whiteSpace: number;
  /** Words within five words in a row that were there before, among the words. */
  readonly repetition: number;
}

/** The counters, and what they were taken from. */
export interface Measured extends Quality {
  readonly words: number;
  readonly casedLetters: number;
  readonly units: number;
}

const stretch = 500;
const run = 5;

/** Counts in one pass over the text and one over its words. */
export function measure(text: string): Measured {
  const lower = text.toLowerCase();
  const words = wordsOf(lower);
  const seen = numberSet(words.length);
  return {
    ...countUnits(text, lower),
    uniqueWords: uniqueShare(words, seen),
    repetition: repeatedShare(words, seen),
    words: words.length,
    units: text.length,
  };
}

/** How a text looks from afar. An empty text counts as one of different words. */
export function measureQuality(text: string): Quality {
  return qualityOf(measure(text));
}

/** The counters alone. */
export function qualityOf({ capitals, uniqueWords, whiteSpace, repetition }: Measured): Quality {
  return { capitals, uniqueWords, whiteSpace, repetition };
}

function countUnits(text: string, lower: string) {
  // Almost always as long as the text; where a letter becomes two, only those of the upper count.
  const comparable = lower.length === text.length;
  let upper: string | undefined;
  let capitals = 0;
  let casedLetters = 0;
  let whiteSpace = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || (unit >= 9 && unit <= 13)) whiteSpace += 1;
    else if (unit < 128) {
      const isCapital = unit >= 65 && unit <= 90;
      if (isCapital) capitals += 1;
      if (isCapital || (unit >= 97 && unit <= 122)) casedLetters += 1;
    } else if (isWideSpace(unit)) whiteSpace += 1;
    else if (comparable && lower.charCodeAt(at) !== unit) {
      capitals += 1;
      casedLetters += 1;
    } else if (mayHaveCase(unit)) {
      upper ??= text.toUpperCase();
      if (upper.length === text.length && upper.charCodeAt(at) !== unit) casedLetters += 1;
    }
  }
  return {
    capitals: casedLetters === 0 ? 0 : capitals / casedLetters,
    whiteSpace: text === '' ? 0 : whiteSpace / text.length,
    casedLetters,
  };
}

function isWideSpace(unit: number): boolean {
  return (
    unit === 0xa0 ||
    unit === 0x3000 ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0xfeff ||
    (unit >= 0x2000 && unit <= 0x200a)
  );
}

/** Not the punctuation that is most common, nor the letters of East Asia: capitals are made for them only where it matters. */
function mayHaveCase(unit: number): boolean {
  return !(
    (unit >= 0x2010 && unit <= 0x205e) ||
    (unit >= 0x3000 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3)
  );
}

function uniqueShare(words: readonly number[], seen: NumberSet): number {
  if (words.length === 0) return 1;
  let different = 0;
  for (let at = 0; at < words.length; at += 1) {
    if (at % stretch === 0) seen.clear();
    if (seen.add(words[at] ?? 0)) different += 1;
  }
  return different / words.length;
}

function repeatedShare(words: readonly number[], seen: NumberSet): number {
  seen.clear();
  let repeated = 0;
  let covered = 0;
  for (let last = run - 1; last < words.length; last += 1) {
    let hash = 0;
    for (let place = last - run + 1; place <= last; place += 1)
      hash = (Math.imul(hash, 0x01000193) ^ (words[place] ?? 0)) | 0;
    if (!seen.add(hash)) {
      const from = Math.max(covered, last - run + 1);
      repeated += last + 1 - from;
      covered = last + 1;
    }
  }
  return words.length === 0 ? 0 : repeated / words.length;
}
