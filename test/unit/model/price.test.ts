import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TokenUsage } from '../../../src/domain/quota/usage.js';
import { recommendedOpenaiModel } from '../../../src/domain/runs/recommended-model.js';
import { priceTokens } from '../../../src/model/price.js';
import { worstPrice } from '../../../src/pipeline/worst-price.js';
import type { Model } from '../../../src/ports/model.js';

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

  // What the providers published for 23 November 2026, in dollars per million: in, cached, out.
  test.each([
    ['gpt-5', 1.25, 0.125, 10],
    ['gpt-5-mini', 0.25, 0.025, 2],
    ['gpt-4.1-mini', 0.4, 0.1, 1.6],
    ['gpt-4o', 2.5, 1.25, 10],
    ['o3', 2, 0.5, 8],
  ])('of %s is the published one at OpenAI and at Azure, reasoning as output', (model, input, cached, output) => {
    const used = { ...tokens(10_000, 4_000, 3_000), reasoningTokens: 2_500, cacheWriteInputTokens: 2_000 };
    const micros = Math.ceil(Number((7_000 * input + 3_000 * cached + 4_000 * output).toFixed(6)));
    for (const baseUrl of [openai.baseUrl, 'https://example.openai.azure.com/openai']) {
      expect(priceTokens(used, { ...openai, model, baseUrl })).toBe(micros);
    }
  });

  test('set by the host prices what is written to the cache, and reasoning as output', () => {
    const prices = { input: 4_000_000, output: 9_000_000, cachedInput: 1_000_000, cacheWriteInput: 5_000_000 };
    const used = { ...tokens(100, 10, 30), cacheWriteInputTokens: 50, reasoningTokens: 10 };
    expect(priceTokens(used, { ...openai, prices })).toBe(20 * 4 + 30 + 50 * 5 + 10 * 9);
  });

  test('is never more than the worst that is held for it', () => {
    const price = fc.nat({ max: 100_000_000 });
    fc.assert(
      fc.property(
        price,
        price,
        price,
        price,
        fc.array(fc.nat({ max: 50_000 }), { minLength: 4, maxLength: 4 }),
        (...made) => {
          const [input, output, cheaper, cacheWriteInput, [plain = 0, cached = 0, written = 0, out = 0]] = made;
          const prices = { input, output, cachedInput: Math.min(input, cheaper), cacheWriteInput };
          for (const source of [
            { ...openai, prices },
            { ...openai, model: 'gpt-6-luna' },
          ]) {
            const model = { price: (used: TokenUsage) => priceTokens(used, source) } as Model;
            const used = { ...tokens(plain + cached + written, out, cached), cacheWriteInputTokens: written };
            expect(priceTokens(used, source)).toBeLessThanOrEqual(Number(worstPrice(model, used.inputTokens, out)));
          }
        },
      ),
    );
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
