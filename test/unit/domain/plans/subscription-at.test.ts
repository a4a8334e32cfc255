import { describe, expect, test } from 'vitest';
import type { Subscription } from '../../../../src/domain/plans/subscription.js';
import { carriedForward, subscriptionAt } from '../../../../src/domain/plans/subscription-at.js';
import { catalogueOfThree } from '../../../fixtures/catalogue-of-three.js';
import { subscriptionWith } from '../../../fixtures/subscription-with.js';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 24);
const at = (changes: Partial<Subscription>, moment = now) =>
  subscriptionAt(subscriptionWith({ planId: 'team', ...changes }), catalogueOfThree, moment);

describe('at a moment', () => {
  test('a tenant without a subscription is on the first plan', () => {
    expect(subscriptionAt(null, catalogueOfThree, now)).toEqual({
      state: 'none',
      subscription: null,
      planId: 'free',
      plan: catalogueOfThree[0],
      until: null,
    });
  });

  test.each([
    ['a trial that goes on', { status: 'trialing', trialEnd: now + 1 }, 'trialing', 'team', now + 1],
    ['a trial that is over', { status: 'trialing', trialEnd: now }, 'canceled', 'free', null],
    [
      'a trial that is over, of which its provider has not said yet what came of it',
      { status: 'trialing', trialEnd: now, source: { provider: 'stripe', id: 'sub_1' } },
      'trialing',
      'team',
      now + 3 * day,
    ],
    [
      'a trial that was over three days ago, whatever its provider may say',
      { status: 'trialing', trialEnd: now - 3 * day, source: { provider: 'stripe', id: 'sub_1' } },
      'canceled',
      'free',
      null,
    ],
    ['a trial without an end', { status: 'trialing' }, 'trialing', 'team', null],
    ['a subscription that was tried once', { trialEnd: now - 1 }, 'active', 'team', null],
    ['an end that is to come', { cancelAt: now + 1 }, 'active', 'team', now + 1],
    ['an end that has come', { cancelAt: now }, 'canceled', 'free', null],
    ['an end while paused', { status: 'paused', cancelAt: now }, 'canceled', 'free', null],
    ['a next plan that is to come', { nextPlanId: 'big', nextPlanAt: now + 1 }, 'active', 'team', now + 1],
    ['a next plan that has come', { nextPlanId: 'big', nextPlanAt: now }, 'active', 'big', null],
    ['grace that lasts', { status: 'past_due', pastDueSince: now - 7 * day + 1 }, 'past_due', 'team', now + 1],
    ['grace that is over', { status: 'past_due', pastDueSince: now - 7 * day }, 'past_due', 'free', null],
    ['failed payment at a time unknown', { status: 'past_due' }, 'past_due', 'team', null],
    ['a pause', { status: 'paused' }, 'paused', 'free', null],
  ] as const)('%s', (_, changes, state, planId, until) => {
    const standing = at(changes);
    expect([standing.state, standing.plan?.id, standing.until]).toEqual([state, planId, until]);
  });

  test('the grace is that of the plan in force then', () => {
    const late = { status: 'past_due', pastDueSince: now - 10 * day, nextPlanId: 'big', nextPlanAt: now } as const;
    expect(at(late, now - 1).plan?.id).toBe('free');
    expect(at(late, now).plan?.id).toBe('big');
    expect(at(late).until).toBe(now + 20 * day);
  });

  test('of two things that are due, the soonest is told', () => {
    expect(at({ cancelAt: now + 9, nextPlanId: 'big', nextPlanAt: now + 5 }).until).toBe(now + 5);
    expect(at({ status: 'past_due', pastDueSince: now, cancelAt: now + 8 * day }).until).toBe(now + 7 * day);
  });

  test('a plan that takes over at the moment of the end does not', () => {
    const { subscription } = at({ cancelAt: now, nextPlanId: 'big', nextPlanAt: now });
    expect(subscription).toMatchObject({ planId: 'team', status: 'canceled', nextPlanId: null, nextPlanAt: null });
  });

  test('a plan that took over before the end is the one that ended', () => {
    const { subscription } = at({ cancelAt: now, nextPlanId: 'big', nextPlanAt: now - 1 });
    expect(subscription).toMatchObject({ planId: 'big', status: 'canceled' });
  });

  test('a plan the catalogue lacks is no plan, unless another one is in force', () => {
    expect(at({ planId: 'gold' }).plan).toBe(null);
    expect(at({ planId: 'gold' }).planId).toBe('gold');
    expect(at({ planId: 'gold', status: 'canceled' }).plan?.id).toBe('free');
  });

  test('overrides hold on whatever plan', () => {
    const overrides = { limits: [], features: { api_keys: true } };
    expect(at({ overrides }).plan?.features.api_keys).toBe(true);
    expect(at({ overrides, status: 'canceled' }).plan).toMatchObject({ id: 'free', features: { api_keys: true } });
  });
});

test('what is not due stays the very same object', () => {
  const subscription = subscriptionWith({ cancelAt: now + 1, nextPlanId: 'big', nextPlanAt: now + 1 });
  expect(carriedForward(subscription, now)).toBe(subscription);
});

test('a trial that ended says when', () => {
  expect(at({ status: 'trialing', trialEnd: now - day }).subscription).toMatchObject({
    status: 'canceled',
    cancelAt: now - day,
    trialEnd: now - day,
  });
});
