import assert from 'node:assert/strict';
import type { Subscription } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';

const subscription: Subscription = {
  planId: 'pro',
  status: 'trialing',
  seats: 3,
  anchor: Date.UTC(2026, 0, 31, 9, 30),
  trialEnd: Date.UTC(2026, 1, 14, 9, 30, 0, 1),
  cancelAt: null,
  nextPlanId: null,
};

const ended: Subscription = {
  ...subscription,
  planId: 'enterprise',
  status: 'canceled',
  trialEnd: null,
  cancelAt: Date.UTC(2027, 0, 1),
  nextPlanId: 'pilot',
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
