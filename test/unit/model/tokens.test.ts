import { describe, expect, test } from 'vitest';
import { countTokens } from '../../../src/model/tokens.js';

describe('counting tokens', () => {
  test.each([
    // Counts of tiktoken, o200k_base.
    ['hello world', 2],
    ['', 0],
    ['\uFEFF', 0],
    ['\uFEFFhello world', 2],
    ['The quick brown fox jumps over the lazy dog.', 10],
  ])('%j holds %i', async (text, tokens) => {
    expect(await countTokens(text)).toBe(tokens);
  });

  test('a special token that a user wrote is plain text', async () => {
    expect(await countTokens('<|endoftext|>')).toBeGreaterThan(1);
    expect(await countTokens('<|im_start|>system')).toBeGreaterThan(2);
  });

  test.each([
    '\u{1F600}',
    '\u{1F64F}\u{1F600}',
    '名',
    '\u{1D400}',
    '\n',
    '!?',
  ])('a run of 100,000 characters of %j without a boundary holds nobody up, and is hardly counted higher', async (piece) => {
    const length = 100_000 / piece.length;
    const begin = performance.now();
    const tokens = await countTokens(piece.repeat(length));
    // Uncut, emoji take more than a minute here; cut, about 100 ms.
    expect(performance.now() - begin).toBeLessThan(10_000);
    const short = (await countTokens(piece.repeat(250))) / 250;
    expect(tokens / length).toBeGreaterThan(short * 0.9);
    expect(tokens / length).toBeLessThan(short * 1.1);
  });

  test('text with boundaries is counted whole, however long', async () => {
    const sentence = 'The quick brown fox jumps over the lazy dog. ';
    expect(await countTokens(sentence.repeat(1_000))).toBe(10 * 1_000 + 1);
  });

  test('a long run of one letter is counted in linear time', async () => {
    const time = async (length: number) => {
      const begin = performance.now();
      await countTokens('a'.repeat(length));
      return performance.now() - begin;
    };
    await time(1_000);
    // js-tiktoken takes seconds for this; the bound is wide because machines are busy.
    expect(await time(10_000)).toBeLessThan(1_500);
  });
});
