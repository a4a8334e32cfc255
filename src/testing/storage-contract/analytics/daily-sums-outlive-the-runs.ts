import assert from 'node:assert/strict';
import type { Storage, TenantScope } from '../../../storage.js';
import { type ContractClock, dayMs, hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { reapAll } from '../fixtures/reap-all.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { rollUpAll } from '../fixtures/roll-up-all.js';
import { settlement } from '../fixtures/settlement.js';
import { generateRuns } from './generate-runs.js';
import { recomputeDailyUsage } from './recompute-daily-usage.js';

const allTime = { from: 0, to: Number.MAX_SAFE_INTEGER };

async function dailyOf(storage: Storage, scope: TenantScope, userId: string | null = null) {
  return storage.analytics.daily(scope, { userId, range: allTime });
}

/** Runs that have all ended, rolled up, and what their sums must be. */
async function rolledUpRuns(storage: Storage, scope: TenantScope, clock: ContractClock) {
  const runs = await generateRuns(storage, scope, clock);
  await rollUpAll(storage);
  return { runs, expected: recomputeDailyUsage(runs, null) };
}

export const dailySumsOutliveTheRuns: readonly ContractSpec[] = [
  {
    promise: 'daily sums are those one finds by adding up the runs, of a tenant and of each of its users',
    async verify({ storage, scope, clock }) {
      const { runs, expected } = await rolledUpRuns(storage, scope, clock);
      assert.ok(expected.length > 5);
      assert.deepEqual(await dailyOf(storage, scope), expected);
      for (const userId of ['ada', 'bob']) {
        assert.deepEqual(await dailyOf(storage, scope, userId), recomputeDailyUsage(runs, userId));
      }
      assert.deepEqual(await dailyOf(storage, scope, 'nobody'), []);
      assert.deepEqual(await dailyOf(storage, newTenant()), []);
      await inParallel(4, () => rollUpAll(storage));
      assert.deepEqual(await dailyOf(storage, scope), expected, 'rolling up again changes nothing');
    },
  },
  {
    promise: 'days of a range are those that begin in it',
    async verify({ storage, scope, clock }) {
      const midnight = clock.now() - (clock.now() % dayMs);
      await completeRun(storage, scope);
      clock.advance(dayMs);
      await completeRun(storage, scope);
      await rollUpAll(storage);
      const daysIn = async (from: number, to: number) =>
        (await storage.analytics.daily(scope, { userId: null, range: { from, to } })).map(({ day }) => day);
      const [first, second] = [midnight, midnight + dayMs].map((at) => new Date(at).toISOString().slice(0, 10));
      assert.deepEqual(await daysIn(midnight, midnight + 2 * dayMs), [first, second]);
      assert.deepEqual(await daysIn(midnight + 1, midnight + 2 * dayMs), [second]);
      assert.deepEqual(await daysIn(midnight, midnight + dayMs), [first]);
    },
  },
  {
    promise: 'a purge takes nothing from the daily sums, whether they were rolled up before it, after it or beside it',
    async verify({ storage, scope, clock }) {
      const { expected } = await rolledUpRuns(storage, scope, clock);
      // Not rolled up yet when it is purged.
      const late = await completeRun(storage, scope, { planId: 'other' });
      const [lateSums] = recomputeDailyUsage([late], null);
      clock.advance(hourMs);
      await inParallel(6, async (index) => {
        if (index % 2 === 0) await rollUpAll(storage);
        else while ((await storage.ledger.purge(scope, { before: clock.now(), limit: 9 })) > 0);
      });
      await rollUpAll(storage);
      const sums = await dailyOf(storage, scope);
      assert.deepEqual(
        sums.filter(({ planId }) => planId !== 'other'),
        expected,
      );
      assert.deepEqual(
        sums.filter(({ planId }) => planId === 'other'),
        [lateSums],
      );
      const { runs } = await storage.ledger.list(scope, { userId: null, limit: 100, after: null });
      assert.deepEqual(new Set(runs.map(({ status }) => status)), new Set(['reserved']));
    },
  },
  {
    promise: 'a late settlement of an abandoned run corrects the sums of its day',
    async verify({ storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope);
      clock.advance(minuteMs);
      await reapAll(storage);
      await rollUpAll(storage);
      assert.equal((await dailyOf(storage, scope))[0]?.runs.abandoned, 1);
      clock.advance(2 * dayMs);
      await storage.ledger.settle(scope, settlement(id));
      await rollUpAll(storage);
      const run = await storage.ledger.get(scope, id);
      assert.ok(run !== null);
      assert.deepEqual(await dailyOf(storage, scope), recomputeDailyUsage([run], null));
    },
  },
  {
    promise: 'erasing a user keeps the sums of the tenant to the last figure, and leaves nobody to ask them of',
    async verify({ storage, scope, clock }) {
      const { expected } = await rolledUpRuns(storage, scope, clock);
      const half = (await storage.ledger.list(scope, { userId: null, limit: 30, after: null })).runs.at(-1);
      await storage.ledger.purge(scope, { before: half?.createdAt ?? 0, limit: 100 });
      await storage.ledger.eraseUser(scope, 'ada');
      assert.equal(await storage.analytics.eraseUser(newTenant(), 'ada'), 0, 'another tenant erases nothing');
      assert.ok((await storage.analytics.eraseUser(scope, 'ada')) > 0);
      assert.equal(await storage.analytics.eraseUser(scope, 'ada'), 0);
      assert.deepEqual(await dailyOf(storage, scope), expected);
      assert.deepEqual(await dailyOf(storage, scope, 'ada'), []);
      await storage.ledger.purge(scope, { before: clock.now() + 1, limit: 100 });
      await rollUpAll(storage);
      assert.deepEqual(await dailyOf(storage, scope), expected, 'and so does a purge of erased runs');
      assert.deepEqual(await dailyOf(storage, scope, 'ada'), []);
    },
  },
];
