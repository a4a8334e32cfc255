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
