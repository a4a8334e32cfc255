import type { Stripe } from 'stripe';
import { describe, expect, test } from 'vitest';
import { PlanPrices } from '../../../adapters/stripe/subscriptions/plan-prices.js';
import { toSubscription } from '../../../adapters/stripe/subscriptions/to-subscription.js';
import type { Subscription } from '../../../src/storage.js';
import { subscriptionWith } from '../../fixtures/subscription-with.js';
import { StripeAccount } from '../../scripted-stripe/index.js';

const prices = new PlanPrices([
  { priceId: 'price_pro', planId: 'pro' },
  { priceId: 'price_pro_year', planId: 'pro' },
  { priceId: 'price_enterprise', planId: 'enterprise' },
]);

/** What a subscription of the given kind maps to. */
function mapped(
  change: (subscription: Stripe.Subscription, account: StripeAccount) => void,
  {
    stored = null,
    unpaidSince = null,
    lastTrialEnd = null,
  }: { stored?: Subscription | null; unpaidSince?: number | null; lastTrialEnd?: number | null } = {},
) {
  const account = new StripeAccount();
  const subscription = account.subscribe('cus_1', { price_pro: 3 });
  change(subscription, account);
  return toSubscription({ subscription, unpaidSince, firstStart: 1_700_000_000, lastTrialEnd }, stored, prices);
}

const now = new StripeAccount().now;
const plain = subscriptionWith({
  seats: 3,
  anchor: 1_700_000_000_000,
  source: { provider: 'stripe', id: 'sub_00000001' },
});
const is = (difference: Partial<Subscription>) => ({ outcome: 'mapped', subscription: { ...plain, ...difference } });

describe('a subscription of Stripe', () => {
  test('is taken over as it is', () => {
    expect(mapped(() => {})).toEqual(is({}));
  });

  test.each([
    ['trialing', 'trialing'],
    ['active', 'active'],
    ['past_due', 'past_due'],
    ['paused', 'paused'],
    ['unpaid', 'paused'],
    ['canceled', 'canceled'],
  ])('%s is %s', (status, expected) => {
    const found = mapped((subscription) => Object.assign(subscription, { status }));
    expect(found).toMatchObject({ subscription: { status: expected } });
  });

  test.each(['incomplete', 'incomplete_expired', 'something_new'])('%s is not guessed at', (status) => {
    expect(mapped((subscription) => Object.assign(subscription, { status }))).toEqual({ outcome: 'status_unknown' });
  });

  test.each(['trialing', 'active', 'past_due'] as const)('%s whose collection is paused is paused', (status) => {
    const found = mapped((subscription) => {
      subscription.status = status;
      subscription.pause_collection = { behavior: 'void', resumes_at: null };
    });
    expect(found).toMatchObject({ subscription: { status: 'paused', pastDueSince: null } });
  });

  test('in trial keeps the end of the trial, afterwards too', () => {
    const trial = (subscription: Stripe.Subscription) => {
      subscription.trial_end = now + 60;
    };
    expect(mapped(trial)).toEqual(is({ trialEnd: (now + 60) * 1_000 }));
  });

  test('without a trial remembers the one before, by Stripe or else of the host', () => {
    const host = { ...plain, trialEnd: 5 };
    expect(mapped(() => {}, { lastTrialEnd: 1_750_000_000 })).toEqual(is({ trialEnd: 1_750_000_000_000 }));
    expect(mapped(() => {}, { stored: host })).toEqual(is({ trialEnd: 5 }));
    expect(mapped(() => {}, { stored: host, lastTrialEnd: 1_750_000_000 })).toEqual(
      is({ trialEnd: 1_750_000_000_000 }),
    );
  });

  test('past due counts from the oldest unpaid invoice, or else from the period that was not paid', () => {
    const pastDue = (subscription: Stripe.Subscription) => {
      subscription.status = 'past_due';
    };
    expect(mapped(pastDue, { unpaidSince: 1_750_000_000 })).toEqual(
      is({ status: 'past_due', pastDueSince: 1_750_000_000_000 }),
    );
    expect(mapped(pastDue)).toEqual(is({ status: 'past_due', pastDueSince: now * 1_000 }));
  });

  test.each<[string, Partial<Stripe.Subscription>, number | null]>([
    ['at a time', { cancel_at: now + 5 }, now + 5],
    ['at the end of the period', { cancel_at_period_end: true }, now + 30 * 86_400],
    ['at the end of the period, told as a time', { cancel_at_period_end: true, cancel_at: now + 7 }, now + 7],
    ['never', {}, null],
  ])('ends %s', (_, fields, end) => {
    const found = mapped((subscription) => Object.assign(subscription, fields));
    expect(found).toEqual(is({ cancelAt: end === null ? null : end * 1_000 }));
  });

  test('canceled has ended when it ended, not when that was asked for', () => {
    const found = mapped((subscription) =>
      Object.assign(subscription, { status: 'canceled', canceled_at: 1_750_000_000, ended_at: 1_760_000_000 }),
    );
    expect(found).toEqual(is({ status: 'canceled', cancelAt: 1_760_000_000_000 }));
  });

  test('has the plan of the item whose price is known, and its seats', () => {
    const found = mapped((subscription, account) => {
      subscription.items.data.unshift(account.newItem(subscription.id, 'price_of_support', 9));
    });
    expect(found).toEqual(is({}));
  });

  test('with several known prices has the one that is named first', () => {
    const found = mapped((subscription, account) => {
      subscription.items.data = [
        account.newItem(subscription.id, 'price_enterprise', 7),
        account.newItem(subscription.id, 'price_pro_year', 2),
      ];
    });
    expect(found).toEqual(is({ planId: 'pro', seats: 2 }));
  });

  test.each([
    [0, 1],
    [1, 1],
    [undefined, 1],
    [12, 12],
  ])('with a quantity of %s has %i seats', (quantity, seats) => {
    const found = mapped((subscription) => {
      const [item] = subscription.items.data;
      if (quantity === undefined) delete item?.quantity;
      else if (item !== undefined) item.quantity = quantity;
    });
    expect(found).toEqual(is({ seats }));
  });

  test('without a known price is not guessed at', () => {
    const found = mapped((subscription, account) => {
      subscription.items.data = [account.newItem(subscription.id, 'price_of_support', 1)];
    });
    expect(found).toEqual({ outcome: 'price_unknown' });
  });

  test('leaves the tenant its anchor and its overrides', () => {
    const overrides = { limits: [], features: { team: true } };
    expect(mapped(() => {}, { stored: { ...plain, anchor: 5, overrides, planId: 'pilot' } })).toEqual(
      is({ anchor: 5, overrides }),
    );
  });

  describe('with a schedule', () => {
    const scheduled = (price: string, change: (schedule: Stripe.SubscriptionSchedule) => void = () => {}) =>
      mapped((subscription, account) => {
        const schedule = account.addSchedule(subscription, price);
        change(schedule);
        subscription.schedule = schedule;
      });

    test('goes over to the plan of the next phase', () => {
      const nextPlanAt = (now + 30 * 86_400) * 1_000;
      expect(scheduled('price_enterprise')).toEqual(is({ nextPlanId: 'enterprise', nextPlanAt }));
    });

    test.each<[string, string, (schedule: Stripe.SubscriptionSchedule) => void]>([
      ['the next phase is of the same plan', 'price_pro_year', () => {}],
      ['the price of the next phase is not known', 'price_of_support', () => {}],
      ['the schedule was released', 'price_enterprise', (schedule) => Object.assign(schedule, { status: 'released' })],
      [
        'the last phase has begun',
        'price_enterprise',
        (schedule) => {
          const [, last] = schedule.phases;
          if (last !== undefined) schedule.current_phase = { start_date: last.start_date, end_date: last.end_date };
        },
      ],
    ])('stays when %s', (_, price, change) => {
      expect(scheduled(price, change)).toEqual(is({}));
    });
  });
});
