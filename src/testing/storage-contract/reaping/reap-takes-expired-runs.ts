import assert from 'node:assert/strict';
import { dayMs, hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { orgTokensPerHour } from '../fixtures/quota-limits.js';
import { reapAll } from '../fixtures/reap-all.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { usedOf } from '../fixtures/used-amounts.js';

export const reapTakesExpiredRuns: readonly ContractSpec[] = [
  {
    promise: 'runs are reaped from the very end of their lease on, those of every tenant, and no others',
    async verify({ storage, scope, clock }) {
      const other = newTenant();
      const expired = [await reserveRun(storage, scope), await reserveRun(storage, other, { userId: 'bob' })];
      const fresh = await reserveRun(storage, scope, { leaseMs: minuteMs + 1 });
      const ended = await completeRun(storage, scope);
      clock.advance(minuteMs - 1);
      await reapAll(storage);
      assert.equal((await storage.ledger.get(scope, expired[0]?.id ?? ''))?.status, 'reserved');

      clock.advance(1);
      const own = new Set([...expired, fresh, ended].map(({ id }) => id));
      const reaped = (await reapAll(storage)).filter(({ id }) => own.has(id)).map(({ id }) => id);
      assert.deepEqual(reaped.sort(), expired.map(({ id }) => id).sort());
      assert.deepEqual(await storage.ledger.get(scope, fresh.id), fresh);
      assert.deepEqual(await storage.ledger.get(scope, ended.id), ended);
    },
  },
  {
    promise: 'the reaper takes no more runs than it is asked to, the longest expired first',
    async verify({ storage, scope, clock }) {
      await reapAll(storage);
      const leases = [50, 10, 40, 20, 30];
      const runs = [];
      for (const leaseMs of leases) runs.push(await reserveRun(storage, scope, { leaseMs }));
      clock.advance(minuteMs);
      const byLease = [...runs].sort((a, b) => a.leaseExpiresAt - b.leaseExpiresAt).map(({ id }) => id);
      const first = (await storage.ledger.reap({ limit: 2 })).reaped.map(({ id }) => id);
      assert.deepEqual(first, byLease.slice(0, 2));
      assert.deepEqual(
        (await storage.ledger.reap({ limit: 2 })).reaped.map(({ id }) => id),
        byLease.slice(2, 4),
      );
      assert.deepEqual(
        (await storage.ledger.reap({ limit: 100 })).reaped.map(({ id }) => id),
        byLease.slice(4),
      );
      assert.deepEqual(await storage.ledger.reap({ limit: 100 }), { reaped: [] });
    },
  },
  {
    promise: 'of several reapers at once each run is reaped by one, and gives back once',
    async verify({ storage, scope, clock }) {
      const limit = orgTokensPerHour(100_000);
      const runs = await inParallel(12, () => reserveRun(storage, scope, { limits: [limit] }));
      await reserveRun(storage, scope, { limits: [limit], leaseMs: dayMs / 2 });
      clock.advance(minuteMs);
      const own = new Set(runs.map(({ id }) => id));
      const answers = await inParallel(6, () => storage.ledger.reap({ limit: 5 }));
      const reaped = [...answers.flatMap((answer) => answer.reaped), ...(await reapAll(storage))];
      const ids = reaped.map(({ id }) => id).filter((id) => own.has(id));
      assert.deepEqual(ids.sort(), [...own].sort());
      assert.equal(await usedOf(storage, scope, limit), 1_000, 'only the run that is still held');
    },
  },
  {
    promise: 'a run reaped in the next window gives nothing back to it',
    async verify({ storage, scope, clock }) {
      const limit = orgTokensPerHour(10_000);
      await reserveRun(storage, scope, { limits: [limit] });
      clock.advance(hourMs);
      const amounts = { calls: 0, tokens: 70, cost: 0 };
      await storage.ledger.consume(scope, { userId: 'ada', limits: [limit], amounts });
      await reapAll(storage);
      assert.equal(await usedOf(storage, scope, limit), 70);
    },
  },
];
