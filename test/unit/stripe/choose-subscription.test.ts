import { describe, expect, test } from 'vitest';
import {
  chooseSubscription,
  ourSubscriptions,
  startOfFirst,
} from '../../../adapters/stripe/subscriptions/choose-subscription.js';
import { PlanPrices } from '../../../adapters/stripe/subscriptions/plan-prices.js';
import { StripeAccount } from '../../scripted-stripe/index.js';

const prices = new PlanPrices([{ priceId: 'price_pro', planId: 'pro' }]);

/** Subscriptions in order of their creation, a second apart unless told otherwise. */
function customer(...given: readonly { status: string; price?: string; paused?: boolean; same?: boolean }[]) {
  const account = new StripeAccount();
  return given.map(({ status, price = 'price_pro', paused = false, same = false }) => {
    if (!same) account.now += 1;
    const subscription = account.subscribe('cus_1', { [price]: 1 });
    if (paused) subscription.pause_collection = { behavior: 'void', resumes_at: null };
    return Object.assign(subscription, { status });
  });
}

describe('the subscription that counts', () => {
  test.each([
    ['the newest of two', [{ status: 'active' }, { status: 'active' }], 1],
    ['an entitling one before a newer one that is not', [{ status: 'past_due' }, { status: 'canceled' }], 0],
    ['one that is paid for before a paused one', [{ status: 'active' }, { status: 'active', paused: true }], 0],
    [
      'an entitling one without a known price before an ended one with',
      [{ status: 'canceled' }, { status: 'active', price: 'price_x' }],
      1,
    ],
    [
      'one with a known price before a newer one without',
      [{ status: 'active' }, { status: 'active', price: 'price_x' }],
      0,
    ],
    ['one that has begun before a newer one that has not', [{ status: 'canceled' }, { status: 'incomplete' }], 0],
    [
      'of two of the same second the one whose id comes first',
      [{ status: 'active' }, { status: 'active', same: true }],
      0,
    ],
  ])('is %s', (_, given, expected) => {
    const all = customer(...given);
    expect(chooseSubscription(all, prices)?.id).toBe(all[expected]?.id);
    expect(chooseSubscription([...all].reverse(), prices)?.id).toBe(all[expected]?.id);
  });

  test('is none when no first payment was made', () => {
    expect(chooseSubscription(customer({ status: 'incomplete' }, { status: 'incomplete_expired' }), prices)).toBeNull();
  });
});

describe('the subscriptions to plans', () => {
  const whose = { prices, orgId: 'acme', current: null };

  test('are those with a known price, those of our checkout, and the one so far', () => {
    const [plan, other, own, foreign] = customer(
      { status: 'active' },
      { status: 'active', price: 'price_x' },
      { status: 'active', price: 'price_x' },
      { status: 'active', price: 'price_x' },
    );
    if (own !== undefined) own.metadata = { promptforge_tenant: 'acme' };
    if (foreign !== undefined) foreign.metadata = { promptforge_tenant: 'other' };
    const all = [plan, other, own, foreign].flatMap((each) => each ?? []);
    const ids = (current: string | null) => ourSubscriptions(all, { ...whose, current }).map(({ id }) => id);
    expect(ids(null)).toEqual([plan?.id, own?.id]);
    expect(ids(other?.id ?? null)).toEqual([plan?.id, other?.id, own?.id]);
  });

  test('began with the oldest, whatever became of it', () => {
    const all = customer({ status: 'incomplete_expired' }, { status: 'active' });
    expect(startOfFirst([...all].reverse())).toBe(all[0]?.start_date);
    expect(startOfFirst([])).toBeNull();
  });
});
