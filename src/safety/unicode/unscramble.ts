import { attackVocabulary } from './attack-vocabulary.js';
import { isAttackWord } from './attack-words.js';
import type { MappedText } from './mapped-text.js';
import { type Edit, rewrite } from './rewrite.js';
import { tokensOf } from './tokens.js';

/** Shorter words have too few letters inside to be known by them. */
const shortest = 5;
/** One word may be misspelt; so many are a disguise. */
const fewest = 2;

/** The words that are known by their first and last letter and those between, in whatever order. */
const byLetters = new Map(
  attackVocabulary.filter(({ length }) => length >= shortest).map((word) => [keyOf(word), word]),
);
const hashes = new Uint8Array(1 << 15);
for (const word of byLetters.values()) hashes[hashOf(word, 0, word.length)] = 1;

/** The words that are known although letters of them are repeated. */
const bySqueezed = new Map(
  attackVocabulary.filter(({ length }) => length >= shortest).map((word) => [squeeze(word), word]),
);

/** Puts the letters within words in order again, and takes out repeated ones, which a model reads through, where that makes two words of the attack vocabulary or more. */
export function unscramble(source: MappedText): MappedText {
  const { text } = source;
  const { count, starts, ends } = tokensOf(source);
  const edits: Edit[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = starts[index] ?? 0;
    const end = ends[index] ?? 0;
    if (end - start < shortest) continue;
    const ordered = hashes[hashOf(text, start, end)] !== 1;
    if (ordered && !hasTriple(text, start, end)) continue;
    const token = text.slice(start, end).toLowerCase();
    if (isAttackWord(token)) continue;
    const word = (ordered ? undefined : byLetters.get(keyOf(token))) ?? bySqueezed.get(squeeze(token));
    if (word !== undefined) edits.push({ start, end, text: word });
  }
  return edits.length < fewest ? source : rewrite(source, edits);
}

function keyOf(word: string): string {
  return word.charAt(0) + [...word.slice(1, -1)].sort().join('') + word.charAt(word.length - 1);
}

function squeeze(word: string): string {
  return word.replace(/(.)\1+/g, '$1');
}

function hasTriple(text: string, start: number, end: number): boolean {
  for (let at = start + 2; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === text.charCodeAt(at - 1) && code === text.charCodeAt(at - 2)) return true;
  }
  return false;
}

/** The same for all orders of the letters. */
function hashOf(text: string, start: number, end: number): number {
  let sum = end - start;
  let squares = (text.charCodeAt(start) & 31) * 37 + (text.charCodeAt(end - 1) & 31);
  for (let at = start; at < end; at += 1) {
    const letter = text.charCodeAt(at) & 31;
    sum += letter;
    squares += letter * letter * letter;
  }
  return (Math.imul(sum, 1597) ^ Math.imul(squares, 97)) & (hashes.length - 1);
}
