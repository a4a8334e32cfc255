import { describe, expect, test } from 'vitest';
import type { SubscriptionAction } from '../../src/domain/plans/subscription-action.js';
import { catalogueOfThree } from '../fixtures/catalogue-of-three.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';

const day = 86_400_000;
const noChanges = { started: 0, upgraded: 0, downgraded: 0, canceled: 0, resumed: 0, trialConverted: 0, net: 0 };

function open() {
  const setup = forgeWithModel([], { engine: 'rules', plans: catalogueOfThree });
  const apply = async (orgId: string, ...actions: readonly SubscriptionAction[]) => {
    for (const action of actions) await setup.forge.subscriptions.apply({ orgId, action });
  };
  const report = (from: number, to: number) => setup.forge.plans.report({ range: { from, to } });
  return { ...setup, apply, report };
}
const start = (planId: string, seats: number, trial = false) => ({ type: 'start', planId, seats, trial }) as const;

describe('a report on plans', () => {
  test('of an installation without subscriptions is empty', async () => {
    const { report } = open();
    expect(await report(0, 1)).toEqual({ range: { from: 0, to: 1 }, distribution: [], changes: noChanges });
  });

  test('counts tenants and seats as what they are by now, whether or not anybody has looked', async () => {
    const { apply, report, clock } = open();
    await apply('a', start('team', 2));
    await apply('b', start('team', 3));
    await apply('c', start('team', 1, true));
    await apply('d', start('big', 7), { type: 'payment_failed' });
    await apply('e', start('big', 1), { type: 'change_plan', planId: 'free', when: 'auto' });
    await apply('f', start('big', 1), { type: 'cancel', when: 'period_end' });
    const begun = clock.now();
    expect((await report(begun, begun + 1)).distribution).toEqual([
      { planId: 'team', status: 'active', tenants: 2, seats: 5 },
      { planId: 'team', status: 'trialing', tenants: 1, seats: 1 },
      { planId: 'big', status: 'active', tenants: 2, seats: 2 },
      { planId: 'big', status: 'past_due', tenants: 1, seats: 7 },
    ]);
    clock.advance(40 * day);
    expect((await report(begun, begun + 1)).distribution).toEqual([
      { planId: 'free', status: 'active', tenants: 1, seats: 1 },
      { planId: 'team', status: 'active', tenants: 2, seats: 5 },
      { planId: 'team', status: 'canceled', tenants: 1, seats: 1 },
      { planId: 'big', status: 'canceled', tenants: 1, seats: 1 },
      { planId: 'big', status: 'past_due', tenants: 1, seats: 7 },
    ]);
  });

  test('counts what was done in the range, and nothing before or after', async () => {
    const { apply, report, clock } = open();
    await apply('before', start('team', 1));
    clock.advance(day);
    const from = clock.now();
    await apply('a', start('team', 1, true), { type: 'activate' });
    await apply('b', start('team', 1), { type: 'pause' }, { type: 'resume' });
    await apply('b', { type: 'change_plan', planId: 'big', when: 'now' });
    await apply('before', { type: 'change_plan', planId: 'free', when: 'now' });
    await apply('before', { type: 'cancel', when: 'now' });
    clock.advance(day);
    const to = clock.now();
    await apply('after', start('team', 1));
    expect((await report(from, to)).changes).toEqual({
      started: 2,
      upgraded: 1,
      downgraded: 1,
      canceled: 1,
      resumed: 1,
      trialConverted: 1,
      net: 1,
    });
    expect((await report(to, to + 1)).changes).toEqual({ ...noChanges, started: 1, net: 1 });
  });

  test('tells a trial that lapsed from one that was converted', async () => {
    const { apply, report, clock } = open();
    await apply('a', start('team', 1, true));
    clock.advance(15 * day);
    const from = clock.now();
    await apply('a', start('team', 1));
    expect((await report(from, from + 1)).changes).toEqual({ ...noChanges, canceled: 1, started: 1 });
  });

  test('reads on where a page ends', async () => {
    const { apply, report, clock } = open();
    for (let index = 0; index < 501; index += 1) await apply(`org-${index}`, start('team', 2));
    const { distribution, changes } = await report(clock.now(), clock.now() + 1);
    expect(distribution).toEqual([{ planId: 'team', status: 'active', tenants: 501, seats: 1_002 }]);
    expect(changes.started).toBe(501);
  });

  test.each([
    { from: 1, to: 1 },
    { from: 0.5, to: 2 },
    { from: Number.NaN, to: 2 },
    undefined,
  ])('of a range that is none (%j) is refused', async (range) => {
    const { forge } = open();
    expect((await rejection(forge.plans.report({ range: range as never }))).code).toBe('request_invalid');
  });
});
