import assert from 'node:assert/strict';
import { exactSampling, type UserMetrics } from '../../../storage.js';
import { dayMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { runResult, score, settlement } from '../fixtures/settlement.js';
import { generateRuns } from './generate-runs.js';
import { recomputeUserMetrics } from './recompute-user-metrics.js';

const nothing: UserMetrics = {
  runs: { succeeded: 0, failed: 0, canceled: 0, abandoned: 0 },
  passed: 0,
  improved: 0,
  meanScore: null,
  tokens: 0,
  costMicros: 0,
  runsOfUnknownCost: 0,
  domains: [],
  modules: [],
  days: [],
};

export const userMetricsEqualTheRuns: readonly ContractSpec[] = [
  {
    promise: 'the figures of a user are those one finds by counting their runs',
    async verify({ storage, scope, clock }) {
      const from = clock.now();
      const runs = await generateRuns(storage, scope, clock);
      const to = clock.now() + 1;
      const middle = runs[30]?.createdAt ?? 0;
      const midnight = middle - (middle % dayMs);
      for (const userId of ['ada', 'bob']) {
        for (const range of [
          { from, to },
          { from, to: middle },
          { from: middle, to },
          { from: midnight, to: midnight + dayMs },
        ]) {
          const figures = await storage.analytics.user(scope, { userId, range });
          assert.deepEqual(figures, recomputeUserMetrics(runs, userId, range), `${userId}, ${JSON.stringify(range)}`);
          for (const timeZone of ['Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kathmandu']) {
            const there = await storage.analytics.user(scope, { userId, range, timeZone });
            assert.deepEqual(there, recomputeUserMetrics(runs, userId, range, timeZone), timeZone);
            const { metrics } = await storage.analytics.snapshot(scope, { userId, range, timeZone });
            assert.deepEqual(metrics, there, timeZone);
          }
        }
      }
    },
  },
  {
    promise: 'who has done nothing, or nothing that has ended in that time, has figures of nothing',
    async verify({ storage, scope, clock }) {
      const range = { from: clock.now(), to: clock.now() + dayMs };
      assert.deepEqual(await storage.analytics.user(scope, { userId: 'nobody', range }), nothing);
      await completeRun(storage, scope);
      clock.advance(dayMs);
      await completeRun(storage, scope);
      await reserveRun(storage, scope, { userId: 'bob' });
      const between = { from: range.from + 1, to: range.to };
      assert.deepEqual(await storage.analytics.user(scope, { userId: 'ada', range: between }), nothing);
      const later = { from: range.to, to: range.to + 1 };
      assert.deepEqual(await storage.analytics.user(scope, { userId: 'bob', range: later }), nothing);
      assert.equal((await storage.analytics.user(scope, { userId: 'ada', range: later })).runs.succeeded, 1);
    },
  },
  {
    promise: 'a run counts on the UTC day on which it was created, whenever it ended',
    async verify({ storage, scope, clock }) {
      const midnight = clock.now() - (clock.now() % dayMs) + dayMs;
      clock.moveTo(midnight - 1);
      const late = await reserveRun(storage, scope, { leaseMs: dayMs });
      clock.moveTo(midnight);
      await completeRun(storage, scope);
      await storage.ledger.settle(scope, settlement(late.id));
      const range = { from: midnight - dayMs, to: midnight + dayMs };
      const { days } = await storage.analytics.user(scope, { userId: 'ada', range });
      const expected = [midnight - 1, midnight].map((at) => new Date(at).toISOString().slice(0, 10));
      assert.deepEqual(
        days.map(({ day, runs }) => [day, runs]),
        expected.map((day) => [day, 1]),
      );
    },
  },
  {
    promise: 'a mean that lies halfway between two tenths is rounded up, as decimals and not as binary fractions',
    async verify({ storage, scope, clock }) {
      const from = clock.now();
      for (const [original, optimized] of [
        [1, 50.3],
        [1.1, 50.4],
      ] as const) {
        const { id } = await reserveRun(storage, scope);
        const result = runResult({
          original: { prompt: 'a', score: score(original), sampling: exactSampling },
          optimized: { prompt: 'b', score: score(optimized), sampling: exactSampling },
        });
        await storage.ledger.settle(scope, settlement(id, { result }));
      }
      const figures = await storage.analytics.user(scope, { userId: 'ada', range: { from, to: from + 1 } });
      assert.deepEqual(figures.meanScore, { original: 1.1, optimized: 50.4 });
      assert.equal(figures.days[0]?.meanScore, 50.4);
    },
  },
];
