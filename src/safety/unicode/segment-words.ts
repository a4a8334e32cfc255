import { isAttackWord } from './attack-words.js';

/** Words of attacks are at most this long; looking no further keeps the work linear. */
const longestWord = 16;

/**
 * Finds where words begin in letters that stand without spaces, so that as many letters as can be belong
 * to words of the attack vocabulary. Answers offsets (0 left out), or null when such words make up less than two thirds.
 */
export function segmentWords(letters: string): readonly number[] | null {
  const lower = letters.toLowerCase();
  // What is covered at best up to each offset, and where the last word to it begins.
  const covered = new Int32Array(lower.length + 1);
  const wordStart = new Int32Array(lower.length + 1);
  for (let end = 1; end <= lower.length; end += 1) {
    covered[end] = covered[end - 1] ?? 0;
    wordStart[end] = end - 1;
    for (let start = Math.max(0, end - longestWord); start <= end - 3; start += 1) {
      const gain = (covered[start] ?? 0) + end - start;
      // At a tie the longer word, which was looked at first, stays: "ignore" rather than "ign" and "ore".
      if (gain > (covered[end] ?? 0) && isAttackWord(lower.slice(start, end))) {
        covered[end] = gain;
        wordStart[end] = start;
      }
    }
  }
  if ((covered[lower.length] ?? 0) * 3 < lower.length * 2) return null;
  return boundaries(wordStart, lower.length);
}

function boundaries(wordStart: Int32Array, length: number): readonly number[] {
  const found = new Set<number>();
  for (let end = length; end > 0; ) {
    const start = wordStart[end] ?? 0;
    if (end - start >= 3) found.add(start).add(end);
    end = start;
  }
  return [...found].filter((offset) => offset > 0 && offset < length).sort((a, b) => a - b);
}
