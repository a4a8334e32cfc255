import { describe, expect, test } from 'vitest';
import { measuresOf } from '../../src/domain/runs/run-measures.js';
import { catalogueOfThree } from '../fixtures/catalogue-of-three.js';
import { forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';

const dayMs = 86_400_000;
const sevenD = { domain: 'saas', output_format: 'md' } as const;

/** A product on rules whose staff belongs to `staff`; time begins on 2026-11-23. */
async function open() {
  const priced = catalogueOfThree.map((plan) =>
    plan.id === 'big' ? { ...plan, price: { unitAmount: 10_000, currency: 'usd', interval: 'month' as const } } : plan,
  );
  const setup = forgeWithModel([], {
    engine: 'rules',
    plans: priced,
    operators: ['staff'],
    analytics: { timeZone: 'Europe/Berlin' },
  });
  const tokenOf = (userId: string, orgId: string, role: 'owner' | 'member' = 'owner') =>
    setup.tokenFor({ userId, orgId, role });
  const score = async (userId: string, orgId: string) =>
    setup.forge.score({ token: await tokenOf(userId, orgId), prompt, sevenD });
  return { ...setup, tokenOf, score };
}

describe('figures of an organization', () => {
  test('are of its runs alone, as they were a moment ago', async () => {
    const { forge, tokenOf, score, clock } = await open();
    await score('ada', 'acme');
    await score('bob', 'acme');
    await score('eve', 'other');
    const token = await tokenOf('ada', 'acme');
    const business = await forge.analytics.business({ token });
    expect(business.days).toEqual({ first: '2026-10-25', last: '2026-11-23' });
    expect([business.runs.ended, business.timeZone, business.subscriptions]).toEqual([2, 'Europe/Berlin', null]);
    expect(business.activeUsers.day.at(-1)).toEqual({ from: '2026-11-23', users: 2, growth: null, isWhole: false });
    expect(business.retention).toEqual([{ month: '2026-11', users: 2, active: [2] }]);
    const performance = await forge.analytics.performance({ token });
    expect([performance.runs.succeeded, performance.errorRate, performance.queueDepth]).toEqual([2, 0, 0]);
    expect(performance.latency?.map(({ stage, count }) => [stage, count])).toEqual([
      ['run', 2],
      ['admission', 2],
    ]);
    await score('bob', 'acme');
    clock.advance(15_000);
    expect((await forge.analytics.business({ token })).runs.ended).toBe(3);
  });

  test('are for those who may see them, with a plan that has them', async () => {
    const { forge, tokenOf } = await open();
    const member = await tokenOf('bob', 'acme', 'member');
    expect(await rejection(forge.analytics.business({ token: member }))).toMatchObject({ code: 'permission_denied' });
    await forge.subscriptions.apply({ orgId: 'acme', action: { type: 'start', planId: 'team', seats: 1 } });
    const owner = await tokenOf('ada', 'acme');
    expect(await rejection(forge.analytics.performance({ token: owner }))).toMatchObject({
      code: 'plan_feature_missing',
    });
  });

  test.each([
    ['days that are none', { days: { first: '2026-02-29', last: '2026-03-01' } }],
    ['days in the wrong order', { days: { first: '2026-03-02', last: '2026-03-01' } }],
    ['eleven years', { days: { first: '2015-01-01', last: '2026-01-01' } }],
    ['one day alone', { days: { first: '2026-03-02' } }],
    ['a scope that is none', { of: 'everything' }],
    ['a plan that is no text', { planId: 7 }],
    ['a field that is none', { modul: 'm' }],
  ])('refuse %s', async (_, wrong) => {
    const { forge, tokenOf } = await open();
    const request = { token: await tokenOf('ada', 'acme'), ...wrong } as never;
    expect(await rejection(forge.analytics.performance(request))).toMatchObject({ code: 'request_invalid' });
  });
});

describe('figures of the platform', () => {
  test('are for operators alone, whatever others are at home', async () => {
    const { forge, tokenOf } = await open();
    const owner = await tokenOf('ada', 'acme');
    const worker = await tokenOf('sam', 'staff', 'member');
    for (const token of [owner, worker]) {
      const refused = await rejection(forge.analytics.business({ token, of: 'platform' }));
      expect(refused).toMatchObject({ code: 'permission_denied' });
    }
    const staff = await tokenOf('sam', 'staff');
    expect((await forge.analytics.performance({ token: staff, of: 'platform' })).runs.succeeded).toBe(0);
  });

  test('are of all organizations, with subscriptions and margin', async () => {
    const { forge, tokenOf, score, clock } = await open();
    await forge.subscriptions.apply({ orgId: 'acme', action: { type: 'start', planId: 'big', seats: 2 } });
    await score('ada', 'acme');
    await score('eve', 'other');
    // Ten days, in which nobody looks.
    clock.advance(10 * dayMs);
    const token = await tokenOf('sam', 'staff');
    const days = { first: '2026-11-01', last: '2026-12-31' };
    const { runs, subscriptions, margin, byPlan } = await forge.analytics.business({ token, of: 'platform', days });
    expect(runs.ended).toBe(2);
    expect(byPlan.map(({ name }) => name)).toEqual(['big', 'free']);
    expect(subscriptions?.distribution).toEqual([{ planId: 'big', status: 'active', tenants: 1, seats: 2 }]);
    expect(subscriptions?.paying).toEqual({ before: 0, after: 1 });
    const accrued = Math.round((20_000 * 10 * 12) / 365.2425);
    expect(subscriptions?.revenue).toEqual([{ planId: 'big', currency: 'usd', monthly: 20_000, accrued }]);
    expect(margin).toEqual({ revenueMicros: accrued * 10_000, marginMicros: accrued * 10_000, share: 1 });
    const filtered = await forge.analytics.business({ token, of: 'platform', days, planId: 'free' });
    expect([filtered.runs.ended, filtered.margin]).toEqual([1, null]);
  });
});

test('measures that are kept are those of the events of the run', async () => {
  const { forge, storage, tokenOf, score } = await open();
  const { runId } = await score('ada', 'acme');
  const events = await forge.runs.events({ token: await tokenOf('ada', 'acme'), runId });
  await forge.maintain();
  const measures = await storage.analytics.measures({
    orgId: 'acme',
    days: { first: '2026-11-23', last: '2026-11-23' },
    ...{ planId: null, model: null, moduleId: null },
  });
  expect(Object.fromEntries(measures?.map(({ name, amount }) => [name, amount]) ?? [])).toEqual(measuresOf(events));
});
