import { describe, expect, onTestFinished, test } from 'vitest';
import { scriptedMaterial } from '../../src/testing/scripted-material.js';
import { corporaAbsent, corporaAvailable } from '../corpora.js';
import { expectAccounts } from '../fixtures/expect-accounts.js';
import { optimizeOverHttp, story } from '../fixtures/forge-over-http.js';
import { best, better, prompt } from '../fixtures/forge-with-model.js';
import { verdict } from '../fixtures/model-answers.js';
import { type PromptWorld, strategyOf } from '../fixtures/prompt-world.js';
import { rawText, refusal, type ScriptedRequest, truncated } from '../scripted-openai/index.js';
import { startSteady } from '../scripted-openai/start-steady.js';

const available = corporaAvailable('openai/openapi.yaml');
const loop = { maxSteps: 2, composed: false, maxSamples: 8, maxConfirmations: 1 };
const tops = { goal: { rating: 4 }, wording: { rating: 4 } } as const;

/** The more there is above a gate of 80, the fewer samples say so. */
const judgements = {
  wellAbove: { said: verdict(4), composite: 100, samples: 3, outcome: 'pass' },
  above: { said: verdict(3, { ...tops, context: { rating: 4 } }), composite: 85.1, samples: 5, outcome: 'pass' },
  near: { said: verdict(3, tops), composite: 82.5, samples: 8, outcome: 'pass' },
  at: {
    said: verdict(3, { inputs: { rating: 4 }, output: { rating: 4 } }),
    composite: 80.9,
    samples: 8,
    outcome: 'uncertain',
  },
} as const;

const materials = (requests: readonly ScriptedRequest[], purpose: string) =>
  requests.filter((request) => request.purpose === purpose).map(scriptedMaterial);

describe.skipIf(!available).each(['responses', 'chat'] as const)(
  `judging by OpenAI through %s (${available ? 'judged by the published API' : corporaAbsent})`,
  (api) => {
    const judgedAs = (said: readonly (object | 0 | 1 | 2 | 3 | 4)[], more: object = {}) =>
      optimizeOverHttp({
        api,
        world: { original: prompt, judged: { [prompt]: [2], [better]: said }, rewritten: { clarify: better } },
        options: { loop },
        ...more,
      });

    test.each(Object.entries(judgements))('a prompt %s the gate is looked at as often as it takes', async (_, one) => {
      const { said, composite, samples, outcome } = one;
      const ended = await judgedAs([said]);
      expect(story(ended.steps).slice(-3)).toEqual([
        `1 measured: ${samples} x ${composite}`,
        `gate: ${outcome}`,
        `stopped: ${outcome === 'pass' ? 'gate_passed' : 'confirmations_exhausted'}`,
      ]);
      expect(ended.result).toMatchObject({
        improved: true,
        optimized: { prompt: better, score: { composite }, sampling: { samples } },
        gate: { outcome, failed: outcome === 'pass' ? [] : ['composite'] },
      });
      // The original and the candidate once to search, and the candidate anew.
      expect(materials(ended.server.requests, 'judge').map((asked) => asked.prompt)).toEqual([
        prompt,
        better,
        ...Array.from({ length: samples }, () => better),
      ]);
      expectAccounts(ended);
    });

    test.each([
      ['once', [refusal()]],
      ['twice', [rawText('Good.'), truncated('{"goal":')]],
    ])('a sample that is none, %s, is replaced', async (_times, invalid) => {
      const ended = await judgedAs([4, ...invalid, 4]);
      expect(story(ended.steps).slice(-3)).toEqual(['1 measured: 3 x 100', 'gate: pass', 'stopped: gate_passed']);
      expect(materials(ended.server.requests, 'judge')).toHaveLength(5 + invalid.length);
      expectAccounts(ended);
    });

    test('samples that are none more often than that leave what there is, which is no pass', async () => {
      const ended = await judgedAs([4, 4, refusal(), refusal(), rawText('Good.'), 4]);
      expect(story(ended.steps).slice(-3)).toEqual([
        '1 measured: 2 x 100',
        'gate: uncertain',
        'stopped: confirmations_exhausted',
      ]);
      expectAccounts(ended);
    });

    test('a judge that never rates what is to be told leaves the original, and the run that was paid for', async () => {
      const ended = await judgedAs([4, refusal()]);
      expect(ended.error).toBeNull();
      expect(ended.result).toMatchObject({ improved: false, optimized: { prompt } });
      expect(ended.run).toMatchObject({ status: 'succeeded' });
      expectAccounts(ended);
    });

    test('a first look that is none is taken once more', async () => {
      const judged: PromptWorld['judged'] = { [prompt]: [refusal(), 4] };
      const world = { original: prompt, judged, rewritten: { clarify: prompt } };
      const ended = await optimizeOverHttp({ api, world });
      expect(ended.result).toMatchObject({ original: { score: { composite: 100 } } });
      const never = await optimizeOverHttp({ api, world: { ...world, judged: { [prompt]: [rawText('Fine.')] } } });
      expect(never.error).toMatchObject({ code: 'model_output_invalid' });
      expect(never.server.requests).toHaveLength(2);
      for (const one of [ended, never]) expectAccounts(one);
    });

    test.each([
      ['passes when every dimension does', verdict(4), 'pass', []],
      [
        'fails by one dimension, however high the composite',
        verdict(4, { context: { rating: 2 } }),
        'fail',
        ['business_fit'],
      ],
      ['has an upper bound of ambiguity', verdict(4, { interpretations: { rating: 2 } }), 'fail', ['ambiguity']],
    ])('a domain with strict thresholds %s', async (_what, said, outcome, failed) => {
      const ended = await judgedAs([said], {
        request: { sevenD: { domain: 'healthcare', output_format: 'md' } },
        options: { loop: { ...loop, maxSteps: 1 } },
      });
      const thresholds = { composite: 80, clarity: 85, execution: 85, ambiguity: 15, business_fit: 80 };
      expect(ended.result).toMatchObject({ improved: true, gate: { outcome, failed, thresholds } });
      expectAccounts(ended);
    });

    test('rewrites side by side go about it in ways of their own', async () => {
      const rewritten = { clarify: better, persona_free: best, structure: `${best} Use headings.` };
      const ended = await optimizeOverHttp({
        api,
        world: {
          original: prompt,
          judged: { [prompt]: [2], [better]: [3], [best]: [4], [rewritten.structure]: [3] },
          rewritten,
        },
        options: { loop: { ...loop, candidates: 3 } },
      });
      expect(story(ended.steps)).toEqual([
        '0 accepted: 50',
        'step 1: clarify, persona_free, structure',
        '1 no better: 75',
        '1 accepted: 100',
        '1 no better: 75',
        '1 compared: candidate',
        '1 measured: 3 x 100',
        'gate: pass',
        'stopped: gate_passed',
      ]);
      const asked = ended.server.requests.filter(({ purpose }) => purpose === 'rewrite');
      expect(asked.map(({ system }) => strategyOf(system)).sort()).toEqual(Object.keys(rewritten).sort());
      expectAccounts(ended);
    });

    test('a repair is shown the best version, what is said against it, and what the last ones came to', async () => {
      const worse = `${prompt} Make it sound good.`;
      const last = `${best} Add a title.`;
      const ended = await optimizeOverHttp({
        api,
        world: {
          original: prompt,
          judged: {
            [prompt]: [2],
            [better]: [3],
            [worse]: [1],
            [best]: [verdict(3, { goal: { rating: 4 } })],
            [last]: [4],
          },
          rewritten: { clarify: better, persona_free: worse, structure: best, constrain: last },
        },
        options: { loop: { ...loop, maxSteps: 4 } },
      });
      expect(ended.result).toMatchObject({ stopReason: 'gate_passed', optimized: { prompt: last } });
      expect(materials(ended.server.requests, 'rewrite')).toEqual([{ prompt, stated_context: expect.anything() }]);
      const notes = ['goal', 'wording', 'inputs', 'output', 'procedure', 'interpretations', 'undefined_terms'].map(
        (name) => ({ note: `The ${name} could be better.`, quote: '' }),
      );
      const tried = [
        { version: better, score: 75 },
        { version: worse, score: 25 },
        { version: best, score: 79 },
      ];
      expect(materials(ended.server.requests, 'repair')).toMatchObject([
        {
          prompt,
          current_version: better,
          weaknesses_of_current_version: notes.slice(0, 6),
          earlier_versions: tried.slice(0, 1),
        },
        {
          prompt,
          current_version: better,
          weaknesses_of_current_version: notes.slice(0, 6),
          earlier_versions: tried.slice(0, 2),
        },
        { prompt, current_version: best, weaknesses_of_current_version: notes.slice(1, 7), earlier_versions: tried },
      ]);
      // The rewriter is never told what it is judged by.
      for (const { system, purpose } of ended.server.requests.filter((asked) => asked.purpose !== 'judge')) {
        expect(system, `${purpose}`).not.toMatch(/anchors|rating|one goal is stated outright/);
      }
      expectAccounts(ended);
    });
  },
);

test.skipIf(!available)('the requests of whole runs are valid in the eyes of steady, too', async () => {
  const steady = await startSteady();
  onTestFinished(() => steady.close());
  for (const api of ['responses', 'chat'] as const) {
    const { server } = await optimizeOverHttp({
      api,
      world: {
        original: prompt,
        judged: { [prompt]: [2], [better]: [3], [best]: [4] },
        rewritten: { clarify: better, persona_free: best },
      },
    });
    const purposes = new Set(server.requests.map(({ purpose }) => purpose));
    expect([...purposes].sort()).toEqual(['compare', 'judge', 'repair', 'rewrite']);
    for (const { body } of server.requests) expect(await steady.errorsOf(api, body)).toEqual([]);
  }
});
