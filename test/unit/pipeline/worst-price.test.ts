import { expect, test } from 'vitest';
import { worstPrice } from '../../../src/pipeline/worst-price.js';
import { scriptedModel } from '../../../src/testing/scripted-model.js';

test('the worst price counts what a provider may charge for writing to its cache', () => {
  const model = {
    ...scriptedModel([]),
    price: (tokens: { inputTokens: number; cacheWriteInputTokens: number }) =>
      tokens.inputTokens + tokens.cacheWriteInputTokens,
  };
  expect(worstPrice(model, 100, 10)).toBe(200);
  expect(worstPrice({ ...model, price: () => null }, 100, 10)).toBeNull();
});
