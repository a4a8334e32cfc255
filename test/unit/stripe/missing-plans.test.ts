import { expect, test } from 'vitest';
import { missingPlans } from '../../../adapters/stripe/subscriptions/missing-plans.js';
import type { Subscription } from '../../../src/storage.js';
import { planWith } from '../../fixtures/plan-with.js';
import { subscriptionWith } from '../../fixtures/subscription-with.js';

const catalogue = { list: async () => [planWith({}, { id: 'free' }), planWith({}, { id: 'team' })] };
const atStripe = { source: { provider: 'stripe', id: 'sub_1' } } as const;
const asked = (changes: Partial<Subscription>, plans = catalogue) =>
  missingPlans({ plans }, subscriptionWith({ planId: 'gold', ...atStripe, ...changes }));

test('the plan that is paid for is missing, and so is the one that is to follow', async () => {
  expect(await asked({})).toEqual(['gold']);
  expect(await asked({ planId: 'team', nextPlanId: 'gold', nextPlanAt: 1 })).toEqual(['gold']);
  expect(await asked({ planId: 'team', nextPlanId: 'free', nextPlanAt: 1 })).toEqual([]);
});

test.each<[string, Partial<Subscription>]>([
  ['has ended', { status: 'canceled' }],
  ['is not billed by Stripe', { source: null }],
])('a subscription that %s misses nothing', async (_what, changes) => {
  expect(await asked(changes)).toEqual([]);
});

test('nothing is missing where there is no subscription, and where no catalogue is at hand', async () => {
  expect(await missingPlans({ plans: catalogue }, null)).toEqual([]);
  expect(await asked({}, { list: async () => [] })).toEqual([]);
});
