import assert from 'node:assert/strict';
import { dayMs, hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { completeRun } from '../fixtures/reserve-run.js';
import { rollUpAll } from '../fixtures/roll-up-all.js';
import { alone, assertPeople, assertSums, everything, product } from './assert-figures.js';
import { recomputeMeasures, recomputeUsage } from './recompute-figures.js';

export const figuresAreOfDaysOfATimeZone: readonly ContractSpec[] = [
  {
    promise: 'in another time zone runs are of other days, and back again, while those that were purged stay',
    async verify({ storage, scope, clock }) {
      alone(clock);
      const made = await product(storage, scope, clock, { runs: 40 });
      await rollUpAll(storage);
      for (const timeZone of ['America/Los_Angeles', 'Asia/Kathmandu']) {
        await rollUpAll(storage, timeZone);
        assert.equal((await storage.analytics.summed()).timeZone, timeZone);
        await assertSums(storage, made, timeZone);
        await assertPeople(storage, made, timeZone);
      }
      while ((await storage.ledger.purge(scope, { before: clock.now(), limit: 100 })) > 0);
      const [purged, kept] = [true, false].map((isPurged) =>
        made.facts.filter(({ run }) => (run.orgId === scope.orgId) === isPurged),
      );
      await rollUpAll(storage);
      const query = { ...everything, days: made.days };
      for (const [tenant, facts, timeZone] of [
        [made.tenants[0], purged, 'Asia/Kathmandu'],
        [made.tenants[1], kept, 'UTC'],
      ] as const) {
        const asked = { ...query, orgId: tenant.orgId };
        assert.deepEqual(await storage.analytics.usage(asked), recomputeUsage(facts ?? [], asked, timeZone));
        assert.deepEqual(await storage.analytics.measures(asked), recomputeMeasures(facts ?? [], asked, timeZone));
      }
    },
  },
  {
    promise: 'a run counts on the day on which it was created in the time zone, also where clocks are changed',
    async verify({ storage, scope, clock }) {
      const summer = new Date(Date.UTC(new Date(clock.now()).getUTCFullYear() + 1, 2, 1));
      // The last Sunday of March, on which Berlin turns its clocks at 01:00 UTC.
      summer.setUTCDate(31 - new Date(Date.UTC(summer.getUTCFullYear(), 2, 31)).getUTCDay());
      const midnights = [summer.getTime() - hourMs, summer.getTime() + dayMs - 2 * hourMs];
      for (const midnight of midnights) {
        for (const at of [midnight - 1, midnight]) {
          clock.moveTo(at);
          await completeRun(storage, scope);
        }
      }
      await rollUpAll(storage, 'Europe/Berlin');
      const sunday = summer.toISOString().slice(0, 10);
      const day = (offset: number) => new Date(summer.getTime() + offset * dayMs).toISOString().slice(0, 10);
      const query = { ...everything, orgId: scope.orgId, days: { first: day(-9), last: day(9) } };
      const days = (await storage.analytics.usage(query)).map(({ day: name, runs }) => [name, runs.succeeded]);
      assert.deepEqual(days, [
        [day(-1), 1],
        [sunday, 2],
        [day(1), 1],
      ]);
      const daily = await storage.analytics.daily(scope, {
        userId: null,
        range: { from: midnights[0] ?? 0, to: midnights[1] ?? 0 },
      });
      assert.deepEqual(
        daily.map(({ day: name, runs }) => [name, runs.succeeded]),
        [[sunday, 2]],
        'a day begins when it does in the time zone',
      );
      await rollUpAll(storage);
    },
  },
];
