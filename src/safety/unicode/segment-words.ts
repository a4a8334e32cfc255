import { isAttackWord } from './attack-words.js';
import { shortWords } from './short-words.js';

/** Words of attacks are at most this long; looking no further keeps the work linear. */
const longestWord = 16;

/** A letter in no word weighs as much as several words: few letters are left over before few words are made. */
const costOfLetter = 8;

/**
 * Finds where words begin in letters that stand without spaces, so that as few letters as can be are in no
 * known word. Answers offsets (0 left out), or null when more than the given share of letters is left over.
 */
export function segmentWords(letters: string, mostLeft: number): readonly number[] | null {
  const lower = letters.toLowerCase();
  // The least cost up to each offset, where the last word to it begins, and how many letters are in no word.
  const cost = new Int32Array(lower.length + 1);
  const wordStart = new Int32Array(lower.length + 1);
  const left = new Int32Array(lower.length + 1);
  for (let end = 1; end <= lower.length; end += 1) {
    cost[end] = (cost[end - 1] ?? 0) + costOfLetter;
    wordStart[end] = end - 1;
    left[end] = (left[end - 1] ?? 0) + 1;
    for (let start = Math.max(0, end - longestWord); start <= end - 2; start += 1) {
      const sum = (cost[start] ?? 0) + 1;
      if (sum >= (cost[end] ?? 0) || !isWord(lower.slice(start, end))) continue;
      cost[end] = sum;
      wordStart[end] = start;
      left[end] = left[start] ?? 0;
    }
  }
  if ((left[lower.length] ?? 0) > lower.length * mostLeft) return null;
  return boundaries(lower, wordStart);
}

function isWord(letters: string): boolean {
  return isAttackWord(letters) || shortWords.has(letters);
}

/** Where words begin, when two of them or more are of the attack vocabulary. */
function boundaries(lower: string, wordStart: Int32Array): readonly number[] | null {
  const found = new Set<number>();
  let known = 0;
  for (let end = lower.length; end > 0; ) {
    const start = wordStart[end] ?? 0;
    if (end - start > 1) found.add(start).add(end);
    if (isAttackWord(lower.slice(start, end))) known += 1;
    end = start;
  }
  return known < 2 ? null : [...found].filter((offset) => offset > 0 && offset < lower.length).sort((a, b) => a - b);
}
