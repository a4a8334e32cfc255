import { describe, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import type { Subscription } from '../../../src/domain/plans/subscription.js';
import type { SubscriptionAction } from '../../../src/domain/plans/subscription-action.js';
import { catalogueInCode } from '../../../src/entitlement/catalogue.js';
import { SubscriptionChanges } from '../../../src/entitlement/subscription-changes.js';
import { subscriptionChecks } from '../../../src/entitlement/subscription-schema.js';
import { catalogueOfThree } from '../../fixtures/catalogue-of-three.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { rejection } from '../../fixtures/rejection.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';
import { subscriptionWith } from '../../fixtures/subscription-with.js';

const acme = { orgId: 'acme' };
const start: SubscriptionAction = { type: 'start', planId: 'team', seats: 1 };

function open({ members = 0 } = {}) {
  const clock = manualClock();
  const { subscriptions } = memoryStorage({ clock });
  const forget = vi.fn();
  const changes = new SubscriptionChanges({
    store: subscriptions,
    catalogue: catalogueInCode(catalogueOfThree),
    plans: { forget },
    checks: subscriptionChecks(['white_label']),
    clock,
    membersOf: async () => members,
  });
  const refused = (action: unknown) => rejection(changes.apply(acme, action as SubscriptionAction));
  return { clock, subscriptions, forget, changes, refused, now: clock.now() };
}

describe('an action', () => {
  test('is saved, and told to whoever remembers plans', async () => {
    const { changes, subscriptions, forget, now } = open();
    const started = await changes.apply(acme, start);
    expect(started).toEqual(subscriptionWith({ planId: 'team', anchor: now }));
    expect(await subscriptions.load(acme)).toEqual({ value: started, version: 1 });
    expect(forget).toHaveBeenCalledWith(acme);
  });

  test('that changes nothing is not saved', async () => {
    const { changes, subscriptions } = open();
    await changes.apply(acme, start);
    await changes.apply(acme, { type: 'payment_succeeded' });
    expect((await subscriptions.load(acme))?.version).toBe(1);
  });

  test.each([
    ['subscription_not_found', [], { type: 'pause' }, "Begin one with { type: 'start'"],
    ['plan_unknown', [], { type: 'start', planId: 'gold', seats: 1 }, 'free, team, big'],
    ['subscription_state_invalid', [start], start, 'it allows payment_failed'],
    ['subscription_state_invalid', [], { type: 'start', planId: 'free', seats: 1, trial: true }, 'offers no trial'],
    [
      'subscription_state_invalid',
      [
        { type: 'start', planId: 'team', seats: 1, trial: true },
        { type: 'cancel', when: 'now' },
      ],
      { type: 'start', planId: 'team', seats: 1, trial: true },
      'had a trial already',
    ],
    [
      'subscription_state_invalid',
      [start, { type: 'cancel', when: 'period_end' }],
      { type: 'change_plan', planId: 'free', when: 'auto' },
      'with keep',
    ],
    ['seats_exceeded', [start], { type: 'set_seats', seats: 6 }, 'at most 5 seats'],
    [
      'seats_exceeded',
      [start, { type: 'set_overrides', overrides: { limits: [], features: {}, seats: 3 } }],
      { type: 'set_seats', seats: 4 },
      'The overrides of the tenant grant at most 3 seats',
    ],
    [
      'plan_feature_missing',
      [start, { type: 'set_overrides', overrides: { limits: [], features: { team: false } } }],
      { type: 'set_seats', seats: 2 },
      'Take one seat',
    ],
  ] as const)('is refused as %s, and nothing is changed', async (code, before, action, advice) => {
    const { changes, subscriptions, refused } = open();
    for (const step of before) await changes.apply(acme, step);
    const stored = await subscriptions.load(acme);
    const error = await refused(action);
    expect(error.code).toBe(code);
    expect(error.message).toContain(advice);
    expect(await subscriptions.load(acme)).toEqual(stored);
  });

  test('counts the members', async () => {
    const { refused, changes } = open({ members: 3 });
    const error = await refused({ type: 'start', planId: 'team', seats: 2 });
    expect(error).toMatchObject({ code: 'seats_exceeded', details: { by: 'members', bound: 3 } });
    expect(error.message).toContain('Take at least 3 seats');
    expect((await changes.apply(acme, { ...start, seats: 3 })).seats).toBe(3);
  });

  test.each([
    ['type', { type: 'destroy' }],
    ['seats', { type: 'set_seats', seats: Number.NaN }],
    ['seats', { type: 'set_seats', seats: 1.5 }],
    ['seats', { type: 'set_seats', seats: 0 }],
    ['when', { type: 'cancel' }],
    ['holds a field that does not exist', { type: 'pause', canary: 1 }],
    ['overrides.limits.0.max', overriding({ limits: [{ ...hour(), max: -1 }], features: {} })],
    ['overrides.limits', overriding({ limits: [hour(), hour()], features: {} })],
    ['overrides.features.canary', overriding({ limits: [], features: { canary: true } })],
    ['Invalid input', null],
  ])('of the wrong shape is refused by what is wrong: %s', async (name, action) => {
    const { refused } = open();
    const error = await refused(action);
    expect(error.code).toBe('request_invalid');
    expect(error.message).toContain(name);
  });

  test('may grant a feature of the host', async () => {
    const { changes } = open();
    await changes.apply(acme, start);
    const granted = { limits: [], features: { white_label: true } } as Subscription['overrides'];
    expect((await changes.apply(acme, { type: 'set_overrides', overrides: granted })).overrides).toEqual(granted);
  });

  test('comes after what the subscription did by itself, which has its own entry', async () => {
    const { changes, subscriptions, clock } = open();
    await changes.apply(acme, { ...start, trial: true });
    clock.advance(15 * 86_400_000);
    await changes.apply(acme, start);
    expect(await subscriptions.load(acme)).toMatchObject({ version: 3, value: { status: 'active' } });
  });
});

function hour() {
  return { subject: 'user', meter: 'calls', period: 'hour', max: 1 };
}
function overriding(overrides: unknown) {
  return { type: 'set_overrides', overrides };
}

describe('assigning a plan', () => {
  test('starts a subscription with a seat for each member, whose months are counted from then', async () => {
    const alone = open();
    expect(await alone.changes.assign(acme, 'team')).toEqual(subscriptionWith({ planId: 'team', anchor: alone.now }));
    const { changes } = open({ members: 4 });
    expect((await changes.assign(acme, 'team')).seats).toBe(4);
  });

  test.each([
    ['trialing', { status: 'trialing', trialEnd: 9e15 }],
    ['active', { nextPlanId: 'free', nextPlanAt: 9e15 }],
    ['past_due', { status: 'past_due', pastDueSince: 1 }],
    ['paused', { status: 'paused', cancelAt: 9e15 }],
    ['canceled', { status: 'canceled', cancelAt: 5 }],
  ] as const)('makes of one that is %s a paid one with nothing planned, and keeps anchor and seats', async (_, changes) => {
    const { changes: subject, subscriptions } = open();
    const stored = subscriptionWith({ planId: 'team', anchor: 3, seats: 4, ...changes });
    await subscriptions.save(acme, stored, 0);
    expect(await subject.assign(acme, 'big')).toEqual(
      subscriptionWith({ planId: 'big', anchor: 3, seats: 4, trialEnd: stored.trialEnd }),
    );
  });

  test('to a plan nobody knows changes nothing', async () => {
    const { changes, subscriptions } = open();
    await changes.assign(acme, 'team');
    const stored = await subscriptions.load(acme);
    expect((await rejection(changes.assign(acme, 'gold'))).code).toBe('plan_unknown');
    expect(await subscriptions.load(acme)).toEqual(stored);
  });

  test('twenty times at once succeeds each time, and one of them stands', async () => {
    const { changes, subscriptions } = open();
    const names = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'team' : 'big'));
    const assigned = await Promise.all(names.map((name) => changes.assign(acme, name)));
    expect(assigned.map(({ planId }) => planId)).toEqual(names);
    expect(names).toContain((await subscriptions.load(acme))?.value.planId);
  });
});

describe('an update', () => {
  test('gets what is stored, and again when somebody saved in between', async () => {
    const { changes, subscriptions } = open();
    await subscriptions.save(acme, subscriptionWith({ planId: 'team' }), 0);
    const seen: (string | undefined)[] = [];
    const updated = await changes.update(acme, async (stored) => {
      seen.push(stored?.planId);
      if (seen.length === 1) await subscriptions.save(acme, subscriptionWith({ planId: 'big', seats: 9 }), 1);
      return { ...subscriptionWith(stored ?? {}), status: 'past_due', pastDueSince: 7 };
    });
    expect(seen).toEqual(['team', 'big']);
    expect(updated).toMatchObject({ planId: 'big', seats: 9, status: 'past_due' });
    expect(await subscriptions.load(acme)).toEqual({ value: updated, version: 3 });
  });

  test('that decides nothing, or what is there, saves nothing', async () => {
    const { changes, subscriptions } = open();
    expect(await changes.update(acme, async () => null)).toBe(null);
    const stored = subscriptionWith();
    await subscriptions.save(acme, stored, 0);
    expect(await changes.update(acme, async () => null)).toEqual(stored);
    expect(await changes.update(acme, async () => structuredClone(stored))).toEqual(stored);
    expect((await subscriptions.load(acme))?.version).toBe(1);
  });

  test('cannot move the anchor, and what it was given is its own', async () => {
    const { changes, subscriptions } = open();
    await subscriptions.save(acme, subscriptionWith({ anchor: 7 }), 0);
    await changes.update(acme, async (stored) => Object.assign(stored ?? {}, { anchor: 8, seats: 2 }) as Subscription);
    expect((await subscriptions.load(acme))?.value).toEqual(subscriptionWith({ anchor: 7, seats: 2 }));
  });

  test.each([
    ['seats', { seats: Number.NaN }],
    ['status', { status: 'unpaid' }],
    ['nextPlanId', { nextPlanId: 'big' }],
    ['trialEnd', { trialEnd: 1.5 }],
  ])('to what is no subscription is refused: %s', async (name, wrong) => {
    const { changes, subscriptions } = open();
    const error = await rejection(
      changes.update(acme, async () => ({ ...subscriptionWith(), ...wrong }) as Subscription),
    );
    expect(error.code).toBe('request_invalid');
    expect(error.message).toContain(name);
    expect(await subscriptions.load(acme)).toBe(null);
  });

  test('gives up with a conflict when other processes always come first', async () => {
    const { changes, subscriptions } = open();
    const save = vi.spyOn(subscriptions, 'save').mockResolvedValue({ outcome: 'conflict' });
    expect((await rejection(changes.apply(acme, start))).code).toBe('storage_conflict');
    expect(save.mock.calls.length).toBeGreaterThan(1);
  });

  test('is told to whoever remembers plans also when the storage failed, since it may have been saved', async () => {
    const { changes, subscriptions, forget } = open();
    vi.spyOn(subscriptions, 'save').mockRejectedValueOnce(storageDown());
    expect((await rejection(changes.apply(acme, start))).code).toBe('storage_unavailable');
    expect(forget).toHaveBeenCalledWith(acme);
  });
});
