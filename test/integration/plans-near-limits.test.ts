import { describe, expect, test } from 'vitest';
import type { NearLimit } from '../../src/index.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { planWith } from '../fixtures/plan-with.js';
import { rejection } from '../fixtures/rejection.js';
import { subscriptionWith } from '../fixtures/subscription-with.js';

const plans = [
  planWith({ 'user-calls-hour': 4, 'org-tokens-month': 1_000_000 }, { id: 'small' }),
  planWith({ 'user-calls-hour': 8 }, { id: 'large' }),
] as const;

async function open() {
  const setup = forgeWithModel([], { engine: 'rules', plans });
  const use = async (orgId: string, userId: string, calls: number) => {
    const token = await setup.tokenFor({ orgId, userId });
    for (let call = 0; call < calls; call += 1) await setup.optimize({ token });
  };
  await setup.forge.plans.assign({ orgId: 'roomy', planId: 'large' });
  await use('acme', 'ada', 4);
  await use('acme', 'bob', 3);
  await use('acme', 'eve', 1);
  await use('roomy', 'ada', 6);
  await use('roomy', 'bob', 7);
  return { ...setup, use };
}
const names = (items: readonly NearLimit[]) => items.map(({ orgId, userId, used }) => `${orgId} ${userId} ${used}`);

describe('limits that are nearly used up', () => {
  test('are those used to 80 percent and more of the plan of their tenant', async () => {
    const { forge } = await open();
    const { items, next } = await forge.plans.nearLimits();
    expect(next).toBe(null);
    expect(items).toEqual([
      {
        orgId: 'acme',
        userId: 'ada',
        limit: 'user-calls-hour',
        used: 4,
        max: 4,
        share: 1,
        resetAfterMs: 3_600_000,
      },
      {
        orgId: 'roomy',
        userId: 'bob',
        limit: 'user-calls-hour',
        used: 7,
        max: 8,
        share: 0.875,
        resetAfterMs: 3_600_000,
      },
    ]);
  });

  test('may be asked for from another share on, and of one tenant', async () => {
    const { forge } = await open();
    expect(names((await forge.plans.nearLimits({ share: 0.75 })).items)).toEqual([
      'acme ada 4',
      'acme bob 3',
      'roomy ada 6',
      'roomy bob 7',
    ]);
    expect(names((await forge.plans.nearLimits({ share: 0.75, orgId: 'roomy' })).items)).toEqual([
      'roomy ada 6',
      'roomy bob 7',
    ]);
    expect((await forge.plans.nearLimits({ share: 1.01 })).items).toEqual([]);
  });

  test('come page by page, and none is left out or comes twice', async () => {
    const { forge } = await open();
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof forge.plans.nearLimits>> = await forge.plans.nearLimits({
        share: 0.25,
        limit: 2,
        after,
      });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...names(page.items));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(['acme ada 4', 'acme bob 3', 'acme eve 1', 'roomy ada 6', 'roomy bob 7']);
  });

  test('are over once their window is', async () => {
    const { forge, clock } = await open();
    clock.advance(3_600_000);
    expect((await forge.plans.nearLimits()).items).toEqual([]);
  });

  test('follow a change of plan, and may then be used beyond', async () => {
    const { forge } = await open();
    await forge.plans.assign({ orgId: 'roomy', planId: 'small' });
    const { items } = await forge.plans.nearLimits({ orgId: 'roomy' });
    expect(items.map(({ userId, share }) => [userId, share])).toEqual([
      ['ada', 1.5],
      ['bob', 1.75],
    ]);
  });

  test('of a tenant whose plan nobody knows are left out, and the host is told', async () => {
    const { forge, storage, reported } = await open();
    const stored = await storage.subscriptions.load({ orgId: 'roomy' });
    await storage.subscriptions.save({ orgId: 'roomy' }, subscriptionWith({ planId: 'gone' }), stored?.version ?? 0);
    await forge.subscriptions.update({ orgId: 'roomy', decide: async (found) => found && { ...found, seats: 2 } });
    expect(names((await forge.plans.nearLimits()).items)).toEqual(['acme ada 4']);
    expect(reported[0]).toMatchObject({ error: { code: 'plan_unknown' }, context: { during: 'plans' } });
  });

  test.each([
    { share: 0 },
    { share: Number.NaN },
    { limit: 0 },
    { limit: 501 },
    { limit: 1.5 },
    { after: 7 },
    { orgId: '' },
  ])('asked for by %j are refused', async (request) => {
    const { forge } = forgeWithModel([], { engine: 'rules' });
    expect((await rejection(forge.plans.nearLimits(request as never))).code).toBe('request_invalid');
  });
});
