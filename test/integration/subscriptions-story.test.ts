import { describe, expect, test } from 'vitest';
import type { SubscriptionAction } from '../../src/domain/plans/subscription-action.js';
import { PromptForge } from '../../src/promptforge.js';
import { forgeWithModel, secret } from '../fixtures/forge-with-model.js';
import { planWith } from '../fixtures/plan-with.js';
import { rejection } from '../fixtures/rejection.js';

const day = 86_400_000;
const acme = { orgId: 'acme' };
const open = (options: Parameters<typeof forgeWithModel>[1] = {}) => {
  const setup = forgeWithModel([], { engine: 'rules', planCacheMs: 3_600_000, ...options });
  const apply = (action: SubscriptionAction) => setup.forge.subscriptions.apply({ ...acme, action });
  const usage = async () => setup.forge.plans.usage({ token: await setup.tokenFor() });
  return { ...setup, apply, usage };
};

describe('the life of a subscription', () => {
  test('from a trial to its end is kept in its history', async () => {
    const { forge, apply, clock } = open();
    const standing = () => forge.subscriptions.get(acme);
    expect(await standing()).toMatchObject({ state: 'none', subscription: null, plan: { id: 'pilot' }, until: null });

    const begun = clock.now();
    await apply({ type: 'start', planId: 'pro', seats: 2, trial: true });
    expect(await standing()).toMatchObject({ state: 'trialing', plan: { id: 'pro' }, until: begun + 14 * day });
    clock.advance(day);
    await apply({ type: 'activate' });
    await apply({ type: 'payment_failed' });
    expect(await standing()).toMatchObject({ state: 'past_due', plan: { id: 'pro' }, until: begun + 8 * day });
    clock.advance(7 * day);
    expect(await standing()).toMatchObject({ state: 'past_due', plan: { id: 'pilot' } });
    await apply({ type: 'payment_succeeded' });
    await apply({ type: 'cancel', when: 'period_end' });
    expect(await standing()).toMatchObject({ state: 'active', plan: { id: 'pro' } });
    clock.advance(30 * day);
    expect(await standing()).toMatchObject({ state: 'canceled', plan: { id: 'pilot' }, until: null });

    const { items, next } = await forge.subscriptions.history({ ...acme, limit: 100 });
    expect(next).toBe(null);
    expect(items.map(({ status, version }) => [version, status])).toEqual([
      [5, 'active'],
      [4, 'active'],
      [3, 'past_due'],
      [2, 'active'],
      [1, 'trialing'],
    ]);
    const newest = await forge.subscriptions.history({ ...acme, limit: 2 });
    expect(newest.items).toEqual(items.slice(0, 2));
    expect((await forge.subscriptions.history({ ...acme, limit: 2, after: newest.next })).items).toEqual(
      items.slice(2, 4),
    );
  });

  test('of a user without an organization is that of the personal one', async () => {
    const { forge, tokenFor } = open();
    await forge.subscriptions.apply({ userId: 'ada', action: { type: 'start', planId: 'pro', seats: 1 } });
    const { accessToken: token } = await forge.sessions.issue({ userId: 'ada' });
    expect((await forge.plans.usage({ token })).plan.id).toBe('pro');
    expect((await forge.plans.usage({ token: await tokenFor() })).plan.id).toBe('pilot');
    expect((await forge.subscriptions.get({ userId: 'ada' })).state).toBe('active');
    expect((await forge.subscriptions.get({ orgId: 'personal:ada' })).state).toBe('active');
  });

  test.each([
    {},
    { orgId: '' },
    { orgId: 'acme', userId: 'ada' },
    { userId: 7 },
    null,
  ])('of %j is nobody’s', async (tenant) => {
    const { forge } = open();
    const error = await rejection(forge.subscriptions.get(tenant as never));
    expect(error.code).toBe('request_invalid');
  });
});

describe('a change of plan in the middle of a month', () => {
  test('up keeps what was used, and the new limits count at once', async () => {
    const { apply, usage, optimize } = open();
    await apply({ type: 'start', planId: 'pilot', seats: 1 });
    for (let call = 0; call < 10; call += 1) await optimize();
    expect((await rejection(optimize())).code).toBe('quota_exceeded');
    await apply({ type: 'change_plan', planId: 'pro', when: 'auto' });
    expect((await usage()).quota).toMatchObject([
      { name: 'user-calls-hour', used: 10, max: 50 },
      { name: 'user-calls-month', used: 10, max: 1_000 },
    ]);
    await optimize();
  });

  test('down waits for the end of the month, and is made once', async () => {
    const { apply, usage, optimize, clock, forge, storage } = open();
    const { anchor } = await apply({ type: 'start', planId: 'pro', seats: 1 });
    await optimize();
    clock.advance(5 * day);
    await apply({ type: 'change_plan', planId: 'pilot', when: 'auto' });
    await apply({ type: 'change_plan', planId: 'pilot', when: 'auto' });
    expect(await usage()).toMatchObject({ plan: { id: 'pro' }, quota: [{}, { used: 1, max: 1_000 }] });
    const end = Date.UTC(2026, 11, 23, 12);
    clock.advance(end - clock.now());
    expect(await usage()).toMatchObject({ plan: { id: 'pilot' }, quota: [{}, { used: 0, max: 50 }] });
    clock.advance(day);
    await apply({ type: 'change_plan', planId: 'pro', when: 'auto' });
    clock.advance(60 * day);
    expect(await forge.subscriptions.get(acme)).toMatchObject({ plan: { id: 'pro' }, until: null });
    expect((await storage.subscriptions.load(acme))?.value.anchor).toBe(anchor);
  });
});

describe('seats', () => {
  test('are needed by the members there are', async () => {
    const { apply, storage, usage, forge } = open();
    await storage.organizations.save(acme, { name: 'Acme' }, 0);
    for (const userId of ['ada', 'bob', 'eve']) await storage.organizations.setMember(acme, { userId, role: 'member' });
    const error = await rejection(apply({ type: 'start', planId: 'pro', seats: 2 }));
    expect(error).toMatchObject({ code: 'seats_exceeded', details: { by: 'members', bound: 3 } });
    await forge.plans.assign({ ...acme, planId: 'pro' });
    expect(await usage()).toMatchObject({ state: 'active', seats: { subscribed: 3, used: 3 } });
    await apply({ type: 'set_seats', seats: 5 });
    expect((await usage()).seats).toEqual({ subscribed: 5, used: 3 });
  });
});

describe('many changes at once', () => {
  test('from two processes all come about, one after the other', async () => {
    const { forge, storage, clock, apply } = open();
    const another = new PromptForge({ storage, engine: 'rules', session: { secret }, clock });
    await apply({ type: 'start', planId: 'pro', seats: 1 });
    const seats = Array.from({ length: 20 }, (_, index) => index + 2);
    await Promise.all(
      seats.map((count, index) =>
        (index % 2 === 0 ? forge : another).subscriptions.apply({
          ...acme,
          action: { type: 'set_seats', seats: count },
        }),
      ),
    );
    const stored = await storage.subscriptions.load(acme);
    const { items } = await forge.subscriptions.history({ ...acme, limit: 100 });
    expect(items.map((change) => change.seats).sort((a, b) => a - b)).toEqual([1, ...seats]);
    expect(stored?.version).toBe(21);
    expect(items[0]?.seats).toBe(stored?.value.seats);
  });
});

describe('a preview', () => {
  const price = (unitAmount: number, currency = 'eur') => ({ unitAmount, currency, interval: 'month' }) as const;
  const features = { gpt_editor: true, team: true };
  const plans = [
    planWith({}, { id: 'free', price: price(0), seats: 1 }),
    planWith({}, { id: 'team', price: price(1_000), features, trialDays: 14 }),
    planWith({}, { id: 'big', price: price(3_000), features, trialDays: 14 }),
    planWith({}, { id: 'dollar', price: price(4_000, 'usd'), features }),
    planWith({}, { id: 'asked', features }),
  ] as const;

  test('tells what a change would come to, and changes nothing', async () => {
    const { apply, forge, clock, storage } = open({ plans });
    await apply({ type: 'start', planId: 'team', seats: 2 });
    const end = Date.UTC(2026, 11, 23, 12);
    clock.advance((end - clock.now()) / 2);
    const stored = await storage.subscriptions.load(acme);
    expect(await forge.subscriptions.preview({ ...acme, planId: 'big' })).toEqual({
      from: plans[1],
      to: plans[2],
      when: 'now',
      at: clock.now(),
      proration: { creditAmount: 1_000, chargeAmount: 3_000, dueAmount: 2_000, currency: 'eur' },
    });
    await apply({ type: 'set_seats', seats: 1 });
    expect(await forge.subscriptions.preview({ ...acme, planId: 'free' })).toMatchObject({
      when: 'period_end',
      at: end,
      proration: { creditAmount: 0, chargeAmount: 0, dueAmount: 0 },
    });
    expect((await forge.subscriptions.preview({ ...acme, planId: 'team' })).proration).toMatchObject({
      creditAmount: 0,
      chargeAmount: 0,
    });
    expect((await storage.subscriptions.load(acme))?.version).toBe((stored?.version ?? 0) + 1);
    expect((await forge.subscriptions.preview({ ...acme, planId: 'asked' })).proration).toBe(null);
  });

  test('of a change in a trial comes to nothing: it goes on unpaid with the other plan', async () => {
    const { apply, forge } = open({ plans });
    await apply({ type: 'start', planId: 'team', seats: 2, trial: true });
    expect((await forge.subscriptions.preview({ ...acme, planId: 'big' })).proration).toMatchObject({
      creditAmount: 0,
      chargeAmount: 0,
    });
  });

  test('is refused as the change would be, and where prices cannot be compared', async () => {
    const { apply, forge } = open({ plans });
    const codeFor = async (planId: string) => (await rejection(forge.subscriptions.preview({ ...acme, planId }))).code;
    expect(await codeFor('team')).toBe('subscription_not_found');
    await apply({ type: 'start', planId: 'team', seats: 2 });
    expect(await codeFor('free')).toBe('seats_exceeded');
    expect(await codeFor('gold')).toBe('plan_unknown');
    expect(await codeFor('dollar')).toBe('request_invalid');
  });
});
