import assert from 'node:assert/strict';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { checkpoint } from '../fixtures/checkpoint.js';
import { reapAll } from '../fixtures/reap-all.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { someUsage } from '../fixtures/settlement.js';

const progress = { leaseMs: 5 * minuteMs };

export const checkpointExtendsTheLease: readonly ContractSpec[] = [
  {
    promise: 'a checkpoint extends the lease from now on, and remembers the usage',
    async verify({ storage, scope, clock }) {
      const run = await reserveRun(storage, scope);
      assert.equal(run.leaseExpiresAt, clock.now() + minuteMs);
      clock.advance(40_000);
      const leaseExpiresAt = clock.now() + 5 * minuteMs;
      const answer = await storage.ledger.checkpoint(scope, checkpoint(run.id, progress));
      assert.deepEqual(answer, { outcome: 'extended', leaseExpiresAt });
      assert.deepEqual(await storage.ledger.get(scope, run.id), { ...run, usage: someUsage, leaseExpiresAt });
    },
  },
  {
    promise: 'a run that was extended in time is not reaped',
    async verify({ storage, scope, clock }) {
      const run = await reserveRun(storage, scope);
      clock.advance(minuteMs - 1);
      await storage.ledger.checkpoint(scope, checkpoint(run.id, progress));
      clock.advance(5 * minuteMs - 1);
      await reapAll(storage);
      assert.equal((await storage.ledger.get(scope, run.id))?.status, 'reserved');
    },
  },
  {
    promise: 'an expired run that nobody has reaped yet can still be extended',
    async verify({ storage, scope, clock }) {
      const run = await reserveRun(storage, scope);
      clock.advance(2 * minuteMs);
      const answer = await storage.ledger.checkpoint(scope, checkpoint(run.id, progress));
      assert.equal(answer.outcome, 'extended');
      await reapAll(storage);
      assert.equal((await storage.ledger.get(scope, run.id))?.status, 'reserved');
    },
  },
  {
    promise:
      'a checkpoint of a run that was reaped, has ended or does not exist says that it is lost, and changes nothing',
    async verify({ storage, scope, clock }) {
      const reaped = await reserveRun(storage, scope);
      clock.advance(minuteMs);
      await reapAll(storage);
      const ended = await completeRun(storage, scope);
      const before = await Promise.all([reaped.id, ended.id].map((id) => storage.ledger.get(scope, id)));
      for (const runId of [reaped.id, ended.id, 'nobody']) {
        const late = checkpoint(runId, { ...progress, usage: { ...someUsage, modelCalls: 9 } });
        const answer = await storage.ledger.checkpoint(scope, late);
        assert.deepEqual(answer, { outcome: 'lost' });
      }
      assert.deepEqual(await Promise.all([reaped.id, ended.id].map((id) => storage.ledger.get(scope, id))), before);
    },
  },
];
