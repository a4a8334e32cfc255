import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { defaultPlans } from '../../../src/domain/plans/plan.js';
import type { Subscription, Versioned } from '../../../src/domain/plans/subscription.js';
import { type CatalogueEdition, catalogueInCode } from '../../../src/entitlement/catalogue.js';
import { PlanOfTenant } from '../../../src/entitlement/plan-of-tenant.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { rejection } from '../../fixtures/rejection.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';
import { subscriptionWith } from '../../fixtures/subscription-with.js';

const acme = { orgId: 'acme' };
const other = { orgId: 'other' };
const day = 86_400_000;

function open(cacheMs = 5_000) {
  const clock = manualClock();
  const { subscriptions } = memoryStorage({ clock });
  const load = vi.spyOn(subscriptions, 'load');
  const plan = new PlanOfTenant({ store: subscriptions, catalogue: catalogueInCode(defaultPlans), cacheMs, clock });
  return { clock, subscriptions, load, plan, planId: async (scope = acme) => (await plan.resolve(scope)).plan.id };
}

/** Holds the next answer of a load back until it is delivered. */
function heldBack(load: ReturnType<typeof open>['load'], answer: Versioned<Subscription> | null) {
  let deliver = () => {};
  load.mockImplementationOnce(() => new Promise((resolve) => (deliver = () => resolve(answer))));
  return { deliver: () => deliver() };
}

describe('the plan of a tenant', () => {
  test('without a subscription is the first of the catalogue', async () => {
    const { plan } = open();
    expect(await plan.resolve(acme)).toEqual({
      plan: defaultPlans[0],
      subscription: null,
      state: 'none',
    });
  });

  test('is the one the subscription names', async () => {
    const { plan, subscriptions, planId } = open();
    await subscriptions.save(acme, subscriptionWith({ planId: 'enterprise' }), 0);
    expect(await plan.resolve(acme)).toMatchObject({ plan: { id: 'enterprise' }, state: 'active' });
    expect(await planId(other)).toBe('pilot');
  });

  test('has what the customer was granted', async () => {
    const { plan, subscriptions } = open();
    const overrides = { limits: [], features: { custom_models: true }, retentionDays: 5 };
    await subscriptions.save(acme, subscriptionWith({ overrides }), 0);
    expect((await plan.resolve(acme)).plan).toMatchObject({ features: { custom_models: true }, retentionDays: 5 });
  });

  test('that is not in the catalogue is an error that names those that are', async () => {
    const { plan, subscriptions } = open();
    await subscriptions.save(acme, subscriptionWith({ planId: 'gold' }), 0);
    const error = await rejection(plan.resolve(acme));
    expect(error).toMatchObject({
      code: 'plan_unknown',
      details: { planId: 'gold', plans: ['pilot', 'pro', 'enterprise'] },
    });
    expect(error.message).toContain('pilot, pro, enterprise');
  });

  test('that is not in the catalogue does no harm once it is canceled', async () => {
    const { subscriptions, planId } = open();
    await subscriptions.save(acme, subscriptionWith({ planId: 'gold', status: 'canceled' }), 0);
    expect(await planId()).toBe('pilot');
  });
});

describe('what a subscription does by itself takes effect at its moment, however long plans are remembered', () => {
  const start = manualClock().now();
  test.each([
    ['a trial ends', { status: 'trialing', trialEnd: start + day }, 'pro', 'pilot'],
    ['a subscription ends', { cancelAt: start + day }, 'pro', 'pilot'],
    ['another plan takes over', { nextPlanId: 'enterprise', nextPlanAt: start + day }, 'pro', 'enterprise'],
    ['grace ends', { status: 'past_due', pastDueSince: start - 6 * day }, 'pro', 'pilot'],
  ] as const)('%s', async (_, changes, before, after) => {
    const { subscriptions, planId, clock, load } = open(3_600_000);
    await subscriptions.save(acme, subscriptionWith(changes), 0);
    expect(await planId()).toBe(before);
    clock.advance(day - 1);
    expect(await planId()).toBe(before);
    clock.advance(1);
    expect(await planId()).toBe(after);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('and not before it when the clock was set back', async () => {
    const { subscriptions, planId, clock } = open(3_600_000);
    await subscriptions.save(acme, subscriptionWith({ cancelAt: clock.now() }), 0);
    expect(await planId()).toBe('pilot');
    clock.advance(-1);
    expect(await planId()).toBe('pro');
  });
});

describe('a change through this process', () => {
  test('is seen at once, however long plans are remembered', async () => {
    const { plan, subscriptions, planId } = open(3_600_000);
    expect(await planId()).toBe('pilot');
    await subscriptions.save(acme, subscriptionWith(), 0);
    plan.forget(acme);
    expect(await planId()).toBe('pro');
  });

  test('is seen at once also when an older answer of the storage is still on its way', async () => {
    const { plan, subscriptions, load, planId } = open(3_600_000);
    const { deliver } = heldBack(load, null);
    const early = plan.resolve(acme);
    await subscriptions.save(acme, subscriptionWith(), 0);
    plan.forget(acme);
    expect(await planId(), 'whoever asks now does not wait for the older answer').toBe('pro');
    deliver();
    expect((await early).plan.id).toBe('pilot');
    expect(await planId(), 'nor does the older answer take the place of the newer one').toBe('pro');
  });

  test('of somebody else does not keep an answer from being remembered', async () => {
    const { plan, load, planId } = open(3_600_000);
    const { deliver } = heldBack(load, null);
    const early = plan.resolve(acme);
    plan.forget(other);
    deliver();
    await early;
    await planId();
    expect(load).toHaveBeenCalledTimes(1);
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
    await subscriptions.save(acme, subscriptionWith(), 0);
    pass(4_990);
    expect((await plan.resolve(acme)).plan.id).toBe('pilot');
    expect(load).toHaveBeenCalledTimes(1);
    pass(20);
    expect((await plan.resolve(acme)).plan.id).toBe('pro');
  });

  test('is seen at once when nothing is remembered', async () => {
    const { plan, subscriptions } = open(0);
    expect((await plan.resolve(acme)).plan.id).toBe('pilot');
    await subscriptions.save(acme, subscriptionWith(), 0);
    expect((await plan.resolve(acme)).plan.id).toBe('pro');
  });
});

describe('the storage is asked', () => {
  test('once for many calls in a row', async () => {
    const { planId, load } = open();
    for (let call = 0; call < 5; call += 1) await planId();
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('once for a hundred calls at once, and once for each tenant', async () => {
    const { plan, load } = open();
    await Promise.all(Array.from({ length: 100 }, (_, index) => plan.resolve(index % 2 === 0 ? acme : other)));
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('each time when nothing is remembered, so that nobody gets an answer that was read before they asked', async () => {
    const { plan, load } = open(0);
    await Promise.all([plan.resolve(acme), plan.resolve(acme)]);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('again after it failed, and everybody who waited is told', async () => {
    const { plan, load, planId } = open();
    load.mockRejectedValueOnce(storageDown());
    const failed = await Promise.all([rejection(plan.resolve(acme)), rejection(plan.resolve(acme))]);
    expect(failed.map(({ code }) => code)).toEqual(['storage_unavailable', 'storage_unavailable']);
    expect(await planId()).toBe('pilot');
    expect(load).toHaveBeenCalledTimes(2);
  });
});

test('a catalogue that changed is looked at anew', async () => {
  const { subscriptions, clock } = open();
  const [pilot, ...others] = defaultPlans;
  let edition: CatalogueEdition = { plans: defaultPlans };
  const catalogue = { current: () => edition, read: async () => edition };
  const plan = new PlanOfTenant({ store: subscriptions, catalogue, cacheMs: 60_000, clock });
  expect(await plan.resolve(acme)).toMatchObject({ plan: { title: pilot.title } });
  edition = { plans: [{ ...pilot, title: 'Pilot 2' }, ...others] };
  expect(await plan.resolve(acme)).toMatchObject({ plan: { title: 'Pilot 2' } });
});
