import { attackVocabulary } from './attack-vocabulary.js';

const vocabulary = new Set(attackVocabulary);

const longest = Math.max(...attackVocabulary.map(({ length }) => length));

/** Whether a word, or what it is the plural of, is in the vocabulary of attacks, however it is capitalized. */
export function isAttackWord(word: string): boolean {
  if (word.length < 3 || word.length > longest) return false;
  const lower = word.toLowerCase();
  return vocabulary.has(lower) || (lower.length > 4 && lower.endsWith('s') && vocabulary.has(lower.slice(0, -1)));
}
