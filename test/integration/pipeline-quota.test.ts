import { describe, expect, test } from 'vitest';

import { scriptedFailure } from '../../src/testing/scripted-model.js';
import { better, forgeWithModel } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { planWith } from '../fixtures/plan-with.js';
import { rejection } from '../fixtures/rejection.js';

const passing = [verdict(2), rewrite(better), verdict(4)];
const always = (_request: unknown, index: number) => passing[index % 3];
const usedOf = async ({ forge, tokenFor }: ReturnType<typeof forgeWithModel>) =>
  Object.fromEntries(
    (await forge.plans.usage({ token: await tokenFor() })).quota.map(({ name, used }) => [name, used]),
  );

/**
 * All calls at their longest, for the scripted model that counts 100 tokens for each question: two
 * rewrites, which may be shown four versions and what a judge said; two looks at what they wrote; one
 * confirmation, which compares twice; and the original and the winner measured by three samples each.
 */
const held = (rewriteTokens: number, judgeTokens: number) => {
  const [rewrites, samples, comparisons] = [2, 2 + 3 + 3, 2];
  return {
    input: rewrites * (100 + 4 * rewriteTokens + judgeTokens) + (samples + comparisons) * (100 + rewriteTokens),
    output: rewrites * rewriteTokens + (samples + comparisons) * judgeTokens,
  };
};

describe('a limit of calls', () => {
  test('refuses the 11th call of the hour on Pilot, and charges no window for it', async () => {
    const setup = forgeWithModel(always);
    setup.clock.advance(600_000);
    for (let call = 0; call < 10; call += 1) await setup.optimize();
    const error = await rejection(setup.optimize());
    expect(error).toMatchObject({ code: 'quota_exceeded', retryAfterMs: 3_000_000 });
    expect(error.message).toContain('Pilot');
    expect(error.message).toContain('user-calls-hour');
    expect(error.message).toContain('in 3000 seconds');
    expect(error.details).toMatchObject({
      blocked: ['user-calls-hour'],
      windows: [
        { name: 'user-calls-hour', max: 10, used: 10, remaining: 0, resetAfterMs: 3_000_000 },
        { name: 'user-calls-month', max: 50, used: 10, remaining: 40 },
      ],
    });
    expect(await usedOf(setup)).toEqual({ 'user-calls-hour': 10, 'user-calls-month': 10 });
    expect(setup.model.requests).toHaveLength(10 * 8);
    expect((await setup.forge.runs.list({ token: await setup.tokenFor(), limit: 100 })).runs).toHaveLength(10);
  });

  test('opens again at the time the refusal named', async () => {
    const setup = forgeWithModel(always);
    for (let call = 0; call < 10; call += 1) await setup.optimize();
    const { retryAfterMs } = await rejection(setup.optimize());
    setup.clock.advance((retryAfterMs ?? 0) - 1);
    expect((await rejection(setup.optimize())).code).toBe('quota_exceeded');
    setup.clock.advance(1);
    await expect(setup.optimize()).resolves.toMatchObject({ improved: true });
  });

  test.each([
    ['pilot', 10],
    ['pro', 50],
    ['enterprise', 100],
  ])('of %s lets %d of a burst of 120 through, and not one more', async (planId, max) => {
    const setup = forgeWithModel([], { engine: 'rules' });
    await setup.forge.plans.assign({ orgId: 'acme', planId });
    const burst = await Promise.allSettled(Array.from({ length: 120 }, () => setup.optimize()));
    expect(burst.filter(({ status }) => status === 'fulfilled')).toHaveLength(max);
    for (const outcome of burst) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'quota_exceeded' });
    }
    expect(await usedOf(setup)).toEqual({ 'user-calls-hour': max, 'user-calls-month': max });
  });

  test('of a month refuses the 51st call on Pilot', async () => {
    const setup = forgeWithModel([], { engine: 'rules' });
    for (let call = 0; call < 50; call += 1) {
      if (call % 10 === 0) setup.clock.advance(3_600_000);
      await setup.optimize();
    }
    setup.clock.advance(3_600_000);
    const error = await rejection(setup.optimize());
    expect(error.details).toMatchObject({ blocked: ['user-calls-month'] });
    expect(setup.clock.now() + (error.retryAfterMs ?? 0)).toBe(Date.UTC(2026, 11, 1));
  });

  test("is each user's own", async () => {
    const setup = forgeWithModel([], { engine: 'rules' });
    for (let call = 0; call < 10; call += 1) await setup.optimize();
    await expect(setup.optimize({ token: await setup.tokenFor({ userId: 'grace' }) })).resolves.toBeDefined();
    await expect(setup.optimize({ token: await setup.tokenFor({ orgId: 'other' }) })).resolves.toBeDefined();
  });

  test('grows at once with a larger plan', async () => {
    const setup = forgeWithModel([], { engine: 'rules' });
    for (let call = 0; call < 10; call += 1) await setup.optimize();
    await rejection(setup.optimize());
    await setup.forge.plans.assign({ orgId: 'acme', planId: 'pro' });
    await expect(setup.optimize()).resolves.toMatchObject({ planId: 'pro' });
  });
});

describe('a limit of tokens', () => {
  const { input, output } = held(8_000, 4_000);
  const worst = input + output;

  test('is held at its worst while a run is under way, and settled down to what it used', async () => {
    const during: unknown[] = [];
    const setup = forgeWithModel(
      async (_request, index) => {
        during.push((await usedOf(setup))['org-tokens-month']);
        return passing[index];
      },
      { plans: [planWith({ 'org-tokens-month': worst + 1_000 })] },
    );
    const { quota } = await setup.optimize();
    expect(during).toEqual([worst, worst, worst]);
    expect(quota).toMatchObject([{ name: 'org-tokens-month', used: 1_200, remaining: worst - 200 }]);
    expect(setup.events.find(({ type }) => type === 'quota.reserved')).toMatchObject({
      data: { holdTokens: worst, holdCostMicros: input + 4 * output },
    });
  });

  test('refuses a second run that does not fit beside the first, for anybody of the organization', async () => {
    let second: unknown;
    const setup = forgeWithModel(
      async (_request, index) => {
        if (index === 0) second = await rejection(setup.optimize({ token: await setup.tokenFor({ userId: 'grace' }) }));
        return passing[index % 3];
      },
      { plans: [planWith({ 'org-tokens-month': worst + 1_200 })] },
    );
    await setup.optimize();
    expect(second).toMatchObject({ code: 'quota_exceeded', details: { blocked: ['org-tokens-month'] } });
    await expect(setup.optimize({ token: await setup.tokenFor({ userId: 'grace' }) })).resolves.toMatchObject({
      quota: [{ used: 2_400 }],
    });
  });

  test('that a run can never fit in says so instead of asking to wait', async () => {
    const setup = forgeWithModel([], { plans: [planWith({ 'org-tokens-month': worst - 1 })] });
    const error = await rejection(setup.optimize());
    expect(error).toMatchObject({ code: 'quota_exceeded', retryAfterMs: null });
    expect(error.message).toContain('shorten the prompt or change to a larger plan');
  });

  test('gets everything back from a run that failed before it used anything', async () => {
    const setup = forgeWithModel([scriptedFailure('model_auth_failed')], {
      plans: [planWith({ 'org-tokens-month': worst, 'org-cost-month': 1_000_000_000 })],
    });
    await rejection(setup.optimize());
    expect(await usedOf(setup)).toEqual({ 'org-tokens-month': 0, 'org-cost-month': 0 });
  });
});

describe('a limit of money', () => {
  test('holds the worst case and takes what was spent', async () => {
    const { input, output } = held(8_000, 4_000);
    const setup = forgeWithModel(passing, { plans: [planWith({ 'org-cost-month': input + 4 * output })] });
    expect((await setup.optimize()).quota).toMatchObject([{ name: 'org-cost-month', used: 2_400 }]);
  });

  test('admits no model whose price is not known', async () => {
    const setup = forgeWithModel(passing, {
      plans: [planWith({ 'org-cost-month': 1_000_000 })],
      modelOptions: { prices: null },
    });
    const error = await rejection(setup.optimize());
    expect(error.code).toBe('model_price_unknown');
    expect(error.message).toContain('Pass prices to openaiModel, or drop the cost limit');
    expect(setup.model.requests).toEqual([]);
    expect(await usedOf(setup)).toEqual({ 'org-cost-month': 0 });
    expect((await setup.forge.runs.list({ token: await setup.tokenFor() })).runs).toEqual([]);
  });

  test('asks the rules for no price', async () => {
    const setup = forgeWithModel([], { engine: 'rules', plans: [planWith({ 'org-cost-month': 0 })] });
    await expect(setup.optimize()).resolves.toMatchObject({ charge: { calls: 1, cost: 0 } });
  });
});

test('a plan without the editor refuses it before anything is looked at', async () => {
  const closed = planWith({}, { features: { gpt_editor: false, analytics: true } });
  const setup = forgeWithModel(passing, { plans: [closed] });
  const error = await rejection(setup.optimize({ prompt: 'x' }));
  expect(error).toMatchObject({ code: 'plan_feature_missing', details: { plan: 'own', feature: 'gpt_editor' } });
  expect(setup.model.requests).toEqual([]);
});
