import { hashWith, mayBeAmong, wordSieve } from '../word-hash.js';
import { attackVocabulary } from './attack-vocabulary.js';
import type { MappedText } from './mapped-text.js';
import { type Edit, rewrite } from './rewrite.js';
import { shortWords } from './short-words.js';
import { isAlphanumeric } from './tokens.js';

/** Digits and signs, and the letter each stands for; l is written as i, since 1, ! and | stand for both. */
const signs: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
  '+': 't',
  l: 'i',
};

/** The letter that each ASCII character counts as, 0 where it is none. */
const letters = new Uint8Array(128);
for (let code = 0x61; code <= 0x7a; code += 1) letters[code] = letters[code - 32] = code;
for (const [sign, letter] of Object.entries(signs)) letters[sign.charCodeAt(0)] = letter.charCodeAt(0);
letters[0x4c] = 0x69;

const skeletons = new Map(attackVocabulary.map((word) => [word.replaceAll('l', 'i'), word]));

const sieve = wordSieve(skeletons.keys());

/** The word of the attack vocabulary that is written with digits and signs for letters, if it is one. */
export function wordInLeet(token: string): string | undefined {
  return skeletons.get(skeletonOf(token));
}

function skeletonOf(token: string): string {
  let skeleton = '';
  for (let at = 0; at < token.length; at += 1) skeleton += String.fromCharCode(letters[token.charCodeAt(at)] ?? 0);
  return skeleton;
}

/**
 * Writes words with letters again that were written with digits and signs: those of the attack
 * vocabulary, and, where there are two of these or more, all words that mix letters and digits.
 */
export function foldLeet(source: MappedText): MappedText {
  const { text } = source;
  const words: Edit[] = [];
  const others: Edit[] = [];
  scan(text, (start, end, isCandidate, alphabetic) => {
    const word = isCandidate ? wordInLeet(text.slice(start, end)) : undefined;
    // Words of letters alone differ from it in l and I only, and short ones do so by chance.
    if (word !== undefined) {
      const token = text.slice(start, end);
      if (!alphabetic || end - start >= 5 || /[a-z]I/.test(token)) {
        if (token.toLowerCase() !== word) words.push({ start, end, text: word });
      }
    } else if (!alphabetic) {
      others.push({ start, end, text: '' });
    }
  });
  // A word of digits alone, such as 411, is one only among others.
  const certain = words.filter(({ start, end }) => !/^\d+$/.test(text.slice(start, end)));
  if (certain.length === 0) return source;
  if (certain.length === 1) return rewrite(source, certain);
  const mixed = others
    .map(({ start, end }) => ({ start, end, text: lettersOfLeet(text.slice(start, end)) }))
    .filter(({ start, end, text: word }) => /[a-z]/i.test(text.slice(start, end)) || shortWords.has(word));
  return rewrite(
    source,
    [...words, ...mixed].sort((a, b) => a.start - b.start),
  );
}

/** Letters for digits and signs, as far as that can be told without knowing the word: 1 is read as i. */
export function lettersOfLeet(token: string): string {
  return token.replace(/[^a-z]/gi, (sign) => signs[sign] ?? sign);
}

/**
 * Tells of each run of letters, digits and signs that may be a word of the vocabulary, or is not of
 * letters alone; a sign that no letter or digit follows ends it.
 */
function scan(
  text: string,
  tell: (start: number, end: number, isCandidate: boolean, alphabetic: boolean) => void,
): void {
  const { length } = text;
  for (let at = 0; at < length; at += 1) {
    const start = at;
    let hash = 0;
    let alphabetic = true;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      const letter = code < 128 ? (letters[code] ?? 0) : 0;
      if (letter === 0) break;
      if (code < 0x41 || code === 0x7c) {
        if ((code === 0x21 || code === 0x7c) && !letterMayFollow(text.charCodeAt(at + 1))) break;
        alphabetic = false;
      }
      hash = hashWith(hash, letter);
    }
    if (at === start) continue;
    const isCandidate = mayBeAmong(sieve, hash);
    if (isCandidate || !alphabetic) tell(start, at, isCandidate, alphabetic);
  }
}

function letterMayFollow(code: number): boolean {
  return isAlphanumeric(code) || code === 0x40 || code === 0x24 || code === 0x2b || code === 0x7c;
}
