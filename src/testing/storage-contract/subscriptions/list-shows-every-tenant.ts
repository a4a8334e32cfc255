import assert from 'node:assert/strict';
import { type SubscriptionCount, type SubscriptionStore, subscriptionStatuses } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { subscriptionTo } from '../fixtures/subscription.js';
import { wholeList } from '../fixtures/whole-list.js';

/** The list, added up. */
async function recount(subscriptions: SubscriptionStore): Promise<readonly SubscriptionCount[]> {
  const sums = new Map<string, SubscriptionCount>();
  for (const { value } of await wholeList(50, (page) => subscriptions.list(page))) {
    const { planId, status, seats } = value;
    const sum = sums.get(JSON.stringify([planId, status])) ?? { planId, status, tenants: 0, seats: 0 };
    sums.set(JSON.stringify([planId, status]), { ...sum, tenants: sum.tenants + 1, seats: sum.seats + seats });
  }
  return [...sums.values()].sort(
    (a, b) => Buffer.compare(Buffer.from(a.planId), Buffer.from(b.planId)) || (a.status < b.status ? -1 : 1),
  );
}

export const listShowsEveryTenant: readonly ContractSpec[] = [
  {
    promise: 'subscriptions of all tenants are listed by the bytes of their ids, whole, on pages of any length',
    async verify({ storage: { subscriptions }, scope }) {
      const orgIds = [...idsOfAllKinds, ...unusualText].map((id) => `${id} ${scope.orgId}`);
      const granted = { limits: [], features: { team: true }, seats: 9 };
      for (const [seats, orgId] of orgIds.entries()) {
        const source = { provider: 'stripe', id: `sub of ${orgId}` };
        await subscriptions.save({ orgId }, subscriptionTo('pro', { seats, overrides: granted, source }), 0);
      }
      await subscriptions.save({ orgId: orgIds[3] ?? '' }, subscriptionTo('pilot'), 1);
      for (const limit of [1, 7, 1_000]) {
        const seen = await wholeList(limit, (page) => subscriptions.list(page));
        const ours = seen.filter(({ orgId }) => orgIds.includes(orgId));
        assert.deepEqual(
          ours.map(({ orgId }) => orgId),
          sortedByBytes(orgIds),
          `pages of ${limit}`,
        );
        for (const { orgId, ...versioned } of ours) assert.deepEqual(versioned, await subscriptions.load({ orgId }));
      }
    },
  },
  {
    promise: 'paging shows every tenant who was there once, while others subscribe and subscriptions change',
    async verify({ storage: { subscriptions }, scope }) {
      const staying = Array.from({ length: 9 }, (_, index) => `m${index} ${scope.orgId}`);
      for (const orgId of staying) await subscriptions.save({ orgId }, subscriptionTo(), 0);
      let round = 0;
      const seen = await wholeList(
        2,
        (page) => subscriptions.list(page),
        async () => {
          if (round === 20) return;
          for (const letter of ['a', 'm', 'z']) {
            await subscriptions.save({ orgId: `${letter}~${round} ${scope.orgId}` }, subscriptionTo(), 0);
          }
          for (const orgId of staying) await subscriptions.save({ orgId }, subscriptionTo('pilot'), round + 1);
          round += 1;
        },
      );
      const theirs = seen.map(({ orgId }) => orgId).filter((orgId) => staying.includes(orgId));
      assert.deepEqual(theirs, staying);
    },
  },
  {
    promise: 'counts of subscriptions and seats by plan and status add up to the list',
    async verify({ storage: { subscriptions }, scope }) {
      assert.deepEqual(await subscriptions.count(), await recount(subscriptions));
      let tenant = 0;
      for (const planId of ['pro', 'Pro', 'é', '\u{1F600}', '\uff5e']) {
        for (const status of subscriptionStatuses) {
          for (const seats of [0, 3, 1_000_000_000_000]) {
            tenant += 1;
            const orgId = `${tenant} ${scope.orgId}`;
            await subscriptions.save({ orgId }, subscriptionTo(`${planId} ${scope.orgId}`, { status, seats }), 0);
          }
        }
      }
      const counts = await subscriptions.count();
      assert.deepEqual(counts, await recount(subscriptions));
      const ours = counts.filter(({ planId }) => planId.endsWith(scope.orgId));
      assert.equal(ours.length, 5 * subscriptionStatuses.length);
      for (const { tenants, seats } of ours) assert.deepEqual([tenants, seats], [3, 1_000_000_000_003]);
    },
  },
];
