import { describe, expect, test } from 'vitest';
import { addUsage, noUsage, totalTokens, type Usage } from '../../../../src/domain/quota/usage.js';

const usage = (changes: Partial<Usage> = {}): Usage => ({
  inputTokens: 100,
  outputTokens: 50,
  cachedInputTokens: 20,
  cacheWriteInputTokens: 7,
  reasoningTokens: 10,
  modelCalls: 1,
  costMicros: 300,
  estimated: false,
  ...changes,
});

describe('the sum of two usages', () => {
  test('adds every figure', () => {
    expect(addUsage(usage(), usage({ inputTokens: 1, reasoningTokens: 2, costMicros: 4 }))).toEqual({
      inputTokens: 101,
      outputTokens: 100,
      cachedInputTokens: 40,
      cacheWriteInputTokens: 14,
      reasoningTokens: 12,
      modelCalls: 2,
      costMicros: 304,
      estimated: false,
    });
  });

  test('has an unknown cost when one of them has, never nothing', () => {
    expect(addUsage(usage(), usage({ costMicros: null })).costMicros).toBeNull();
    expect(addUsage(usage({ costMicros: null }), noUsage).costMicros).toBeNull();
  });

  test('is an estimate when one of them is', () => {
    expect(addUsage(usage({ estimated: true }), usage()).estimated).toBe(true);
    expect(addUsage(usage(), usage({ estimated: true })).estimated).toBe(true);
  });

  test('with nothing is the usage itself', () => {
    expect(addUsage(usage(), noUsage)).toEqual(usage());
    expect(addUsage(noUsage, usage())).toEqual(usage());
  });
});

test('total tokens are input and output, of which cached and reasoning tokens are a part', () => {
  expect(totalTokens(usage())).toBe(150);
});
