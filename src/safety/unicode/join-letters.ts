import { isAttackWord } from './attack-words.js';
import { lettersOfLeet, wordInLeet } from './leet.js';
import type { MappedText } from './mapped-text.js';
import { type Edit, rewrite } from './rewrite.js';
import { segmentWords } from './segment-words.js';
import { tokensOf } from './tokens.js';

/** Letters further apart than this, in code units, don't belong together. */
const widestGap = 6;

/**
 * Joins letters that stand alone to words, whatever stands between them: what is between most of them
 * splits letters, anything else words. It leaves those alone that make no word of the attack vocabulary.
 */
export function joinLetters(source: MappedText): MappedText {
  const { text } = source;
  const { count, starts, ends } = tokensOf(text);
  const edits: Edit[] = [];
  let run: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = starts[index] ?? 0;
    const alone = (ends[index] ?? 0) - start === 1;
    const last = run.at(-1);
    if (last !== undefined && (!alone || start - last > widestGap)) {
      if (run.length >= 3) edits.push(...joinRun(text, run));
      run = [];
    }
    if (alone) run.push(start);
  }
  if (run.length >= 3) edits.push(...joinRun(text, run));
  return rewrite(source, edits);
}

function joinRun(text: string, run: readonly number[]): readonly Edit[] {
  const gaps = run.slice(1).map((start, index) => text.slice((run[index] ?? 0) + 1, start));
  const letters = run.map((start) => text.charAt(start));
  const separator = mostFrequent(gaps);
  const byGaps = gaps.flatMap((gap, index) => (gap === separator ? [] : [index + 1]));
  const words = split(letters, byGaps);
  const known = words.filter((word) => isAttackWord(word) || wordInLeet(word) !== undefined).join('').length;
  const segmented = known * 3 < letters.length ? segmentWords(lettersOfLeet(letters.join(''))) : null;
  if (known === 0 && segmented === null) return [];
  const begins = new Set(segmented ?? byGaps);
  return gaps.map((gap, index) => ({
    start: (run[index] ?? 0) + 1,
    end: (run[index] ?? 0) + 1 + gap.length,
    text: begins.has(index + 1) ? between(gap, separator) : '',
  }));
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
