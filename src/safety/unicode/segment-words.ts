import { attackVocabulary } from './attack-vocabulary.js';
import { shortWords } from './short-words.js';

/** A letter in no word weighs as much as several words: few letters are left over before few words are made. */
const costOfLetter = 8;

/** The words as a tree of letters: for each node and letter the next node, and whether a word ends at a node. */
const tree = plant([...attackVocabulary, ...shortWords]);
const known = new Set(attackVocabulary);

/**
 * Finds where words begin in letters that stand without spaces, so that as few letters as can be are in no
 * known word. Answers offsets (0 left out), or null when more than the given share of letters is left over
 * or fewer than two words of the attack vocabulary are among them.
 */
export function segmentWords(letters: string, mostLeft: number): readonly number[] | null {
  const { length } = letters;
  const lower = letters.toLowerCase();
  // The least cost up to each offset, where the last word to it begins, and how many letters are in no word.
  const cost = new Int32Array(length + 1).fill(0x7fffffff);
  const wordStart = new Int32Array(length + 1);
  const left = new Int32Array(length + 1);
  cost[0] = 0;
  for (let start = 0; start < length; start += 1) {
    const reach = (end: number, by: number, leftOver: number): void => {
      const sum = (cost[start] ?? 0) + by;
      if (sum >= (cost[end] ?? 0)) return;
      cost[end] = sum;
      wordStart[end] = start;
      left[end] = (left[start] ?? 0) + leftOver;
    };
    reach(start + 1, costOfLetter, 1);
    let node = 0;
    for (let end = start; end < length; ) {
      const letter = lower.charCodeAt(end) - 0x61;
      if (letter < 0 || letter > 25) break;
      node = tree.next[node * 26 + letter] ?? 0;
      if (node === 0) break;
      end += 1;
      if (tree.ending[node] === 1) reach(end, 1, 0);
    }
  }
  return (left[length] ?? 0) > length * mostLeft ? null : boundaries(lower, wordStart);
}

function boundaries(lower: string, wordStart: Int32Array): readonly number[] | null {
  const found: number[] = [];
  let words = 0;
  let wordAfter = false;
  for (let end = lower.length; end > 0; ) {
    const start = wordStart[end] ?? 0;
    const word = end - start > 1;
    // Letters that are in no word stay together.
    if (end < lower.length && (word || wordAfter)) found.push(end);
    if (word && known.has(lower.slice(start, end))) words += 1;
    wordAfter = word;
    end = start;
  }
  return words < 2 ? null : found.reverse();
}

function plant(words: readonly string[]): { readonly next: Int16Array; readonly ending: Uint8Array } {
  const most = words.reduce((sum, { length }) => sum + length, 1);
  const next = new Int16Array(most * 26);
  const ending = new Uint8Array(most);
  let nodes = 1;
  for (const word of words) {
    let node = 0;
    for (let at = 0; at < word.length; at += 1) {
      const slot = node * 26 + word.charCodeAt(at) - 0x61;
      if (next[slot] === 0) {
        next[slot] = nodes;
        nodes += 1;
      }
      node = next[slot] ?? 0;
    }
    ending[node] = 1;
  }
  return { next: next.slice(0, nodes * 26), ending: ending.slice(0, nodes) };
}
