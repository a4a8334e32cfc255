import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { defaultPlans, type Plan } from '../../../src/domain/plan.js';
import { type Subscription, type SubscriptionStatus, subscriptionStatuses } from '../../../src/domain/subscription.js';
import { PlanOfTenant } from '../../../src/entitlement/plan-of-tenant.js';
import { systemClock } from '../../../src/ports/system-clock.js';
import { rejection } from '../../fixtures/rejection.js';

const acme = { orgId: 'acme' };
const plans = defaultPlans as readonly [Plan, ...Plan[]];
const now = Date.UTC(2026, 10, 23);
const subscription = (changes: Partial<Subscription> = {}): Subscription => ({
  planId: 'pro',
  status: 'active',
  seats: 1,
  anchor: now,
  trialEnd: null,
  cancelAt: null,
  nextPlanId: null,
  ...changes,
});
const open = (cacheMs = 5_000) => {
  const { subscriptions } = memoryStorage();
  const load = vi.spyOn(subscriptions, 'load');
  return {
    subscriptions,
    load,
    plan: new PlanOfTenant(subscriptions, plans, cacheMs, { ...systemClock, now: () => now }),
  };
};

describe('the plan of a tenant', () => {
  test('without a subscription is the first of the catalogue', async () => {
    const { plan } = open();
    expect(await plan.resolve(acme)).toEqual({ plan: plans[0], subscription: null });
  });

  test('is the one the subscription names', async () => {
    const { plan, subscriptions } = open();
    await subscriptions.save(acme, subscription({ planId: 'enterprise' }), 0);
    expect((await plan.resolve(acme)).plan.id).toBe('enterprise');
    expect((await plan.resolve({ orgId: 'other' })).plan.id).toBe('pilot');
  });

  const expected: Record<SubscriptionStatus, string> = {
    trialing: 'pro',
    active: 'pro',
    past_due: 'pro',
    paused: 'pilot',
    canceled: 'pilot',
  };
  test.each(subscriptionStatuses)('with a subscription that is %s', async (status) => {
    const { plan, subscriptions } = open();
    await subscriptions.save(acme, subscription({ status }), 0);
    expect((await plan.resolve(acme)).plan.id).toBe(expected[status]);
  });

  test.each([
    ['a trial that goes on', { status: 'trialing', trialEnd: now + 1 }, 'pro'],
    ['a trial that is over', { status: 'trialing', trialEnd: now }, 'pilot'],
    ['an end that is to come', { cancelAt: now + 1 }, 'pro'],
    ['an end that has come', { cancelAt: now }, 'pilot'],
  ] as const)('with %s', async (_, changes, planId) => {
    const { plan, subscriptions } = open();
    await subscriptions.save(acme, subscription(changes), 0);
    expect((await plan.resolve(acme)).plan.id).toBe(planId);
  });

  test('that is not in the catalogue is an error that names those that are', async () => {
    const { plan, subscriptions } = open();
    await subscriptions.save(acme, subscription({ planId: 'gold' }), 0);
    const error = await rejection(plan.resolve(acme));
    expect(error).toMatchObject({ code: 'plan_unknown', details: { plans: ['pilot', 'pro', 'enterprise'] } });
    expect(error.message).toContain('pilot, pro, enterprise');
    expect(error.message).toContain('plans option');
  });

  test('that is not in the catalogue does no harm once it is canceled', async () => {
    const { plan, subscriptions } = open();
    await subscriptions.save(acme, subscription({ planId: 'gold', status: 'canceled' }), 0);
    expect((await plan.resolve(acme)).plan.id).toBe('pilot');
  });
});

describe('assigning a plan', () => {
  test('starts a subscription, whose months are counted from then', async () => {
    const { plan } = open();
    expect(await plan.assign(acme, 'pro')).toEqual(subscription());
  });

  test('keeps the anchor and the seats of a subscription that is there, and revives it', async () => {
    const { plan, subscriptions } = open();
    const old = subscription({ anchor: now - 5_000, seats: 7, status: 'canceled', cancelAt: now, nextPlanId: 'pilot' });
    await subscriptions.save(acme, old, 0);
    expect(await plan.assign(acme, 'enterprise')).toEqual(
      subscription({ planId: 'enterprise', anchor: now - 5_000, seats: 7 }),
    );
  });

  test('to a plan nobody knows changes nothing', async () => {
    const { plan, subscriptions } = open();
    await plan.assign(acme, 'pro');
    expect((await rejection(plan.assign(acme, 'gold'))).code).toBe('plan_unknown');
    expect(await subscriptions.load(acme)).toEqual({ value: subscription(), version: 1 });
  });

  test('is seen at once, however long plans are remembered', async () => {
    const { plan } = open(3_600_000);
    expect((await plan.resolve(acme)).plan.id).toBe('pilot');
    await plan.assign(acme, 'enterprise');
    expect((await plan.resolve(acme)).plan.id).toBe('enterprise');
  });

  test('is seen at once also when an older answer of the storage is still on its way', async () => {
    const { plan, load } = open(3_600_000);
    let deliver = () => {};
    load.mockImplementationOnce(() => new Promise((resolve) => (deliver = () => resolve(null))));
    const early = plan.resolve(acme);
    await plan.assign(acme, 'enterprise');
    deliver();
    await early;
    expect((await plan.resolve(acme)).plan.id).toBe('enterprise');
  });

  test('twenty times at once succeeds each time, and one of them stands', async () => {
    const { plan, subscriptions } = open();
    const names = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'pro' : 'enterprise'));
    const assigned = await Promise.all(names.map((name) => plan.assign(acme, name)));
    expect(assigned.map(({ planId }) => planId)).toEqual(names);
    const stored = await subscriptions.load(acme);
    expect(stored?.version).toBe(20);
    expect((await plan.resolve(acme)).plan.id).toBe(stored?.value.planId);
  });

  test('gives up with a conflict when other processes always come first', async () => {
    const { plan, subscriptions } = open();
    const save = vi.spyOn(subscriptions, 'save').mockResolvedValue({ outcome: 'conflict' });
    expect((await rejection(plan.assign(acme, 'pro'))).code).toBe('storage_conflict');
    expect(save.mock.calls.length).toBeGreaterThan(1);
  });
});

describe('a change by another process', () => {
  let now = 1_000;
  const pass = (ms: number) => {
    now += ms;
    vi.advanceTimersByTime(ms);
  };
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  test('is seen once the time to remember is over, and not before', async () => {
    const { plan, subscriptions, load } = open(5_000);
    expect((await plan.resolve(acme)).plan.id).toBe('pilot');
    await subscriptions.save(acme, subscription(), 0);
    pass(4_990);
    expect((await plan.resolve(acme)).plan.id).toBe('pilot');
    expect(load).toHaveBeenCalledTimes(1);
    pass(20);
    expect((await plan.resolve(acme)).plan.id).toBe('pro');
  });

  test('is seen at once when nothing is remembered', async () => {
    const { plan, subscriptions } = open(0);
    expect((await plan.resolve(acme)).plan.id).toBe('pilot');
    await subscriptions.save(acme, subscription(), 0);
    expect((await plan.resolve(acme)).plan.id).toBe('pro');
  });
});

test('the storage is asked once for many calls in a row', async () => {
  const { plan, load } = open();
  for (let call = 0; call < 5; call += 1) await plan.resolve(acme);
  expect(load).toHaveBeenCalledTimes(1);
});
