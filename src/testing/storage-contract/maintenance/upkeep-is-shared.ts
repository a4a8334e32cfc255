import assert from 'node:assert/strict';
import { dayMs, hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { usedOf } from '../fixtures/used-amounts.js';

export const upkeepIsShared: readonly ContractSpec[] = [
  {
    promise: 'of 20 who claim a task at once one gets it, and the next one only when its time has come',
    async verify({ storage, clock }) {
      const { maintenance } = storage;
      // Longer ago than any other test could have claimed it.
      clock.advance(10 * dayMs);
      const claims = await inParallel(20, () => maintenance.claim('retention', hourMs));
      assert.equal(claims.filter(Boolean).length, 1);
      clock.advance(hourMs - 1);
      assert.equal(await maintenance.claim('retention', hourMs), false);
      assert.equal(await maintenance.claim('windows', hourMs), true, 'each task is claimed by itself');
      clock.advance(1);
      assert.equal(await maintenance.claim('retention', hourMs), true);
      assert.equal(await maintenance.claim('retention', 0), true, 'zero claims in any case');
    },
  },
  {
    promise: 'tenants with something old are found by their runs, events and bundles, page by page',
    async verify({ storage, clock }) {
      const tenants = [newTenant(), newTenant(), newTenant(), newTenant(), newTenant()].sort((a, b) =>
        a.orgId < b.orgId ? -1 : 1,
      );
      const [runs, events, reserved, bundles, young] = tenants;
      assert.ok(runs && events && reserved && bundles && young);
      await completeRun(storage, runs);
      await storage.events.append(events, [telemetryEvent(events, 'run', 1)]);
      await reserveRun(storage, reserved);
      await storage.library.addBundle(bundles, { id: 'b', runId: 'r', userId: 'ada', manifest: {}, artifacts: [] });
      clock.advance(1);
      const before = clock.now();
      await completeRun(storage, young);
      for (const limit of [1, 2, 100]) {
        const found: string[] = [];
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof storage.maintenance.tenants>> = await storage.maintenance.tenants({
            before,
            limit,
            after,
          });
          assert.ok(page.orgIds.length <= limit);
          found.push(...page.orgIds);
          after = page.next;
        } while (after !== null);
        const ours: ReadonlySet<string> = new Set(tenants.map(({ orgId }) => orgId));
        const expected: readonly string[] = [runs, events, reserved, bundles].map(({ orgId }) => orgId);
        assert.deepEqual(
          found.filter((orgId) => ours.has(orgId)),
          expected,
          `pages of ${limit}`,
        );
      }
    },
  },
  {
    promise: 'months may be turned by many at once, and events are written before, after and meanwhile',
    async verify({ storage, scope, clock }) {
      const runId = `run ${scope.orgId}`;
      const turn = { before: clock.now() - 400 * dayMs, planIds: ['pilot'] };
      await inParallel(20, async (index) => {
        if (index % 4 === 0) await storage.maintenance.turnMonths(turn);
        else {
          await storage.events.append(scope, [
            telemetryEvent(scope, runId, index, { at: clock.now() + index * 5 * dayMs }),
          ]);
        }
      });
      clock.advance(40 * dayMs);
      await storage.maintenance.turnMonths(turn);
      await storage.events.append(scope, [telemetryEvent(scope, runId, 20)]);
      const events = await storage.events.ofRun(scope, { runId, after: 0, limit: 100 });
      assert.equal(events.length, 16);
    },
  },
  {
    promise: 'counters that can matter no more are swept, and the others stay',
    async verify({ storage, scope, clock }) {
      const limits = [userCallsPerHour(10), orgTokensPerMonth(10_000)];
      const [hour, month] = limits;
      assert.ok(hour && month);
      await completeRun(storage, scope, { limits });
      // All that other tests have left behind in shorter windows goes now.
      clock.advance(4 * hourMs);
      let swept = 0;
      for (let count = 1; count > 0; swept += count) count = await storage.maintenance.sweepWindows({ limit: 50 });
      assert.ok(swept >= 1);
      assert.equal(await storage.maintenance.sweepWindows({ limit: 50 }), 0);
      assert.equal(await usedOf(storage, scope, month), 500);
      const outcomes = countOutcomes(
        await inParallel(12, () =>
          storage.ledger.consume(scope, { userId: 'ada', limits, amounts: { calls: 1, tokens: 1, cost: 0 } }),
        ),
      );
      assert.deepEqual(outcomes, { admitted: 10, refused: 2 });
      clock.advance(minuteMs);
    },
  },
];
