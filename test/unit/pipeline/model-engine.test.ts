import { describe, expect, test } from 'vitest';
import { defaultWeights } from '../../../src/domain/score.js';
import { modelEngine } from '../../../src/pipeline/model-engine.js';
import { scriptedModel } from '../../../src/testing/scripted-model.js';
import { countedIds } from '../../fixtures/counted-ids.js';
import { sevenD } from '../../fixtures/seven-d.js';

const input = { prompt: 'Write a note to our customers.', sevenD: sevenD(), weights: defaultWeights };
const options = () => ({ maxOutputTokens: { rewrite: 1_000, judge: 300 }, newBoundary: countedIds('boundary') });

describe('the worst case of a run with a model', () => {
  test('is every call of the loop at its longest', async () => {
    // Each question counts 100 tokens. Judge the original; rewrite, judge; repair with version and notes, judge.
    const inputTokens = 100 + (100 + (100 + 1_000)) + (100 + 1_000 + 300 + (100 + 1_000));
    const outputTokens = 300 + (1_000 + 300) + (1_000 + 300);
    expect(await modelEngine(scriptedModel([]), options()).worstCase(input)).toEqual({
      tokens: inputTokens + outputTokens,
      // The cost of each of the five calls may be rounded up.
      cost: inputTokens + 4 * outputTokens + 5,
    });
  });

  test('has an unknown cost when the price is not known', async () => {
    const engine = modelEngine(scriptedModel([], { prices: null }), options());
    expect(await engine.worstCase(input)).toMatchObject({ cost: null });
  });

  test('is reckoned without asking the model', async () => {
    const model = scriptedModel([]);
    await modelEngine(model, options()).worstCase(input);
    expect(model.requests).toEqual([]);
  });
});

test('the engine bears the name of its model', () => {
  expect(modelEngine(scriptedModel([], { id: 'gpt-own' }), options())).toMatchObject({
    name: 'model',
    model: 'gpt-own',
  });
});
