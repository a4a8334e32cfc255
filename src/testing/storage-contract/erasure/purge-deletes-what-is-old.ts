import assert from 'node:assert/strict';
import { hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { orgTokensPerMonth } from '../fixtures/quota-limits.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { scoreRecord, settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { usedOf } from '../fixtures/used-amounts.js';

export const purgeDeletesWhatIsOld: readonly ContractSpec[] = [
  {
    promise: 'a purge deletes ended runs created before an instant, the oldest first, and takes their scores along',
    async verify({ storage, scope, clock }) {
      const { ledger } = storage;
      const limit = orgTokensPerMonth(100_000);
      const old: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        const { id } = await reserveRun(storage, scope, { limits: [limit] });
        await ledger.settle(scope, settlement(id, { scores: [scoreRecord('original', index)] }));
        old.push(id);
        clock.advance(minuteMs);
      }
      const before = clock.now();
      const young = await completeRun(storage, scope, { limits: [limit] });
      clock.advance(minuteMs);

      async function left(): Promise<number[]> {
        const runs = await Promise.all(old.map((id) => ledger.get(scope, id)));
        return runs.flatMap((run, index) => (run === null ? [] : [index]));
      }
      assert.equal(await ledger.purge(scope, { before, limit: 2 }), 2);
      assert.deepEqual(await left(), [2]);
      assert.equal(await ledger.purge(scope, { before, limit: 2 }), 1);
      assert.equal(await ledger.purge(scope, { before, limit: 2 }), 0);
      assert.deepEqual(await left(), []);
      for (const id of old) assert.deepEqual(await ledger.scores(scope, id), []);
      assert.deepEqual(await ledger.get(scope, young.id), young, 'a run created at that very instant stays');
      assert.equal(await usedOf(storage, scope, limit), 2_000, 'what was used stays used');
    },
  },
  {
    promise: 'a purge leaves runs under way, however old they are',
    async verify({ storage, scope, clock }) {
      const underWay = await reserveRun(storage, scope, { idempotencyKey: 'key' });
      clock.advance(24 * hourMs);
      assert.equal(await storage.ledger.purge(scope, { before: clock.now(), limit: 100 }), 0);
      assert.deepEqual(await storage.ledger.get(scope, underWay.id), underWay);
    },
  },
  {
    promise: 'a purged run no longer holds its key',
    async verify({ storage, scope, clock }) {
      await completeRun(storage, scope, { idempotencyKey: 'key' });
      clock.advance(1);
      await storage.ledger.purge(scope, { before: clock.now(), limit: 100 });
      await reserveRun(storage, scope, { idempotencyKey: 'key', fingerprint: 'b'.repeat(64) });
    },
  },
  {
    promise: 'events are purged by when the storage recorded them, not by when they say they happened',
    async verify({ storage, scope, clock }) {
      const runId = `run ${scope.orgId}`;
      const recorded = [1, 2, 3].map((sequence) =>
        telemetryEvent(scope, runId, sequence, { at: clock.now() + hourMs }),
      );
      await storage.events.append(scope, recorded);
      clock.advance(minuteMs);
      const before = clock.now();
      const late = telemetryEvent(scope, runId, 4, { at: clock.now() - hourMs });
      await storage.events.append(scope, [late]);

      assert.equal(await storage.events.purge(scope, { before, limit: 2 }), 2);
      assert.equal((await storage.events.ofRun(scope, { runId, after: 0, limit: 10 })).length, 2);
      assert.equal(await storage.events.purge(scope, { before, limit: 2 }), 1);
      assert.equal(await storage.events.purge(scope, { before, limit: 2 }), 0);
      assert.deepEqual(await storage.events.ofRun(scope, { runId, after: 0, limit: 10 }), [late]);
    },
  },
];
