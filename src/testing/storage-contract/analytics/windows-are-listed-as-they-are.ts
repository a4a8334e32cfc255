import assert from 'node:assert/strict';
import type { Storage, TenantScope, UsedWindow } from '../../../storage.js';
import { hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { noCursors } from '../fixtures/all-pages.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { orgCostPerMonth, orgTokensPerHour, quotaLimit, userCallsPerHour } from '../fixtures/quota-limits.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { wholeList } from '../fixtures/whole-list.js';

const anchor = Date.UTC(2026, 0, 31, 9, 30);
const limits = [
  userCallsPerHour(1_000),
  quotaLimit('user', 'tokens', 'day', 1_000_000),
  quotaLimit('user', 'calls', 'month', 1_000_000, { anchor }),
  orgTokensPerHour(1_000_000),
  orgCostPerMonth(1_000_000),
];

async function use(storage: Storage, scope: TenantScope, userId: string, times: number): Promise<void> {
  const amounts = { calls: times, tokens: 10 * times, cost: 100 * times };
  assertOutcome(await storage.ledger.consume(scope, { userId, limits, amounts }), 'admitted');
}

/** The windows that peek shows for these users, in the order in which they are listed. */
async function peeked(storage: Storage, scope: TenantScope, users: readonly string[]): Promise<readonly UsedWindow[]> {
  const byKey = new Map<string, UsedWindow>();
  for (const user of users) {
    for (const window of await storage.ledger.peek(scope, { userId: user, limits })) {
      const { subject, meter, period, used, resetAfterMs } = window;
      const userId = subject === 'user' ? user : null;
      // The organization comes first.
      const key = `${userId ?? ''}\0${meter}\0${period}`;
      if (used > 0) byKey.set(key, { orgId: scope.orgId, userId, meter, period, used, resetAfterMs });
    }
  }
  return sortedByBytes([...byKey.keys()]).flatMap((key) => byKey.get(key) ?? []);
}

function listed(storage: Storage, orgId: string | null, limit: number): Promise<readonly UsedWindow[]> {
  return wholeList(limit, (page) => storage.analytics.windows({ orgId, ...page }));
}

export const windowsAreListedAsTheyAre: readonly ContractSpec[] = [
  {
    promise: 'counters of a tenant are listed as peek shows them, by user, meter and period, and of nobody else',
    async verify({ storage, scope }) {
      const neighbors = [`${scope.orgId}!`, scope.orgId.slice(0, -1), newTenant().orgId];
      assert.deepEqual(await listed(storage, scope.orgId, 100), []);
      for (const [index, userId] of idsOfAllKinds.entries()) {
        await use(storage, scope, userId, index + 1);
        for (const orgId of neighbors) await use(storage, { orgId }, userId, 50);
      }
      const expected = await peeked(storage, scope, idsOfAllKinds);
      assert.equal(expected.length, 2 + 3 * idsOfAllKinds.length);
      for (const limit of [1, 5, 1_000]) {
        assert.deepEqual(await listed(storage, scope.orgId, limit), expected, `pages of ${limit}`);
      }
    },
  },
  {
    promise: 'counters of all tenants are listed by tenant, each as among its own',
    async verify({ storage, scope }) {
      const orgIds = idsOfAllKinds.map((id) => `${id} ${scope.orgId}`);
      for (const orgId of orgIds) for (const userId of ['ada', 'Bob']) await use(storage, { orgId }, userId, 3);
      for (const limit of [7, 1_000]) {
        const seen = (await listed(storage, null, limit)).filter(({ orgId }) => orgIds.includes(orgId));
        const expected: UsedWindow[] = [];
        for (const orgId of sortedByBytes(orgIds)) {
          expected.push(...(await peeked(storage, { orgId }, ['ada', 'Bob'])));
        }
        assert.deepEqual(seen, expected, `pages of ${limit}`);
      }
    },
  },
  {
    promise: 'a counter is listed until its window is over, at the instant itself no longer',
    async verify({ storage, scope, clock }) {
      await use(storage, scope, 'ada', 2);
      const [hour] = (await listed(storage, scope.orgId, 100)).filter(({ period }) => period === 'hour');
      assert.equal(hour?.resetAfterMs, hourMs);
      clock.advance(hourMs - 1);
      const last = await listed(storage, scope.orgId, 2);
      assert.deepEqual(last, await peeked(storage, scope, ['ada']));
      assert.equal(last.filter(({ resetAfterMs }) => resetAfterMs === 1).length, 2);
      clock.advance(1);
      for (const limit of [1, 100]) {
        const left = await listed(storage, scope.orgId, limit);
        assert.deepEqual(left, await peeked(storage, scope, ['ada']));
        assert.deepEqual(
          left.map(({ period }) => period),
          ['month', 'month', 'day'],
        );
      }
      await use(storage, scope, 'ada', 5);
      const [anew] = (await listed(storage, scope.orgId, 100)).filter(({ period }) => period === 'hour');
      assert.deepEqual([anew?.used, anew?.resetAfterMs], [50, hourMs]);
    },
  },
  {
    promise: 'paging shows every counter that was there once, while others are opened',
    async verify({ storage, scope }) {
      const staying = Array.from({ length: 4 }, (_, index) => `m${index}`);
      for (const userId of staying) await use(storage, scope, userId, 1);
      let round = 0;
      const seen = await wholeList(
        3,
        (page) => storage.analytics.windows({ orgId: scope.orgId, ...page }),
        async () => {
          for (const letter of ['a', 'm', 'z']) if (round < 10) await use(storage, scope, `${letter}~${round}`, 1);
          round += 1;
        },
      );
      const theirs = seen.filter(({ userId }) => userId !== null && staying.includes(userId));
      assert.deepEqual(
        theirs.map(({ userId, meter, period }) => `${userId} ${meter} ${period}`),
        staying.flatMap((userId) => [`${userId} calls hour`, `${userId} calls month`, `${userId} tokens day`]),
      );
    },
  },
  {
    promise: 'a cursor that no page of counters gave is rejected as request_invalid',
    async verify({ storage: { analytics }, scope }) {
      for (const after of [...noCursors, '["a","b","c"]', '["a","b","c",null]']) {
        for (const orgId of [scope.orgId, null]) {
          await assertRejectsWith('request_invalid', () => analytics.windows({ orgId, limit: 5, after }), after);
        }
      }
    },
  },
];
