import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { allPages, noCursors } from '../fixtures/all-pages.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { subscriptionTo } from '../fixtures/subscription.js';

const everything = { limit: 100, after: null };

export const historyGrowsWithEachSave: readonly ContractSpec[] = [
  {
    promise: 'each save of a subscription adds what became of it, and of what, to the history, newest first',
    async verify({ storage: { subscriptions }, scope, clock }) {
      assert.deepEqual(await subscriptions.history(scope, everything), { items: [], next: null });
      const began = clock.now();
      const saved = [
        subscriptionTo('pro', { status: 'trialing', seats: 1 }),
        subscriptionTo('pro', { status: 'active', seats: 1 }),
        subscriptionTo('enterprise', { seats: 40 }),
        subscriptionTo('pilot', { status: 'canceled', seats: 0 }),
      ];
      for (const [version, subscription] of saved.entries()) {
        await subscriptions.save(scope, subscription, version);
        clock.advance(1);
      }
      const terms = saved.map(({ planId, status, seats }) => ({ planId, status, seats }));
      const expected = terms.map((one, index) => ({
        ...{ orgId: scope.orgId, version: index + 1, at: began + index },
        ...one,
        previous: terms[index - 1] ?? null,
      }));
      for (const limit of [1, 3, 4, 100]) {
        const seen = await allPages(limit, (page) => subscriptions.history(scope, page));
        assert.deepEqual(seen, expected.toReversed(), `pages of ${limit}`);
      }
      assert.deepEqual((await subscriptions.history(newTenant(), everything)).items, [], 'it is theirs alone');
    },
  },
  {
    promise: 'a save that conflicts adds nothing to the history, and of 20 at once exactly one does',
    async verify({ storage: { subscriptions }, scope }) {
      for (const version of [0, 1]) {
        await inParallel(20, (seats) =>
          subscriptions.save(scope, subscriptionTo('pro', { seats: seats + 1 }), version),
        );
        await subscriptions.save(scope, subscriptionTo('pilot'), version + 2);
        const { items } = await subscriptions.history(scope, everything);
        const stored = await subscriptions.load(scope);
        assert.deepEqual(
          items.map((change) => change.version),
          version === 0 ? [1] : [2, 1],
        );
        assert.equal(items[0]?.seats, stored?.value.seats, 'it is the one that was stored');
      }
    },
  },
  {
    promise: 'paging through a history shows each of its entries once, while it grows',
    async verify({ storage: { subscriptions }, scope }) {
      let version = 0;
      const save = () => subscriptions.save(scope, subscriptionTo('pro', { seats: version }), version++);
      for (let count = 0; count < 7; count += 1) await save();
      const seen = await allPages(2, (page) => subscriptions.history(scope, page), save);
      assert.deepEqual(
        seen.map((change) => change.version),
        [7, 6, 5, 4, 3, 2, 1],
      );
    },
  },
  {
    promise: 'a cursor that no page of subscriptions or their changes gave is rejected as request_invalid',
    async verify({ storage: { subscriptions }, scope }) {
      const range = { from: 0, to: 1 };
      for (const after of noCursors) {
        await assertRejectsWith('request_invalid', () => subscriptions.history(scope, { limit: 5, after }), after);
        await assertRejectsWith('request_invalid', () => subscriptions.changes({ range, limit: 5, after }), after);
      }
      await assertRejectsWith('request_invalid', () => subscriptions.list({ limit: 5, after: '' }));
    },
  },
];
