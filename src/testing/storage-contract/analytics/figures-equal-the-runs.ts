import assert from 'node:assert/strict';
import {
  type CalendarInterval,
  calendarIntervals,
  type DayRange,
  type FigureQuery,
  type RunFilter,
  type Storage,
  type TenantScope,
  type UsageKey,
} from '../../../storage.js';
import { type ContractClock, dayMs, hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { rollUpAll } from '../fixtures/roll-up-all.js';
import { settlement } from '../fixtures/settlement.js';
import { daysAround, type FactNames, generateFacts, namesOf } from './generate-facts.js';
import {
  type Fact,
  recomputeActiveUsers,
  recomputeMeasures,
  recomputeRetention,
  recomputeUsage,
} from './recompute-figures.js';

const everything: RunFilter = { planId: null, model: null, moduleId: null };

interface Product {
  readonly facts: readonly Fact[];
  readonly names: FactNames;
  readonly tenants: readonly [TenantScope, TenantScope];
  readonly days: DayRange;
}

/** Two tenants with the same people, some of whose runs have not ended. */
async function product(
  storage: Storage,
  scope: TenantScope,
  clock: ContractClock,
  { runs = 60, stepMs = 4 * hourMs } = {},
): Promise<Product> {
  const names = namesOf(scope);
  const tenants = [scope, newTenant()] as const;
  const facts = await generateFacts(storage, clock, { tenants, names, runs, stepMs });
  return { facts, names, tenants, days: daysAround(facts) };
}

/** Sums and measures of each tenant, and of all of them, by whatever they can be asked for. */
async function assertSums(storage: Storage, { facts, names, tenants, days }: Product, timeZone = 'UTC', facet = '') {
  const [planId] = names.plans;
  const [model] = names.models;
  const [moduleId] = names.modules;
  const filters: readonly RunFilter[] = [
    everything,
    { planId, model: null, moduleId: null },
    { planId: null, model, moduleId: null },
    { planId: null, model: null, moduleId },
    { planId, model, moduleId: null },
    { planId: null, model, moduleId },
    { planId, model, moduleId },
  ];
  for (const orgId of [...tenants.map((tenant) => tenant.orgId), null]) {
    for (const filter of filters) {
      const query: FigureQuery = { orgId, days, ...filter };
      const what = `${facet} ${orgId} ${JSON.stringify(filter)}`;
      // Others may have runs in the same days, of all tenants, and of no model.
      const usage = (await storage.analytics.usage(query)).filter((sums) =>
        names.plans.some((name) => name === sums.planId),
      );
      assert.deepEqual(usage, recomputeUsage(facts, query, timeZone), what);
      if (orgId !== null) await assertJoinedSums(storage, facts, query, timeZone, what);
      const measures = await storage.analytics.measures(query);
      if (filter.planId !== null && filter.moduleId !== null) assert.equal(measures, null, what);
      else {
        const isMine = (sum: { readonly model: string | null }) => sum.model !== null || orgId !== null;
        const mine = measures?.filter(
          (sum) => isMine(sum) && (orgId !== null || names.models.some((name) => name === sum.model)),
        );
        assert.deepEqual(mine, recomputeMeasures(facts, query, timeZone).filter(isMine), what);
      }
    }
  }
}

/** Sums that are kept apart by less than they could be. */
async function assertJoinedSums(
  storage: Storage,
  facts: readonly Fact[],
  query: FigureQuery,
  timeZone: string,
  what: string,
) {
  const choices: readonly (readonly UsageKey[])[] = [
    [],
    ['day'],
    ['day', 'operation'],
    ['planId', 'model', 'moduleId'],
  ];
  for (const by of choices) {
    const asked = { ...query, by };
    assert.deepEqual(
      await storage.analytics.usage(asked),
      recomputeUsage(facts, asked, timeZone),
      `${what} by ${by.join(' and ')}`,
    );
  }
}

/** Whoever is active in the same days is one of these people: see `alone`. */
async function assertPeople(storage: Storage, { facts, tenants, days }: Product, timeZone = 'UTC') {
  for (const orgId of [...tenants.map((tenant) => tenant.orgId), null]) {
    for (const interval of calendarIntervals) {
      const query = { orgId, days, interval };
      assert.deepEqual(
        await storage.analytics.activeUsers(query),
        recomputeActiveUsers(facts, query, timeZone),
        `${orgId} ${interval}`,
      );
    }
    const months = { orgId, first: days.first.slice(0, 7), last: days.last.slice(0, 7) };
    assert.deepEqual(
      await storage.analytics.retention(months),
      recomputeRetention(facts, months, timeZone),
      `retention of ${orgId}`,
    );
    const later = { ...months, first: months.last };
    assert.deepEqual(await storage.analytics.retention(later), recomputeRetention(facts, later, timeZone));
  }
}

/** Moves to a Monday of a month in which no other test has written, a week and more after its beginning. */
function alone(clock: ContractClock): void {
  const today = new Date(clock.now());
  const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 2, 10, 10));
  clock.moveTo(month.getTime() + ((8 - month.getUTCDay()) % 7) * dayMs);
}

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
  {
    promise: 'people count once in each day, week and month, in however many tenants they are active',
    async verify({ storage, scope, clock }) {
      alone(clock);
      const made = await product(storage, scope, clock, { runs: 50, stepMs: 60 * hourMs });
      await rollUpAll(storage);
      await assertPeople(storage, made);
      const nobody = { orgId: newTenant().orgId, days: made.days };
      for (const interval of calendarIntervals satisfies readonly CalendarInterval[]) {
        const counts = await storage.analytics.activeUsers({ ...nobody, interval });
        assert.ok(counts.length > 0 && counts.every(({ users }) => users === 0));
      }
      await assertSums(storage, made);
    },
  },
  {
    promise: 'whoever was erased is active no more where they were erased, and their runs still count',
    async verify({ storage, scope, clock }) {
      alone(clock);
      const made = await product(storage, scope, clock, { runs: 50, stepMs: 40 * hourMs });
      await rollUpAll(storage);
      const [ada, bob] = made.names.users;
      const erase = async (tenant: TenantScope, userId: string) => {
        await storage.ledger.eraseUser(tenant, userId);
        await storage.analytics.eraseUser(tenant, userId);
      };
      await erase(made.tenants[0], ada);
      for (const tenant of made.tenants) await erase(tenant, bob);
      await rollUpAll(storage);
      const facts = made.facts.map((fact) => {
        const isErased = fact.userId === bob || (fact.userId === ada && fact.run.orgId === scope.orgId);
        return isErased ? { ...fact, userId: '' } : fact;
      });
      await assertPeople(storage, { ...made, facts });
      await assertSums(storage, made);
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
