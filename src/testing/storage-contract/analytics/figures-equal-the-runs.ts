import assert from 'node:assert/strict';
import { hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { rollUpAll } from '../fixtures/roll-up-all.js';
import { settlement } from '../fixtures/settlement.js';
import { alone, assertPeople, assertSums, everything, product } from './assert-figures.js';
import { namesOf } from './generate-facts.js';
import { recomputeUsage } from './recompute-figures.js';

export const figuresEqualTheRuns: readonly ContractSpec[] = [
  {
    promise: 'sums and measures of days are those one finds by adding up the runs, whatever is asked for',
    async verify({ storage, scope, clock }) {
      const made = await product(storage, scope, clock);
      await rollUpAll(storage);
      await assertSums(storage, made);
      await inParallel(4, () => rollUpAll(storage));
      await assertSums(storage, made, 'UTC', 'rolled up again');
      const [{ day } = { day: null }] = recomputeUsage(
        made.facts,
        { orgId: null, days: made.days, ...everything },
        'UTC',
      );
      const first = day ?? '';
      await assertSums(storage, { ...made, days: { first, last: first } }, 'UTC', 'one day');
    },
  },
  {
    promise: 'a figure is of what had ended by the last roll-up, which tells its time and its time zone',
    async verify({ storage, scope, clock }) {
      const names = namesOf(scope);
      const planId = names.plans[0];
      const { createdAt } = await completeRun(storage, scope, { planId });
      const began = clock.now();
      await rollUpAll(storage);
      assert.deepEqual(await storage.analytics.summed(), { timeZone: 'UTC', until: began });
      clock.advance(minuteMs);
      await completeRun(storage, scope, { planId });
      const day = new Date(createdAt).toISOString().slice(0, 10);
      const query = { ...everything, orgId: null, planId, days: { first: day, last: day } };
      const succeeded = async () => (await storage.analytics.usage(query)).map(({ runs }) => runs.succeeded);
      assert.deepEqual(await succeeded(), [1]);
      await rollUpAll(storage);
      assert.deepEqual(await succeeded(), [2]);
      assert.deepEqual(await storage.analytics.summed(), { timeZone: 'UTC', until: began + minuteMs });
    },
  },
  {
    promise: 'figures outlive the runs, whether these were rolled up before they were purged or not',
    async verify({ storage, scope, clock }) {
      alone(clock);
      const made = await product(storage, scope, clock);
      clock.advance(hourMs);
      await storage.ledger.purge(made.tenants[0], { before: clock.now(), limit: 9 });
      await rollUpAll(storage);
      await inParallel(4, async (index) => {
        const tenant = made.tenants[index % 2] ?? scope;
        if (index < 2) await rollUpAll(storage);
        else while ((await storage.ledger.purge(tenant, { before: clock.now(), limit: 7 })) > 0);
      });
      await rollUpAll(storage);
      await assertSums(storage, made);
      await assertPeople(storage, made);
      const { runs } = await storage.ledger.list(scope, { userId: null, limit: 100, after: null });
      assert.deepEqual(new Set(runs.map(({ status }) => status)), new Set(['reserved']));
    },
  },
  {
    promise: 'measures are those of the settlement that counts, and names may hold any character',
    async verify({ storage, scope, clock }) {
      const names = namesOf(scope);
      const owner = { planId: names.plans[0], model: names.models[0] };
      const odd = { 'latency.run.-1': 1, 'a "b" \\ {c} ,d': 2, 'größe 😀': 3, __proto: 4 };
      const { id } = await reserveRun(storage, scope, owner);
      clock.advance(2 * minuteMs);
      await storage.ledger.reap({ limit: 1_000 });
      await rollUpAll(storage);
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      const asked = { ...everything, days: { first: day, last: day }, planId: owner.planId };
      for (const orgId of [scope.orgId, null]) {
        assert.deepEqual(await storage.analytics.measures({ ...asked, orgId }), [], 'an abandoned run has none');
      }
      await storage.ledger.settle(scope, settlement(id, { measures: odd }));
      await storage.ledger.settle(scope, settlement(id, { measures: { late: 1 } }));
      const without = await reserveRun(storage, scope, owner);
      await storage.ledger.settle(scope, settlement(without.id));
      await rollUpAll(storage);
      for (const orgId of [scope.orgId, null]) {
        const found = await storage.analytics.measures({ ...asked, orgId });
        assert.deepEqual(Object.fromEntries((found ?? []).map(({ name, amount }) => [name, amount])), odd);
        assert.ok(found?.every(({ model }) => model === owner.model));
      }
    },
  },
  {
    promise: 'figures of a tenant are of its own runs alone',
    async verify({ storage, scope, clock }) {
      const { facts, days, tenants } = await product(storage, scope, clock, { runs: 20 });
      await rollUpAll(storage);
      const stranger = { ...everything, orgId: newTenant().orgId, days };
      assert.deepEqual(await storage.analytics.usage(stranger), []);
      assert.deepEqual(await storage.analytics.measures(stranger), []);
      assert.deepEqual(
        await storage.analytics.retention({ orgId: stranger.orgId, first: '2000-01', last: '2999-12' }),
        [],
      );
      assert.equal(await storage.analytics.underWay({ orgId: stranger.orgId }), 0);
      const range = { from: 0, to: clock.now() + 1 };
      const records = await storage.analytics.records({ ...stranger, userId: null, range, limit: 100, after: null });
      assert.deepEqual(records, { items: [], next: null });
      for (const { orgId } of tenants) {
        const mine = facts.filter(({ run }) => run.orgId === orgId);
        const asked = { ...stranger, orgId };
        assert.deepEqual(await storage.analytics.usage(asked), recomputeUsage(mine, asked, 'UTC'));
      }
    },
  },
];
