import assert from 'node:assert/strict';
import type { SubscriptionChange } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { allPages } from '../fixtures/all-pages.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { subscriptionTo } from '../fixtures/subscription.js';

function placesOf(changes: readonly SubscriptionChange[]): readonly string[] {
  return changes.map(({ at, orgId, version }) => `${at} ${orgId} ${version}`);
}

export const changesAreListedByTime: readonly ContractSpec[] = [
  {
    promise:
      'changes of all tenants in a range of time are listed oldest first, those of one moment by tenant and version',
    async verify({ storage: { subscriptions }, scope, clock }) {
      const orgIds = idsOfAllKinds.map((id) => `${id} ${scope.orgId}`);
      const began = clock.now();
      const expected: string[] = [];
      for (let moment = 0; moment < 3; moment += 1) {
        for (const orgId of orgIds) {
          for (const version of [2 * moment, 2 * moment + 1]) {
            await subscriptions.save({ orgId }, subscriptionTo('pro', { seats: version }), version);
          }
        }
        for (const orgId of sortedByBytes(orgIds)) {
          for (const version of [1, 2]) expected.push(`${began + moment} ${orgId} ${2 * moment + version}`);
        }
        clock.advance(1);
      }
      const perMoment = 2 * orgIds.length;
      for (const limit of [1, 5, perMoment, 100]) {
        const all = { from: began, to: clock.now() };
        const seen = await allPages(limit, (page) => subscriptions.changes({ range: all, ...page }));
        assert.deepEqual(placesOf(seen), expected, `pages of ${limit}`);
        const middle = { from: began + 1, to: began + 2 };
        const within = await allPages(limit, (page) => subscriptions.changes({ range: middle, ...page }));
        assert.deepEqual(placesOf(within), expected.slice(perMoment, 2 * perMoment), 'from the start, without the end');
      }
      const { items } = await subscriptions.changes({ range: { from: began, to: began }, limit: 5, after: null });
      assert.deepEqual(items, []);
    },
  },
  {
    promise: 'changes say the same as the histories of their tenants, and none is lost or doubled while others come',
    async verify({ storage: { subscriptions }, scope, clock }) {
      const orgIds = ['a', 'b', 'c'].map((name) => `${name} ${scope.orgId}`);
      const from = clock.now();
      let version = 0;
      const saveAll = async () => {
        for (const orgId of orgIds) {
          await subscriptions.save({ orgId }, subscriptionTo(`plan ${version % 2}`, { seats: version }), version);
        }
        version += 1;
        clock.advance(1);
      };
      for (let round = 0; round < 4; round += 1) await saveAll();
      const to = clock.now();
      const histories = await Promise.all(
        orgIds.map((orgId) => subscriptions.history({ orgId }, { limit: 100, after: null })),
      );
      const expected = histories.flatMap(({ items }) => items);
      const seen = await allPages(2, (page) => subscriptions.changes({ range: { from, to }, ...page }), saveAll);
      assert.deepEqual(
        seen.toSorted((a, b) => (a.orgId < b.orgId ? -1 : a.orgId > b.orgId ? 1 : b.version - a.version)),
        expected,
      );
    },
  },
];
