import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { defaultPlans } from '../../../src/domain/plans/plan.js';
import { PromptForge } from '../../../src/promptforge.js';
import {
  type ModelScript,
  type ScriptedRating,
  type ScriptedRunOptions,
  scriptedComparison,
  scriptedGrade,
  scriptedJudgement,
  scriptedMaterial,
  scriptedModel,
  scriptedRewrite,
  scriptedRun,
} from '../../../src/testing/index.js';

const secret = 'a secret of the tests, longer than 32 bytes';
const prompt = 'Write a release note for our billing export, for accountants.';
const better = 'Write a release note of 150 words for accountants about the CSV export of invoices.';
const best = `${better} Say how to start it.`;
const sevenD = { domain: 'saas', output_format: 'md' } as const;

async function started(script: ModelScript) {
  const model = scriptedModel(script);
  const plans = [defaultPlans.find(({ features }) => features.live_test) ?? defaultPlans[0]] as const;
  const forge = new PromptForge({ storage: memoryStorage(), model, session: { secret }, plans });
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada' });
  return { forge, token, model };
}

const ratings: readonly ScriptedRating[] = [0, 1, 2, 3, 4];

describe('a scripted run', () => {
  test.each(ratings)('has score() come to 25 times %d', async (original) => {
    const { forge, token } = await started(scriptedRun({ original }));
    const { score } = await forge.score({ token, prompt, sevenD });
    const points = 25 * original;
    expect(score).toEqual({
      ...{ clarity: points, execution: points, ambiguity: 100 - points, business_fit: points },
      composite: points,
    });
  });

  test.each<[string, ScriptedRunOptions, object]>([
    [
      'the rewrite that is better',
      { original: 2, rewrites: [{ prompt: better, goodness: 4, changes: ['Named the length.'] }] },
      { improved: true, optimized: { prompt: better }, changes: ['Named the length.'], stopReason: 'gate_passed' },
    ],
    [
      'the original, where no rewrite is better',
      { original: 2, rewrites: [{ prompt: better, goodness: 2 }] },
      { improved: false, optimized: { prompt }, stopReason: 'no_improvement' },
    ],
    [
      'the second rewrite, where the first is only a little better',
      {
        original: 1,
        rewrites: [
          { prompt: better, goodness: 2 },
          { prompt: best, goodness: 4 },
        ],
      },
      { improved: true, optimized: { prompt: best }, stopReason: 'gate_passed' },
    ],
  ])('has optimize() answer %s', async (_what, options, expected) => {
    const { forge, token } = await started(scriptedRun(options));
    expect(await forge.optimize({ token, prompt, sevenD })).toMatchObject(expected);
  });

  test('has compare() find the better one, wherever it is shown', async () => {
    const { forge, token } = await started(scriptedRun({ original: 1, rewrites: [{ prompt: better, goodness: 3 }] }));
    expect(await forge.compare({ token, first: prompt, second: better, sevenD })).toMatchObject({
      preferred: 'second',
      verdicts: ['second', 'second'],
    });
    expect(await forge.compare({ token, first: better, second: prompt, sevenD })).toMatchObject({ preferred: 'first' });
    expect(await forge.compare({ token, first: prompt, second: best, sevenD })).toMatchObject({ preferred: 'tie' });
  });

  test('says what it has no answer for', async () => {
    const { forge, token } = await started(scriptedRun({ original: 1 }));
    await expect(forge.optimize({ token, prompt, sevenD })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('no rewrites') },
    });
    const cases = [{ name: 'one', assertions: [{ type: 'contains', value: 'a' }] }] as const;
    await expect(forge.test({ token, prompt, cases })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('purpose test') },
    });
  });
});

test('each answer fits what is asked for, and tells what its author meant', async () => {
  const shown: unknown[] = [];
  const script: ModelScript = (request) => {
    const { purpose } = request;
    shown.push([purpose, scriptedMaterial(request)]);
    if (purpose === 'test') return 'Paris, since 987.';
    if (purpose === 'grade') return scriptedGrade(3, 'Paris');
    if (purpose === 'compare') return scriptedComparison('tie');
    if (purpose === 'judge') return scriptedJudgement(1, { goal: { rating: 0, weakness: 'It has none.' } });
    return scriptedRewrite(better);
  };
  const { forge, token } = await started(script);
  const { weaknesses, score } = await forge.score({ token, prompt, sevenD });
  expect(weaknesses[0]).toEqual({ dimension: 'clarity', note: 'It has none.', quote: '' });
  expect(score).toMatchObject({ clarity: 13, execution: 25, ambiguity: 75 });
  expect(await forge.compare({ token, first: prompt, second: better, sevenD })).toMatchObject({ preferred: 'tie' });
  const cases = [{ name: 'one', assertions: [{ type: 'rubric', criterion: 'It is a city.', atLeast: 75 }] }] as const;
  const asked = 'Name the capital\nof France.';
  const report = await forge.test({ token, prompt: asked, cases });
  expect(report.cases[0]?.assertions).toMatchObject([{ passed: true, score: 75, detail: 'It is said there.' }]);
  // The judge is asked several times.
  expect([...new Map(shown.map((one) => [JSON.stringify(one), one])).values()]).toEqual([
    ['judge', expect.objectContaining({ prompt })],
    ['compare', expect.objectContaining({ first: prompt, second: better })],
    ['compare', expect.objectContaining({ first: better, second: prompt })],
    ['test', {}],
    ['grade', { criterion: 'It is a city.', answer: 'Paris, since 987.' }],
  ]);
});
