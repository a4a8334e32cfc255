import { describe, expect, test } from 'vitest';
import { scoreRulesFor } from '../../../src/domain/scores/score-rules.js';
import { builtInSevenD } from '../../../src/domain/seven-d/built-in-seven-d.js';
import { loopNeed } from '../../../src/optimize/loop-settings.js';
import { worstOfNeed } from '../../../src/pipeline/call-sizes.js';
import { modelEngine } from '../../../src/pipeline/model-engine.js';
import { scriptedModel } from '../../../src/testing/scripted-model.js';
import { countedIds } from '../../fixtures/counted-ids.js';
import { sevenD } from '../../fixtures/seven-d.js';

const input = {
  prompt: 'Write a note to our customers.',
  sevenD: sevenD(),
  ruleset: builtInSevenD,
  ...scoreRulesFor('saas'),
};
const options = () => ({
  maxOutputTokens: { rewrite: 1_000, judge: 300 },
  mostSamples: 8,
  newBoundary: countedIds('boundary'),
});

describe('the worst case of a run with a model', () => {
  // Each question counts 100 tokens. A candidate has as many as its answer; a repair is shown four, and the notes.
  const sizes = {
    rewrite: { calls: 1, tokens: 100 + 4 * 1_000 + 300 + 1_000, cost: 100 + 4 * 1_000 + 300 + 4 * 1_000 },
    sample: { calls: 1, tokens: 100 + 1_000 + 300, cost: 100 + 1_000 + 4 * 300 },
    first: { calls: 1, tokens: 100 + 300, cost: 100 + 4 * 300 },
    comparison: { calls: 1, tokens: 100 + 1_000 + 300, cost: 100 + 1_000 + 4 * 300 },
    composed: { calls: 1, tokens: 100 + 300, cost: 100 + 4 * 300 },
  };

  test('is made of calls at their longest', async () => {
    expect(await modelEngine(scriptedModel([]), options()).sizes(input)).toEqual(sizes);
  });

  test('is every call of the loop', () => {
    const settings = { maxSteps: 3, candidates: 2, composed: true, maxConfirmations: 2 };
    const need = loopNeed(settings, 8);
    // The original and two winners are measured; candidate zero and six rewrites are looked at.
    expect(need).toEqual({ rewrites: 6, samples: 3 * 8 + 1 + 6, comparisons: 4 });
    expect(worstOfNeed(sizes, need)).toEqual({
      calls: 6 + 31 + 4,
      tokens: 6 * sizes.rewrite.tokens + 35 * sizes.sample.tokens,
      cost: 6 * sizes.rewrite.cost + 35 * sizes.sample.cost,
    });
  });

  test('has an unknown cost when the price is not known', async () => {
    const engine = modelEngine(scriptedModel([], { prices: null }), options());
    expect(await engine.sizes(input)).toMatchObject({ sample: { cost: null }, rewrite: { cost: null } });
  });

  test('is the same each time, whatever is drawn for the boundaries', async () => {
    const countInput = async ({ user }: { readonly user: string }) => user.length;
    // A boundary with more tokens than another is a longer one here.
    const drawn = ['b', 'bound', 'boundary'][Symbol.iterator]();
    const newBoundary = () => drawn.next().value ?? 'b';
    const engine = modelEngine({ ...scriptedModel([]), countInput }, { ...options(), newBoundary });
    expect(await engine.sizes(input)).toEqual(await engine.sizes(input));
  });

  test('is reckoned without asking the model', async () => {
    const model = scriptedModel([]);
    await modelEngine(model, options()).sizes(input);
    expect(model.requests).toEqual([]);
  });
});

test('the engine bears the name of its model', () => {
  expect(modelEngine(scriptedModel([], { id: 'gpt-own' }), options())).toMatchObject({
    name: 'model',
    model: 'gpt-own',
  });
});
