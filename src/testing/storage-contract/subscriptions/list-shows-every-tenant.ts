import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { subscriptionTo } from '../fixtures/subscription.js';
import { wholeList } from '../fixtures/whole-list.js';

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
];
