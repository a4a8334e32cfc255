import { describe, expect, it } from 'vitest';
import { englishVocabulary } from '../../../../src/safety/injection/vocabulary.js';
import { isAttackWord } from '../../../../src/safety/unicode/attack-words.js';

describe('the vocabulary of attacks', () => {
  it('holds the words that the rules of injection look for, so that they are seen in disguise', () => {
    const words = Object.values(englishVocabulary).flatMap((phrases) => phrases.split(/[\s_]+/));
    const looked = words.filter((word) => /^[a-z]{4,}$/.test(word));
    expect(looked.length).toBeGreaterThan(500);
    expect(looked.filter((word) => !isAttackWord(word))).toEqual([]);
  });
});
