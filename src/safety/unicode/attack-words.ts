import { attackVocabulary } from './attack-vocabulary.js';

const vocabulary = new Set(attackVocabulary);

/** Whether a word is in the vocabulary of attacks, however it is capitalized. */
export function isAttackWord(word: string): boolean {
  return word.length >= 3 && word.length <= 16 && vocabulary.has(word.toLowerCase());
}
