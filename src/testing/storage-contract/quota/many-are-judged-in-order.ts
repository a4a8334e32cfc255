import assert from 'node:assert/strict';
import { hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { orgTokensPerMonth, quotaLimit, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { usedAmounts, usedOf } from '../fixtures/used-amounts.js';

const one = { calls: 1, tokens: 0, cost: 0 };

export const manyAreJudgedInOrder: readonly ContractSpec[] = [
  {
    promise: 'an amount asked for several times is granted as often as it fits, and the rest is refused',
    async verify({ storage, scope }) {
      const limits = [userCallsPerHour(10), orgTokensPerMonth(100)];
      const consumption = { userId: 'ada', limits, amounts: { calls: 1, tokens: 30, cost: 0 }, count: 5 };
      const admitted = assertOutcome(await storage.ledger.consume(scope, consumption), 'admitted');
      assert.equal(admitted.granted, 3);
      assert.deepEqual(usedAmounts(admitted.windows), { 'user-calls-hour': 3, 'org-tokens-month': 90 });
      assert.deepEqual(
        admitted.rest?.blocked.map(({ subject }) => subject),
        ['org'],
      );
      const refused = assertOutcome(await storage.ledger.consume(scope, consumption), 'refused');
      assert.deepEqual(refused.windows, admitted.rest?.windows);
      const all = await storage.ledger.consume(scope, { ...consumption, amounts: one, count: 7 });
      assert.deepEqual([assertOutcome(all, 'admitted').granted, assertOutcome(all, 'admitted').rest], [7, null]);
    },
  },
  {
    promise: 'an unconditional amount or run is taken although there is no room, and is told of',
    async verify({ storage, scope }) {
      const limits = [userCallsPerHour(1)];
      const consumption = { userId: 'ada', limits, amounts: one, count: 3, unconditional: true };
      const taken = assertOutcome(await storage.ledger.consume(scope, consumption), 'admitted');
      assert.deepEqual(
        [taken.granted, taken.rest, taken.windows[0]?.used, taken.windows[0]?.remaining],
        [3, null, 3, 0],
      );
      const request = reservation({ limits, unconditional: true });
      assertOutcome(await storage.ledger.reserve(scope, request), 'reserved');
      assert.equal(await usedOf(storage, scope, userCallsPerHour(1)), 4);
      assertOutcome(await storage.ledger.reserve(scope, reservation({ limits })), 'refused');
    },
  },
  {
    promise: 'a batch is judged in its order, over tenants and users, as if its requests had come one by one',
    async verify({ storage, scope }) {
      const other = { orgId: `${scope.orgId}-other` };
      const limits = [userCallsPerHour(2), quotaLimit('org', 'calls', 'hour', 3)];
      const order = ['ada', 'ada', 'ada', 'bob', 'bob', 'ada'];
      const requests = [scope, other].flatMap((tenant) =>
        order.map((userId) => ({ scope: tenant, request: { userId, limits, amounts: one } })),
      );
      const answers = await storage.ledger.consumeMany(requests);
      const expected = ['admitted', 'admitted', 'refused', 'admitted', 'refused', 'refused'];
      assert.deepEqual(
        answers.map(({ outcome }) => outcome),
        [...expected, ...expected],
      );
      assert.deepEqual(answers.map(({ windows }) => windows[1]?.used).slice(0, 6), [1, 2, 2, 3, 3, 3]);
      assert.equal(await usedOf(storage, other, quotaLimit('org', 'calls', 'hour', 3)), 3);
      assert.deepEqual(await storage.ledger.consumeMany([]), []);
    },
  },
  {
    promise: 'runs reserved and settled in batches are the same as those reserved and settled one by one',
    async verify({ storage, scope }) {
      const limits = [userCallsPerHour(3), orgTokensPerMonth(100_000)];
      const requests = ['ada', 'bob', 'ada', 'ada', 'ada'].map((userId) => reservation({ userId, limits }));
      const scoped = requests.map((request) => ({ scope, request }));
      const reserved = await storage.ledger.reserveMany(scoped);
      assert.deepEqual(
        reserved.map(({ outcome }) => outcome),
        ['reserved', 'reserved', 'reserved', 'reserved', 'refused'],
      );
      const ids = requests.slice(0, 4).map(({ runId }) => runId);
      for (const [index, runId] of ids.entries()) {
        const stored = await storage.ledger.get(scope, runId);
        assert.deepEqual(stored, assertOutcome(reserved[index] ?? assert.fail(), 'reserved').run);
      }
      const settlements = [...ids, 'nowhere', ...ids.slice(0, 1)].map((runId, index) => ({
        scope,
        request: settlement(runId, {
          charge: { calls: 1, tokens: 100 + index, cost: 0 },
          events: [telemetryEvent(scope, runId, 1)],
        }),
      }));
      const settled = await storage.ledger.settleMany(settlements);
      assert.deepEqual(
        settled.map(({ outcome }) => outcome),
        ['settled', 'settled', 'settled', 'settled', 'unknown_run', 'already_settled'],
      );
      for (const [index, runId] of ids.entries()) {
        const run = await storage.ledger.get(scope, runId);
        assert.equal(run?.charge.tokens, 100 + index);
        assert.equal((await storage.events.ofRun(scope, { runId, after: 0, limit: 9 })).length, 1);
      }
      assert.equal(await usedOf(storage, scope, orgTokensPerMonth(100_000)), 100 + 101 + 102 + 103);
    },
  },
  {
    promise: 'batches that meet in the same windows, new ones among them, wait for each other and count exactly',
    async verify({ storage, scope }) {
      const limit = quotaLimit('org', 'calls', 'month', 90);
      const batches = await inParallel(12, (batch) => {
        const users = Array.from({ length: 20 }, (_, index) => `user-${(index * 7 + batch * 3) % 20}`);
        const consumptions = users.map((userId) => ({
          scope,
          request: { userId, limits: [limit, quotaLimit('user', 'calls', 'hour', 8)], amounts: one },
        }));
        return storage.ledger.consumeMany(consumptions);
      });
      const admitted = batches.flat().filter(({ outcome }) => outcome === 'admitted');
      assert.equal(admitted.length, 90);
      assert.equal(await usedOf(storage, scope, limit), 90);
    },
  },
  {
    promise: 'a run reserved again under its own id is answered as it is, and takes nothing',
    async verify({ storage, scope }) {
      const limits = [userCallsPerHour(1)];
      const request = reservation({ limits });
      const first = assertOutcome(await storage.ledger.reserve(scope, request), 'reserved');
      const again = assertOutcome(await storage.ledger.reserve(scope, request), 'reserved');
      assert.deepEqual(again.run, first.run);
      assert.equal(await usedOf(storage, scope, userCallsPerHour(1)), 1);
      assertOutcome(await storage.ledger.reserve(scope, { ...request, fingerprint: 'b'.repeat(64) }), 'conflict');
      await storage.ledger.settle(scope, settlement(request.runId));
      assertOutcome(await storage.ledger.reserve(scope, request), 'replayed');
    },
  },
  {
    promise: 'a key that comes twice in one batch names one run',
    async verify({ storage, scope }) {
      const requests = [1, 2].map(() => reservation({ idempotencyKey: 'key-1', limits: [userCallsPerHour(9)] }));
      const answers = await storage.ledger.reserveMany(requests.map((request) => ({ scope, request })));
      assert.deepEqual(
        answers.map(({ outcome }) => outcome),
        ['reserved', 'replayed'],
      );
      assert.equal(await usedOf(storage, scope, userCallsPerHour(9)), 1);
    },
  },
  {
    promise: 'a batch with a request that cannot be counted is rejected whole',
    async verify({ storage, scope }) {
      const good = { userId: 'ada', limits: [userCallsPerHour(9)], amounts: one };
      for (const bad of [{ count: 0 }, { count: 1.5 }, { count: 1_001 }, { amounts: { ...one, calls: Number.NaN } }]) {
        const consumptions = [good, { ...good, ...bad }].map((request) => ({ scope, request }));
        await assertRejectsWith('internal', () => storage.ledger.consumeMany(consumptions));
      }
      assert.equal(await usedOf(storage, scope, userCallsPerHour(9)), 0);
    },
  },
  {
    promise: 'settling runs of two windows at once corrects each of them',
    async verify({ storage, scope, clock }) {
      const limits = [quotaLimit('org', 'tokens', 'hour', 100_000, { algorithm: 'sliding' })];
      const early = reservation({ limits, leaseMs: 3 * hourMs });
      await storage.ledger.reserve(scope, early);
      clock.advance(hourMs);
      const late = reservation({ limits, leaseMs: 3 * hourMs });
      await storage.ledger.reserve(scope, late);
      const settlements = [early, late].map(({ runId }, index) => ({
        scope,
        request: settlement(runId, { charge: { calls: 1, tokens: index === 0 ? 0 : 7, cost: 0 } }),
      }));
      await storage.ledger.settleMany(settlements);
      const [window] = await storage.ledger.peek(scope, { userId: 'ada', limits });
      assert.equal(window?.used, 7);
    },
  },
];
