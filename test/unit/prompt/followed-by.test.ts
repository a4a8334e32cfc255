import { describe, expect, test } from 'vitest';
import { type Following, hasFollowing } from '../../../src/prompt/followed-by.js';

const rule: Following = { first: /\bask /gi, reach: 5, second: /question|why/i, longest: 8, stop: /\n/ };

describe('a pattern that is followed by another', () => {
  test.each([
    ['at once', 'Ask question', true],
    ['within reach', 'ask 12345question', true],
    ['out of reach', 'ask 123456question', false],
    ['out of reach, though shorter', 'ask 123456why', false],
    ['behind a line break', 'ask \nquestion', false],
    ['after a first one that is not', `ask ${'.'.repeat(99)} ask a QUESTION`, true],
    ['nowhere', 'ask ask ask', false],
    ['only before', 'question ask ', false],
  ])('%s', (_what, text, expected) => {
    expect(hasFollowing(text, rule)).toBe(expected);
  });
});
