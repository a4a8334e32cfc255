import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import type { RunBudget } from '../../src/domain/quota/run-budget.js';
import { totalTokens } from '../../src/domain/quota/usage.js';
import type { RunEventData } from '../../src/index.js';
import type { RunCheckpoint } from '../../src/ports/ledger-store.js';
import { PromptForge } from '../../src/promptforge.js';
import { scriptedAnswer, scriptedModel } from '../../src/testing/scripted-model.js';
import { best, better, forgeWithModel, prompt, secret } from '../fixtures/forge-with-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { planWith } from '../fixtures/plan-with.js';
import { answersOf } from '../fixtures/prompt-world.js';
import { refusal, rejection } from '../fixtures/rejection.js';
import { storageWithFaults } from '../fixtures/storage-with-faults.js';

const passing = [verdict(2), rewrite(better), verdict(4)];
const sevenD = { domain: 'saas', output_format: 'md' } as const;
/** What the first judgement takes at the worst: a question of 100 tokens, and the answer. */
const leastTokens = 100 + 4_000;
const leastCost = 100 + 4 * 4_000;

const planned = async ({ forge, tokenFor }: ReturnType<typeof forgeWithModel>, budget?: Partial<RunBudget>) =>
  forge.plan({ token: await tokenFor(), prompt, sevenD, ...(budget === undefined ? {} : { budget }) });

describe('a budget', () => {
  const both = {
    calls: [9, 8],
    tokens: [40_000, 30_000],
    costMicros: [70_000, 60_000],
    timeMs: [9_000, 8_000],
  } as const;

  test.each(Object.entries(both))('of %s is the smaller one of host and call', async (meter, [large, small]) => {
    for (const [host, call] of [
      [large, small],
      [small, large],
      [small, null],
      [null, small],
    ]) {
      const setup = forgeWithModel(passing, { budget: { [meter]: host } });
      const { worstCase } = await planned(setup, { [meter]: call });
      expect(worstCase[meter as keyof typeof worstCase]).toBe(small);
    }
  });

  test.each([
    {},
    { calls: 8 },
    { tokens: 30_000 },
    { costMicros: 60_000 },
    { calls: 1_000, tokens: 10_000_000 },
  ])('of %j is what is held, unless the worst case is less, and what plan() tells', async (budget) => {
    const setup = forgeWithModel(passing);
    const unlimited = await planned(setup);
    const { worstCase } = await planned(setup, budget);
    expect(worstCase).toEqual({
      calls: Math.min(unlimited.worstCase.calls, budget.calls ?? Number.POSITIVE_INFINITY),
      tokens: Math.min(unlimited.worstCase.tokens, budget.tokens ?? Number.POSITIVE_INFINITY),
      costMicros: Math.min(unlimited.worstCase.costMicros ?? 0, budget.costMicros ?? Number.POSITIVE_INFINITY),
      timeMs: 120_000,
    });
    await setup.optimize({ budget });
    const reserved = setup.events.find(({ type }) => type === 'quota.reserved');
    const data: RunEventData['quota.reserved'] = { holdTokens: worstCase.tokens, holdCostMicros: worstCase.costMicros };
    expect(reserved).toMatchObject({ data });
  });

  test('that does not reach for one judgement refuses the run before anything is spent or reserved', async () => {
    for (const budget of [{ tokens: leastTokens - 1 }, { costMicros: leastCost - 1 }]) {
      const setup = forgeWithModel(passing);
      expect(await rejection(setup.optimize({ budget }))).toMatchObject({ code: 'budget_insufficient' });
      expect(await rejection(planned(setup, budget))).toMatchObject({ code: 'budget_insufficient' });
      expect(setup.model.requests).toEqual([]);
      expect((await setup.forge.runs.list({ token: await setup.tokenFor() })).runs).toEqual([]);
    }
  });

  test('that just reaches for one judgement ends with the original, scored', async () => {
    for (const budget of [{ calls: 1 }, { tokens: leastTokens }, { costMicros: leastCost }]) {
      const setup = forgeWithModel(passing);
      const result = await setup.optimize({ budget });
      expect(result).toMatchObject({
        improved: false,
        usage: { modelCalls: 1 },
        original: { score: { composite: 50 } },
      });
      expect(result.stopReason).toMatch(/^(calls|tokens|cost)_exhausted$/);
    }
  });

  test('of money takes a model with a price', async () => {
    const setup = forgeWithModel(passing, { modelOptions: { prices: null } });
    for (const asked of [setup.optimize, () => planned(setup, { costMicros: 100_000 })]) {
      expect(await rejection(asked({ budget: { costMicros: 100_000 } }))).toMatchObject({
        code: 'model_price_unknown',
      });
    }
    expect(await setup.optimize({ budget: { calls: 50 } })).toMatchObject({ usage: { costMicros: null } });
  });

  test.each([
    ...[0, -1, 1.5, '9', Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53].map((calls) => ({ calls })),
    { minutes: 1 },
    [],
    9,
    null,
  ])('of %j is refused, by call and by host', async (budget) => {
    const setup = forgeWithModel(passing);
    expect(await rejection(setup.optimize({ budget: budget as never }))).toMatchObject({ code: 'request_invalid' });
    expect(await rejection(planned(setup, budget as never))).toMatchObject({ code: 'request_invalid' });
    expect(await refusal(() => forgeWithModel([], { budget: budget as never }))).toMatchObject({
      code: 'config_invalid',
    });
  });

  test('of time ends a run with what it has, when a call takes until it is over', async () => {
    const setup = forgeWithModel((asked) => {
      setup.clock.advance(30_000);
      return asked.purpose === 'judge' ? verdict(2) : rewrite(better);
    });
    const result = await setup.optimize({ budget: { timeMs: 60_000 } });
    expect(result).toMatchObject({ stopReason: 'time_exhausted', improved: false, usage: { modelCalls: 2 } });
    expect(await planned(setup, { timeMs: 60_000 })).toMatchObject({ worstCase: { timeMs: 60_000 } });
  });
});

describe('plan()', () => {
  const windows = { 'user-calls-month': 2, 'org-tokens-month': 400_000 } as const;

  test('tells whether there is room, asks nobody, and reserves nothing', async () => {
    const setup = forgeWithModel([...passing, ...passing], { plans: [planWith(windows)] });
    const first = await planned(setup);
    expect(await planned(setup)).toEqual(first);
    expect(first).toMatchObject({ planId: 'own', engine: 'model', model: 'scripted', fits: true });
    expect(first.sevenD).toMatchObject({ values: sevenD });
    expect(first.quota.map(({ used }) => used)).toEqual([0, 0]);
    expect(setup.model.requests).toEqual([]);
    expect((await setup.forge.runs.list({ token: await setup.tokenFor() })).runs).toEqual([]);

    const { charge } = await setup.optimize();
    const second = await planned(setup);
    expect(second.quota.map(({ used }) => used)).toEqual([1, charge.tokens]);
    const left = 400_000 - charge.tokens;
    expect(second.fits).toBe(second.worstCase.tokens <= left);
    expect(await planned(setup, { tokens: left })).toMatchObject({ fits: true });
  });

  test('says that a run does not fit which would be refused, and fits where it would be let in', async () => {
    const tight = { 'org-tokens-month': 40_000 } as const;
    const setup = forgeWithModel(passing, { plans: [planWith(tight)] });
    expect(await planned(setup)).toMatchObject({ fits: false });
    expect(await rejection(setup.optimize())).toMatchObject({ code: 'quota_exceeded' });
    expect(await planned(setup, { tokens: 40_001 })).toMatchObject({ fits: false });
    expect(await rejection(setup.optimize({ budget: { tokens: 40_001 } }))).toMatchObject({ code: 'quota_exceeded' });
    expect(await planned(setup, { tokens: 40_000 })).toMatchObject({ fits: true });
    expect(await setup.optimize({ budget: { tokens: 40_000 } })).toMatchObject({ stopReason: 'tokens_exhausted' });
  });
});

test('whatever the budget, and whatever a model answers, no run uses more, and none could have', async () => {
  const limit = (least: number, most: number) => fc.option(fc.integer({ min: least, max: most }), { freq: 3 });
  const budgets = fc.record({
    calls: limit(1, 25),
    tokens: limit(leastTokens, 300_000),
    costMicros: limit(leastCost, 700_000),
    timeMs: fc.constant(null),
  });
  const goodness = fc.constantFrom<0 | 1 | 2 | 3 | 4>(0, 1, 2, 3, 4);
  const world = fc.record({
    of: fc.array(goodness, { minLength: 3, maxLength: 3 }),
    candidates: fc.integer({ min: 1, max: 3 }),
  });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  let stopped = 0;
  await fc.assert(
    fc.asyncProperty(budgets, world, share, async (budget, { of, candidates }, part) => {
      const [asIs = 2, one = 2, other = 2] = of;
      const reply = answersOf({
        original: prompt,
        judged: { [prompt]: [asIs], [better]: [one], [best]: [other] },
        rewritten: {
          clarify: better,
          persona_free: best,
          structure: better,
          constrain: best,
          exemplify: best,
          domain: prompt,
        },
      });
      const clock = manualClock();
      const inner = memoryStorage({ clock });
      const excess: string[] = [];
      const check = (calls: number, tokens: number, cost: number) => {
        if (calls > (budget.calls ?? calls)) excess.push(`calls ${calls}`);
        if (tokens > (budget.tokens ?? tokens)) excess.push(`tokens ${tokens}`);
        if (cost > (budget.costMicros ?? cost)) excess.push(`cost ${cost}`);
      };
      const storage = storageWithFaults(inner, {
        // What is used and what is under way together: what a process that dies here would be charged.
        'ledger.checkpoint': (callThrough, [, checkpoint]) => {
          const { usage, inFlight } = checkpoint as RunCheckpoint;
          check(
            usage.modelCalls,
            totalTokens(usage) + (inFlight?.tokens ?? 0),
            (usage.costMicros ?? 0) + (inFlight?.cost ?? 0),
          );
          return callThrough();
        },
      });
      const model = scriptedModel((asked) => {
        const tokens = { inputTokens: 100, outputTokens: Math.ceil(part * asked.maxOutputTokens) };
        return scriptedAnswer(reply(asked), tokens);
      });
      const forge = new PromptForge({
        ...{ storage, model, session: { secret }, clock, cache: false },
        loop: { maxSteps: 2, candidates, composed: true, maxSamples: 5, maxConfirmations: 2 },
      });
      const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
      const { usage, stopReason, gate, optimized } = await forge.optimize({ token, prompt, sevenD, budget });
      check(usage.modelCalls, totalTokens(usage), usage.costMicros ?? 0);
      expect(excess).toEqual([]);
      expect(usage.modelCalls).toBe(model.requests.length);
      if (stopReason.endsWith('_exhausted')) stopped += 1;
      // What is told as a pass was looked at three times, however little there was.
      if (gate.outcome === 'pass') expect(optimized.sampling.samples).toBeGreaterThanOrEqual(3);
    }),
    { numRuns: 60 },
  );
  expect(stopped).toBeGreaterThan(10);
});
