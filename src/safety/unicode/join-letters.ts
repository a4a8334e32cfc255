import { isAttackWord } from './attack-words.js';
import { lettersOfLeet, wordInLeet } from './leet.js';
import type { MappedText } from './mapped-text.js';
import { type Edit, rewrite } from './rewrite.js';
import { segmentWords } from './segment-words.js';
import { shortWords } from './short-words.js';
import { type Tokens, tokensOf } from './tokens.js';

/** Letters further apart than this, in code units, don't belong together. */
const widestGap = 5;

/** So many letters alone in a row are looked at. */
const fewestLetters = 3;

/**
 * Joins letters that stand alone to words, whatever stands between them: what is between most of them
 * splits letters, anything else words. It leaves those alone that make no word of the attack vocabulary.
 */
export function joinLetters(source: MappedText): MappedText {
  const { text } = source;
  const tokens = tokensOf(source);
  const edits: Edit[] = [];
  const pairs: Edit[] = [];
  for (const { first, last } of runsOf(tokens, 1, 2)) {
    const run = Array.from({ length: last - first + 1 }, (_, index) => tokens.starts[first + index] ?? 0);
    if (run.length >= fewestLetters) edits.push(...joinRun(text, run));
    else if (
      shortWords.has(
        run
          .map((start) => text.charAt(start))
          .join('')
          .toLowerCase(),
      )
    ) {
      pairs.push({ start: (run[0] ?? 0) + 1, end: run[1] ?? 0, text: '' });
    }
  }
  if (edits.length === 0) return source;
  return rewrite(
    source,
    [...edits, ...pairs].sort((a, b) => a.start - b.start),
  );
}

interface Run {
  readonly first: number;
  readonly last: number;
}

/** The runs of so many tokens or more that are no longer than so many letters and close to each other. */
export function runsOf({ count, starts, ends }: Tokens, longest: number, fewest: number): readonly Run[] {
  const runs: Run[] = [];
  for (let first = 0; first < count; ) {
    let last = first;
    while (last < count && (ends[last] ?? 0) - (starts[last] ?? 0) <= longest) {
      if (last > first && (starts[last] ?? 0) - (ends[last - 1] ?? 0) > widestGap) break;
      last += 1;
    }
    if (last - first >= fewest) runs.push({ first, last: last - 1 });
    first = Math.max(last, first + 1);
  }
  return runs;
}

function joinRun(text: string, run: readonly number[]): readonly Edit[] {
  const gaps = run.slice(1).map((start, index) => text.slice((run[index] ?? 0) + 1, start));
  const letters = run.map((start) => text.charAt(start));
  const separator = mostFrequent(gaps);
  const byGaps = gaps.flatMap((gap, index) => (gap === separator ? [] : [index + 1]));
  const words = split(letters, byGaps);
  const known = words.filter(isKnown).join('').length;
  const segmented = known * 3 < letters.length ? segmentWords(lettersOfLeet(letters.join('')), 1 / 3) : null;
  if (known === 0 && segmented === null) return [];
  const begins = new Set(segmented ?? byGaps);
  return gaps.map((gap, index) => ({
    start: (run[index] ?? 0) + 1,
    end: (run[index] ?? 0) + 1 + gap.length,
    text: begins.has(index + 1) ? between(gap, separator) : '',
  }));
}

function isKnown(word: string): boolean {
  return isAttackWord(word) || (/[a-z]/i.test(word) && wordInLeet(word) !== undefined);
}

/** What stands between two words: a space, and the punctuation that isn't the separator of letters. */
function between(gap: string, separator: string): string {
  const mark = /[.!?:;,]/.exec(gap)?.[0] ?? '';
  return mark === '' || separator.includes(mark) ? ' ' : `${mark} `;
}

function split(letters: readonly string[], at: readonly number[]): readonly string[] {
  return [0, ...at].map((start, index) => letters.slice(start, at[index]).join(''));
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
