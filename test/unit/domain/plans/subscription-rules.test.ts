import { describe, expect, test } from 'vitest';
import { changeSubscription } from '../../../../src/domain/plans/change-subscription.js';
import type { Subscription, SubscriptionStatus } from '../../../../src/domain/plans/subscription.js';
import {
  type StateRules,
  type SubscriptionAction,
  type SubscriptionActionType,
  subscriptionActionTypes,
  subscriptionRules,
} from '../../../../src/domain/plans/subscription-action.js';
import { type SubscriptionState, subscriptionAt } from '../../../../src/domain/plans/subscription-at.js';
import { catalogueOfThree } from '../../../fixtures/catalogue-of-three.js';
import { subscriptionWith } from '../../../fixtures/subscription-with.js';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 24);

const inState: Record<SubscriptionState, Subscription | null> = {
  none: null,
  trialing: subscriptionWith({ planId: 'team', status: 'trialing', trialEnd: now + day, anchor: now }),
  active: subscriptionWith({ planId: 'team', anchor: now }),
  past_due: subscriptionWith({ planId: 'team', status: 'past_due', pastDueSince: now - day, anchor: now }),
  paused: subscriptionWith({ planId: 'team', status: 'paused', anchor: now }),
  canceled: subscriptionWith({ planId: 'team', status: 'canceled', cancelAt: now - day, anchor: now }),
};
const states = Object.keys(inState) as readonly SubscriptionState[];

/** Every way to ask for each action; all are fine as far as plans and seats go. */
const asked: Record<SubscriptionActionType, readonly SubscriptionAction[]> = {
  start: [
    { type: 'start', planId: 'team', seats: 2 },
    { type: 'start', planId: 'team', seats: 2, trial: true },
  ],
  activate: [{ type: 'activate' }],
  payment_failed: [{ type: 'payment_failed' }],
  payment_succeeded: [{ type: 'payment_succeeded' }],
  pause: [{ type: 'pause' }],
  resume: [{ type: 'resume' }],
  cancel: [
    { type: 'cancel', when: 'now' },
    { type: 'cancel', when: 'period_end' },
  ],
  keep: [{ type: 'keep' }],
  change_plan: (['now', 'period_end', 'auto'] as const).map((when) => ({ type: 'change_plan', planId: 'big', when })),
  set_seats: [{ type: 'set_seats', seats: 3 }],
  set_overrides: [{ type: 'set_overrides', overrides: { limits: [], features: { api_keys: true } } }],
};

/** Where each action leads from each state, as the product promises it; null is a refusal. */
const promised: Record<SubscriptionState, Record<SubscriptionActionType, readonly SubscriptionStatus[] | null>> = {
  none: {
    start: ['active', 'trialing'],
    activate: null,
    payment_failed: null,
    payment_succeeded: null,
    pause: null,
    resume: null,
    cancel: null,
    keep: null,
    change_plan: null,
    set_seats: null,
    set_overrides: null,
  },
  trialing: {
    start: null,
    activate: ['active'],
    payment_failed: null,
    payment_succeeded: ['active'],
    pause: null,
    resume: null,
    cancel: ['canceled', 'trialing'],
    keep: ['trialing'],
    change_plan: ['trialing'],
    set_seats: ['trialing'],
    set_overrides: ['trialing'],
  },
  active: {
    start: null,
    activate: null,
    payment_failed: ['past_due'],
    payment_succeeded: ['active'],
    pause: ['paused'],
    resume: null,
    cancel: ['active', 'canceled'],
    keep: ['active'],
    change_plan: ['active'],
    set_seats: ['active'],
    set_overrides: ['active'],
  },
  past_due: {
    start: null,
    activate: null,
    payment_failed: ['past_due'],
    payment_succeeded: ['active'],
    pause: null,
    resume: null,
    cancel: ['canceled', 'past_due'],
    keep: ['past_due'],
    change_plan: null,
    set_seats: null,
    set_overrides: ['past_due'],
  },
  paused: {
    start: null,
    activate: null,
    payment_failed: null,
    payment_succeeded: null,
    pause: null,
    resume: ['active'],
    cancel: ['canceled', 'paused'],
    keep: ['paused'],
    change_plan: null,
    set_seats: null,
    set_overrides: ['paused'],
  },
  canceled: {
    start: ['active', 'trialing'],
    activate: null,
    payment_failed: null,
    payment_succeeded: null,
    pause: null,
    resume: null,
    cancel: null,
    keep: null,
    change_plan: null,
    set_seats: null,
    set_overrides: ['canceled'],
  },
};

const pairs = states.flatMap((state) => subscriptionActionTypes.map((action) => [state, action] as const));

describe.each(pairs)('a subscription that is %s', (state, action) => {
  const context = { now, catalogue: catalogueOfThree, members: 0 };

  test(`takes ${action}, or refuses it, as promised`, () => {
    const decisions = asked[action].map((request) => changeSubscription(inState[state], request, context));
    const reached = decisions.map((decision) =>
      decision.outcome === 'changed' ? decision.subscription.status : decision.code,
    );
    const refusal = state === 'none' ? 'subscription_not_found' : 'subscription_state_invalid';
    expect(new Set(reached)).toEqual(new Set(promised[state][action] ?? [refusal]));
  });

  test(`and the table says the same of ${action}`, () => {
    const { allows }: StateRules = subscriptionRules[state];
    const told = allows[action] === 'same' ? [state] : (allows[action] ?? null);
    expect(told === null ? null : [...told].sort()).toEqual(promised[state][action]);
  });
});

test.each(states)('what %s entitles to is what the table says', (state) => {
  const { entitlesTo } = subscriptionRules[state];
  const idAt = (at: number) => subscriptionAt(inState[state], catalogueOfThree, at).plan?.id;
  const expected = entitlesTo === 'the first plan' ? 'free' : 'team';
  expect(idAt(now)).toBe(expected);
  if (entitlesTo === 'its plan, while grace lasts') {
    expect([idAt(now + 6 * day - 1), idAt(now + 6 * day)]).toEqual(['team', 'free']);
  }
});

test('every pair of state and action was tried', () => {
  expect(pairs).toHaveLength(6 * 11);
});
