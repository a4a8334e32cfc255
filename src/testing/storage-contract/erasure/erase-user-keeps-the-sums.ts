import assert from 'node:assert/strict';
import { dayMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { orgTokensPerMonth } from '../fixtures/quota-limits.js';
import { reapAll } from '../fixtures/reap-all.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { failureWithCharge, scoreRecord, settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';

const limits = [orgTokensPerMonth(100_000)];

export const eraseUserKeepsTheSums: readonly ContractSpec[] = [
  {
    promise:
      'erasing a user clears who they are from ended runs and what they wrote from all, and keeps amounts, errors and scores',
    async verify({ storage, scope, clock }) {
      const { ledger, analytics } = storage;
      const scores = [scoreRecord('original', 50)];
      const abandoned = await reserveRun(storage, scope, { limits, idempotencyKey: 'a' });
      clock.advance(dayMs);
      await reapAll(storage);
      const succeeded = await reserveRun(storage, scope, { limits, idempotencyKey: 'b' });
      await ledger.settle(scope, settlement(succeeded.id, { scores }));
      const failed = await reserveRun(storage, scope, { limits, idempotencyKey: 'c' });
      await ledger.settle(scope, failureWithCharge(failed.id));
      const underWay = await reserveRun(storage, scope, { limits, idempotencyKey: 'd' });
      const others = await completeRun(storage, scope, { limits, userId: 'bob', idempotencyKey: 'b' });

      const range = { from: 0, to: clock.now() + 1 };
      const ended = await Promise.all([abandoned, succeeded, failed].map(({ id }) => ledger.get(scope, id)));
      const windows = await ledger.peek(scope, { userId: 'bob', limits });
      const metrics = await analytics.user(scope, { userId: 'bob', range });

      assert.equal(await ledger.eraseUser(scope, 'ada'), 4);
      for (const run of ended) {
        assert.ok(run !== null);
        const cleared = { ...run, userId: '', input: null, result: null, idempotencyKey: null };
        assert.deepEqual(await ledger.get(scope, run.id), cleared);
      }
      const speechless = { ...underWay, input: null };
      assert.deepEqual(
        await ledger.get(scope, underWay.id),
        speechless,
        'a run under way keeps its user until it ends',
      );
      assert.deepEqual(await ledger.get(scope, others.id), others);
      assert.deepEqual(await ledger.scores(scope, succeeded.id), scores);
      assert.deepEqual(await ledger.peek(scope, { userId: 'bob', limits }), windows);
      assert.deepEqual(await analytics.user(scope, { userId: 'bob', range }), metrics);

      const { runs } = await ledger.list(scope, { userId: 'ada', limit: 10, after: null });
      assert.deepEqual(
        runs.map(({ id }) => id),
        [underWay.id],
      );
      assert.equal(await ledger.eraseUser(scope, 'ada'), 0, 'nothing is left to erase');
    },
  },
  {
    promise: 'a key of an erased run is free again',
    async verify({ storage, scope }) {
      await completeRun(storage, scope, { idempotencyKey: 'key' });
      await storage.ledger.eraseUser(scope, 'ada');
      await reserveRun(storage, scope, { idempotencyKey: 'key', fingerprint: 'b'.repeat(64) });
    },
  },
  {
    promise: 'erasing a user clears them from their events, and leaves those of others',
    async verify({ storage, scope }) {
      const runId = `run ${scope.orgId}`;
      const own = [1, 3].map((sequence) => telemetryEvent(scope, runId, sequence));
      const foreign = telemetryEvent(scope, runId, 2, { userId: 'bob' });
      await storage.events.append(scope, [...own, foreign]);
      assert.equal(await storage.events.eraseUser(scope, 'ada'), 2);
      const left = [own[0], foreign, own[1]].map((event) => (event === foreign ? event : { ...event, userId: '' }));
      assert.deepEqual(await storage.events.ofRun(scope, { runId, after: 0, limit: 10 }), left);
      assert.equal(await storage.events.eraseUser(scope, 'ada'), 0);
    },
  },
];
