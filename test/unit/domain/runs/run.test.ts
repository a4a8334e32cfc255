import { describe, expect, test } from 'vitest';
import { noUsage } from '../../../../src/domain/quota/usage.js';
import { chargeFor, runEndings } from '../../../../src/domain/runs/run.js';

const used = { ...noUsage, inputTokens: 100, outputTokens: 50, modelCalls: 1, costMicros: 300 };

describe('the charge of a run', () => {
  test.each(runEndings)('that %s after a model call is its call, its tokens and its cost', (ending) => {
    expect(chargeFor(ending, used)).toEqual({ calls: 1, tokens: 150, cost: 300 });
  });

  test.each(
    runEndings.filter((ending) => ending !== 'succeeded'),
  )('that %s before it did anything is nothing', (ending) => {
    expect(chargeFor(ending, noUsage)).toEqual({ calls: 0, tokens: 0, cost: 0 });
  });

  test('that succeeded without a model is its call', () => {
    expect(chargeFor('succeeded', noUsage)).toEqual({ calls: 1, tokens: 0, cost: 0 });
  });

  test('of unknown cost leaves the cost window alone and still counts tokens', () => {
    expect(chargeFor('succeeded', { ...used, costMicros: null })).toEqual({ calls: 1, tokens: 150, cost: 0 });
  });
});
