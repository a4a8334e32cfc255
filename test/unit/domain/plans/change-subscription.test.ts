import { describe, expect, test } from 'vitest';
import { changeSubscription } from '../../../../src/domain/plans/change-subscription.js';
import type { Subscription } from '../../../../src/domain/plans/subscription.js';
import type { SubscriptionAction } from '../../../../src/domain/plans/subscription-action.js';
import { catalogueOfThree } from '../../../fixtures/catalogue-of-three.js';
import { subscriptionWith } from '../../../fixtures/subscription-with.js';

const day = 86_400_000;
/** Months counted from here end on 30 November, 31 December, 31 January. */
const anchor = Date.UTC(2026, 7, 31, 9);
const now = Date.UTC(2026, 10, 24);
const monthEnd = Date.UTC(2026, 10, 30, 9);

const current = (changes: Partial<Subscription> = {}) => subscriptionWith({ planId: 'team', anchor, ...changes });
const decide = (stored: Subscription | null, action: SubscriptionAction, members = 0) =>
  changeSubscription(stored, action, { now, catalogue: catalogueOfThree, members });
const changed = (stored: Subscription | null, action: SubscriptionAction, members = 0): Subscription => {
  const decision = decide(stored, action, members);
  if (decision.outcome === 'refused') throw new Error(`refused: ${decision.code}`);
  return decision.subscription;
};
const stateInvalid = (reason: object) => ({ outcome: 'refused', code: 'subscription_state_invalid', reason });

describe('starting', () => {
  test('sets the anchor, and nothing that is to come', () => {
    expect(changed(null, { type: 'start', planId: 'team', seats: 2 })).toEqual(
      current({ anchor: now, seats: 2, status: 'active' }),
    );
  });

  test('with a trial ends it after the days of the plan', () => {
    expect(changed(null, { type: 'start', planId: 'team', seats: 1, trial: true })).toMatchObject({
      status: 'trialing',
      trialEnd: now + 14 * day,
    });
  });

  test('with a trial takes a plan that has one', () => {
    const action = { type: 'start', planId: 'free', seats: 1, trial: true } as const;
    expect(decide(null, action)).toEqual(stateInvalid({ problem: 'no_trial', planId: 'free' }));
  });

  test('again keeps the anchor and what was granted, and offers no second trial', () => {
    const overrides = { limits: [], features: { api_keys: true } };
    const source = { provider: 'stripe', id: 'sub_1' };
    const old = current({ status: 'canceled', cancelAt: now - day, trialEnd: now - 9 * day, overrides, source });
    expect(changed(old, { type: 'start', planId: 'big', seats: 3 })).toEqual(
      current({ planId: 'big', seats: 3, trialEnd: now - 9 * day, overrides }),
    );
    expect(decide(old, { type: 'start', planId: 'team', seats: 1, trial: true })).toEqual(
      stateInvalid({ problem: 'trial_used' }),
    );
  });

  test('after a trial that ended while nobody looked is starting again', () => {
    const lapsed = current({ status: 'trialing', trialEnd: now - 1 });
    expect(changed(lapsed, { type: 'start', planId: 'team', seats: 1 })).toMatchObject({ status: 'active', anchor });
    expect(decide(lapsed, { type: 'activate' })).toEqual(
      stateInvalid({ problem: 'action', state: 'canceled', action: 'activate' }),
    );
  });
});

describe('payment', () => {
  test('that fails again leaves the time at which it began to', () => {
    const failed = changed(current(), { type: 'payment_failed' });
    expect(failed.pastDueSince).toBe(now);
    const later = changeSubscription(
      failed,
      { type: 'payment_failed' },
      { now: now + day, catalogue: catalogueOfThree, members: 0 },
    );
    expect(later).toEqual({ outcome: 'changed', subscription: failed });
  });

  test('that succeeds forgets it', () => {
    const failed = current({ status: 'past_due', pastDueSince: now - 100 * day });
    expect(changed(failed, { type: 'payment_succeeded' })).toEqual(current());
  });
});

describe('canceling', () => {
  test('at once ends it now, with all that was to come', () => {
    const planned = current({ nextPlanId: 'free', nextPlanAt: monthEnd });
    expect(changed(planned, { type: 'cancel', when: 'now' })).toEqual(current({ status: 'canceled', cancelAt: now }));
  });

  test('at the end of the period leaves it until the month of the anchor is over', () => {
    const planned = current({ nextPlanId: 'free', nextPlanAt: monthEnd });
    expect(changed(planned, { type: 'cancel', when: 'period_end' })).toEqual(current({ cancelAt: monthEnd }));
  });

  test('is withdrawn by keeping it', () => {
    expect(changed(current({ cancelAt: monthEnd }), { type: 'keep' })).toEqual(current());
    expect(changed(current({ nextPlanId: 'free', nextPlanAt: monthEnd }), { type: 'keep' })).toEqual(current());
  });
});

describe('a change of plan', () => {
  test('up is made at once, and down at the end of the period', () => {
    expect(changed(current(), { type: 'change_plan', planId: 'big', when: 'auto' })).toEqual(
      current({ planId: 'big' }),
    );
    expect(changed(current(), { type: 'change_plan', planId: 'free', when: 'auto' })).toEqual(
      current({ nextPlanId: 'free', nextPlanAt: monthEnd }),
    );
  });

  test('may be asked for the other way round', () => {
    expect(changed(current(), { type: 'change_plan', planId: 'free', when: 'now' }).planId).toBe('free');
    expect(changed(current(), { type: 'change_plan', planId: 'big', when: 'period_end' })).toMatchObject({
      planId: 'team',
      nextPlanId: 'big',
    });
  });

  test('to the present plan withdraws the one that was planned', () => {
    const planned = current({ nextPlanId: 'free', nextPlanAt: monthEnd });
    expect(changed(planned, { type: 'change_plan', planId: 'team', when: 'auto' })).toEqual(current());
  });

  test('at once withdraws the one that was planned, too', () => {
    const planned = current({ nextPlanId: 'free', nextPlanAt: monthEnd });
    expect(changed(planned, { type: 'change_plan', planId: 'big', when: 'auto' })).toEqual(current({ planId: 'big' }));
  });

  test('that is planned twice is planned once', () => {
    const down = { type: 'change_plan', planId: 'free', when: 'auto' } as const;
    const once = changed(current(), down);
    expect(changed(once, down)).toEqual(once);
  });

  test('at the end of a subscription that ends is refused, and at once is not', () => {
    const ending = current({ cancelAt: monthEnd });
    expect(decide(ending, { type: 'change_plan', planId: 'free', when: 'auto' })).toEqual(
      stateInvalid({ problem: 'ends_anyway' }),
    );
    expect(changed(ending, { type: 'change_plan', planId: 'big', when: 'auto' })).toEqual(
      current({ planId: 'big', cancelAt: monthEnd }),
    );
  });

  test('during a trial takes a plan that offers one', () => {
    const trial = current({ status: 'trialing', trialEnd: now + day });
    expect(changed(trial, { type: 'change_plan', planId: 'big', when: 'now' })).toMatchObject({ trialEnd: now + day });
    expect(decide(trial, { type: 'change_plan', planId: 'free', when: 'auto' })).toEqual(
      stateInvalid({ problem: 'no_trial', planId: 'free' }),
    );
  });

  test('to a plan nobody knows is refused', () => {
    for (const when of ['now', 'period_end', 'auto'] as const) {
      expect(decide(current(), { type: 'change_plan', planId: 'gold', when })).toEqual({
        outcome: 'refused',
        code: 'plan_unknown',
        planId: 'gold',
      });
    }
    expect(decide(null, { type: 'start', planId: 'gold', seats: 1 })).toMatchObject({ code: 'plan_unknown' });
  });

  test('away from a plan that left the catalogue is a way up', () => {
    expect(changed(current({ planId: 'gold' }), { type: 'change_plan', planId: 'free', when: 'auto' }).planId).toBe(
      'free',
    );
  });
});

describe('seats', () => {
  const exceeded = (by: string, planId: string, seats: number, bound: number) => ({
    outcome: 'refused',
    code: 'seats_exceeded',
    by,
    planId,
    seats,
    bound,
  });

  test('are as many as the plan has, and not one more', () => {
    expect(changed(current(), { type: 'set_seats', seats: 5 }).seats).toBe(5);
    expect(decide(current(), { type: 'set_seats', seats: 6 })).toEqual(exceeded('plan', 'team', 6, 5));
    expect(decide(null, { type: 'start', planId: 'team', seats: 6 })).toEqual(exceeded('plan', 'team', 6, 5));
    expect(changed(current({ planId: 'big' }), { type: 'set_seats', seats: 600 }).seats).toBe(600);
  });

  test('beyond one take the feature for it', () => {
    const noTeam = { limits: [], features: { team: false } };
    expect(decide(current({ overrides: noTeam }), { type: 'set_seats', seats: 2 })).toEqual({
      outcome: 'refused',
      code: 'plan_feature_missing',
      planId: 'team',
      feature: 'team',
    });
    expect(changed(current({ overrides: noTeam }), { type: 'set_seats', seats: 1 }).seats).toBe(1);
  });

  test('are no fewer than there are members', () => {
    expect(decide(current({ seats: 5 }), { type: 'set_seats', seats: 3 }, 4)).toEqual(
      exceeded('members', 'team', 3, 4),
    );
    expect(changed(current({ seats: 5 }), { type: 'set_seats', seats: 4 }, 4).seats).toBe(4);
  });

  test('that a smaller plan does not have keep from going over to it, now and later', () => {
    for (const when of ['now', 'auto'] as const) {
      expect(decide(current({ seats: 2 }), { type: 'change_plan', planId: 'free', when })).toEqual(
        exceeded('plan', 'free', 2, 1),
      );
    }
  });

  test('fit the plan that is to take over, too', () => {
    const planned = current({ nextPlanId: 'free', nextPlanAt: monthEnd });
    expect(decide(planned, { type: 'set_seats', seats: 2 })).toEqual(exceeded('plan', 'free', 2, 1));
  });

  test('may be granted beyond the plan, and not be taken away while they are taken', () => {
    const ten = { limits: [], features: {}, seats: 10 };
    const granted = changed(current(), { type: 'set_overrides', overrides: ten });
    const grown = changed(granted, { type: 'set_seats', seats: 10 });
    expect(grown.seats).toBe(10);
    expect(decide(grown, { type: 'set_overrides', overrides: null })).toEqual(exceeded('plan', 'team', 10, 5));
  });
});
