import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSimilarity, similarityOf } from '../../../src/trial/assertions/check-similarity.js';
import { longestCommonSubsequence } from '../../../src/trial/assertions/longest-common-subsequence.js';
import { wordsOf } from '../../../src/trial/assertions/words-of.js';

/** The textbook's table. */
function byTable(a: readonly string[], b: readonly string[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    const row = [0];
    for (const [index, other] of b.entries()) {
      row.push(item === other ? (above[index] ?? 0) + 1 : Math.max(above[index + 1] ?? 0, row[index] ?? 0));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}

describe('the longest common subsequence', () => {
  test('is that of the textbook, over blocks and their carries', () => {
    const few = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 150, size: 'max' });
    const many = fc.array(fc.integer({ min: 0, max: 60 }).map(String), { minLength: 70, maxLength: 150 });
    fc.assert(
      fc.property(fc.oneof(fc.tuple(few, few), fc.tuple(many, many)), ([a, b]) => {
        expect(longestCommonSubsequence(a, b)).toBe(byTable(a, b));
      }),
      { numRuns: 300 },
    );
  });

  test.each([31, 32, 33, 64, 65, 4_000])('of %d equal items is all of them', (length) => {
    const items = new Array<string>(length).fill('same');
    expect(longestCommonSubsequence(items, items)).toBe(length);
  });

  test('of the largest texts needs no table of all pairs', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => String(index % 977));
    const turned = [...items].reverse();
    expect(longestCommonSubsequence(items, items)).toBe(20_000);
    expect(longestCommonSubsequence(items, turned)).toBeGreaterThan(20);
  });
});

describe('words', () => {
  test.each([
    ['Hello, World! It’s 3.5 kg.', ['hello', 'world', 'it', 's', '3', '5', 'kg']],
    ['Straße ﬁn ÉTÉ été', ['straße', 'fin', 'été', 'été']],
    ['東京へ行くGPT', ['東', '京', 'へ', '行', 'く', 'gpt']],
    ['हिन्दी', ['हिन्दी']],
    ['…', []],
  ])('of %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('similarity', () => {
  test.each([
    // Lin 2004, section 3.1: "police killed the gunman" against its two candidates, both with equal precision and recall.
    ['police kill the gunman', 'police killed the gunman', 0.75],
    ['the gunman kill police', 'police killed the gunman', 0.5],
    ['The cat sat.', 'the CAT  sat', 1],
    ['a b c d', 'a b', 2 / 3],
    ['one', 'two', 0],
    ['', 'two', 0],
    ['!', '!', 1],
    ['!', '?', 0],
  ])('of "%s" and "%s" is %d', (one, other, expected) => {
    expect(similarityOf(one, other)).toBeCloseTo(expected, 10);
  });

  test('is between 0 and 1, the same both ways, and 1 for a text and itself', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '日', ' ', '. ')).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const similarity = similarityOf(one, other);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(similarityOf(other, one)).toBe(similarity);
        expect(similarityOf(one, one)).toBe(1);
      }),
    );
  });

  test('passes from its threshold on', () => {
    const check = (atLeast: number) =>
      checkSimilarity('police kill the gunman', { type: 'similarity', to: 'police killed the gunman', atLeast });
    expect(check(0.75)).toMatchObject({ passed: true, score: 0.75 });
    expect(check(0.751)).toEqual({
      passed: false,
      score: 0.75,
      detail: 'ROUGE-L F1 is 0.75; at least 0.751 is wanted.',
    });
  });
});
