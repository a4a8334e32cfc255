import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recommendedOpenaiModel } from '../../../src/model/openai-options.js';
import { priceTokens } from '../../../src/model/price.js';

const openai = {
  model: 'gpt-4.1-mini',
  baseUrl: 'https://api.openai.com/v1',
  prices: null,
  at: Date.parse('2026-11-23'),
};
const tokens = (inputTokens: number, outputTokens: number, cachedInputTokens = 0) => ({
  inputTokens,
  outputTokens,
  cachedInputTokens,
  cacheWriteInputTokens: 0,
  reasoningTokens: 0,
});

describe('the price of tokens', () => {
  test('follows the published prices, cached input included', () => {
    // Per million: 0.40 in, 0.10 cached, 1.60 out.
    expect(priceTokens(tokens(1_000_000, 1_000_000, 500_000), openai)).toBe(200_000 + 50_000 + 1_600_000);
  });

  test('is rounded up to a whole micro-dollar, and not for the last bit of a fraction', () => {
    expect(priceTokens(tokens(1, 0), openai)).toBe(1);
    expect(priceTokens(tokens(30, 0), openai)).toBe(12);
    // 0.0000020000000000000003 dollars in binary.
    expect(priceTokens(tokens(1, 1), openai)).toBe(2);
    expect(priceTokens(tokens(0, 0), openai)).toBe(0);
  });

  test('of input written to the cache is what the model charges for it', () => {
    const luna = { ...openai, model: 'gpt-6-luna' };
    // Per million: 0.10 in, 0.125 written to the cache.
    expect(priceTokens(tokens(8_000, 0), luna)).toBe(800);
    expect(priceTokens({ ...tokens(8_000, 0), cacheWriteInputTokens: 8_000 }, luna)).toBe(1_000);
  });

  test('is unknown, not 0, for an unknown model', () => {
    expect(priceTokens(tokens(10, 10), { ...openai, model: 'gpt-unheard-of' })).toBeNull();
    expect(priceTokens(tokens(0, 0), { ...openai, model: 'gpt-unheard-of' })).toBeNull();
  });

  test('is unknown for a known name at an unknown server', () => {
    expect(priceTokens(tokens(10, 10), { ...openai, baseUrl: 'http://localhost:11434/v1' })).toBeNull();
  });

  test('is unknown for an impossible sum', () => {
    expect(priceTokens(tokens(1, 1, 50), openai)).toBeNull();
  });

  test('is known for the model the command line recommends', () => {
    expect(priceTokens(tokens(1_000, 1_000), { ...openai, model: recommendedOpenaiModel })).toBeGreaterThan(0);
  });

  test('set by the host wins over the published one', () => {
    const prices = { input: 3_000_000, output: 5_000_000, cachedInput: 1_000_000, cacheWriteInput: 3_000_000 };
    expect(priceTokens(tokens(10, 2, 4), { ...openai, prices })).toBe(6 * 3 + 4 + 2 * 5);
    expect(
      priceTokens(tokens(1, 0), { ...openai, prices: { input: 1, output: 1, cachedInput: 1, cacheWriteInput: 1 } }),
    ).toBe(1);
  });

  test('set by the host is exact beyond 2^53', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000_000_000 }), fc.nat({ max: 1_000_000_000 }), (count, perMillion) => {
        const prices = { input: perMillion, output: 0, cachedInput: 0, cacheWriteInput: 0 };
        const exact = (BigInt(count) * BigInt(perMillion) + 999_999n) / 1_000_000n;
        expect(priceTokens(tokens(count, 0), { ...openai, prices })).toBe(Number(exact));
      }),
    );
  });
});
