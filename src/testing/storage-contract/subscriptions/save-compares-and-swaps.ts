import assert from 'node:assert/strict';
import type { Subscription } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { subscriptionTo } from '../fixtures/subscription.js';

const subscription: Subscription = subscriptionTo('pro', {
  status: 'trialing',
  seats: 3,
  anchor: Date.UTC(2026, 0, 31, 9, 30),
  trialEnd: Date.UTC(2026, 1, 14, 9, 30, 0, 1),
});

/** With something in every place. */
const ended: Subscription = {
  planId: 'enterprise',
  status: 'canceled',
  seats: 3,
  anchor: Date.UTC(2026, 0, 31, 9, 30),
  trialEnd: Date.UTC(2026, 1, 14),
  pastDueSince: Date.UTC(2026, 1, 20, 0, 0, 0, 999),
  cancelAt: Date.UTC(2027, 0, 1),
  nextPlanId: 'pilot',
  nextPlanAt: Date.UTC(2026, 11, 31, 9, 30),
  overrides: {
    limits: [
      { subject: 'user', meter: 'calls', period: 'hour', max: null },
      { subject: 'org', meter: 'tokens', period: 'month', max: Number.MAX_SAFE_INTEGER, algorithm: 'sliding' },
    ],
    features: { all_modules: true, analytics: false },
    seats: null,
    retentionDays: 3_650,
  },
  source: { provider: 'stripe', id: 'sub_1' },
};

export const saveComparesAndSwaps: readonly ContractSpec[] = [
  {
    promise: 'a subscription is loaded as it was saved, with a version that counts the saves',
    async verify({ storage: { subscriptions }, scope }) {
      assert.equal(await subscriptions.load(scope), null);
      assert.deepEqual(await subscriptions.save(scope, subscription, 0), { outcome: 'saved', version: 1 });
      assert.deepEqual(await subscriptions.load(scope), { value: subscription, version: 1 });
      assert.deepEqual(await subscriptions.save(scope, ended, 1), { outcome: 'saved', version: 2 });
      assert.deepEqual(await subscriptions.load(scope), { value: ended, version: 2 });
      const bare = { ...ended, overrides: { limits: [], features: {} }, source: null };
      await subscriptions.save(scope, bare, 2);
      assert.deepEqual(await subscriptions.load(scope), { value: bare, version: 3 });
    },
  },
  {
    promise: 'what was granted to a customer, and where they are billed, comes back to the character',
    async verify({ storage: { subscriptions }, scope }) {
      for (const [version, text] of unusualText.entries()) {
        const value = subscriptionTo(text, {
          nextPlanId: text,
          nextPlanAt: version,
          overrides: { limits: [], features: JSON.parse(`{${JSON.stringify(text)}: true}`), seats: version },
          source: { provider: text, id: text },
        });
        await subscriptions.save(scope, value, version);
        assert.deepEqual(await subscriptions.load(scope), { value, version: version + 1 });
      }
    },
  },
  {
    promise: 'a save that expects another version conflicts and changes nothing',
    async verify({ storage: { subscriptions }, scope }) {
      assert.deepEqual(await subscriptions.save(scope, ended, 1), { outcome: 'conflict' }, 'there is none yet');
      assert.equal(await subscriptions.load(scope), null);
      await subscriptions.save(scope, subscription, 0);
      for (const expected of [0, 2]) {
        assert.deepEqual(await subscriptions.save(scope, ended, expected), { outcome: 'conflict' });
      }
      assert.deepEqual(await subscriptions.load(scope), { value: subscription, version: 1 });
    },
  },
  {
    promise: 'of 20 savers at once exactly one wins, on the first save and on a later one',
    async verify({ storage: { subscriptions }, scope }) {
      for (const version of [0, 1]) {
        const answers = await inParallel(20, (seats) =>
          subscriptions.save(scope, { ...subscription, seats: seats + 1 }, version),
        );
        assert.deepEqual(countOutcomes(answers), { saved: 1, conflict: 19 });
        const seats = answers.findIndex(({ outcome }) => outcome === 'saved') + 1;
        assert.deepEqual(await subscriptions.load(scope), { value: { ...subscription, seats }, version: version + 1 });
      }
    },
  },
  {
    promise: 'savers who load again after a conflict all get their change in, and none is lost',
    async verify({ storage: { subscriptions }, scope }) {
      await subscriptions.save(scope, { ...subscription, seats: 0 }, 0);
      await inParallel(8, async () => {
        for (;;) {
          const current = await subscriptions.load(scope);
          assert.ok(current !== null);
          const next = { ...current.value, seats: current.value.seats + 1 };
          if ((await subscriptions.save(scope, next, current.version)).outcome === 'saved') return;
        }
      });
      assert.deepEqual(await subscriptions.load(scope), { value: { ...subscription, seats: 8 }, version: 9 });
    },
  },
];
