import assert from 'node:assert/strict';
import {
  calendarIntervals,
  type DayRange,
  type FigureQuery,
  type RunFilter,
  type Storage,
  type TenantScope,
  type UsageKey,
} from '../../../storage.js';
import { type ContractClock, dayMs, hourMs } from '../contract-clock.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { daysAround, type FactNames, generateFacts, namesOf } from './generate-facts.js';
import {
  type Fact,
  recomputeActiveUsers,
  recomputeMeasures,
  recomputeRetention,
  recomputeUsage,
} from './recompute-figures.js';

export const everything: RunFilter = { planId: null, model: null, moduleId: null };

export interface Product {
  readonly facts: readonly Fact[];
  readonly names: FactNames;
  readonly tenants: readonly [TenantScope, TenantScope];
  readonly days: DayRange;
}

/** Two tenants with the same people, some of whose runs have not ended. */
export async function product(
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
export async function assertSums(
  storage: Storage,
  { facts, names, tenants, days }: Product,
  timeZone = 'UTC',
  facet = '',
) {
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

/** Whoever is active in the same days is one of these people: see {@link alone}. */
export async function assertPeople(storage: Storage, { facts, tenants, days }: Product, timeZone = 'UTC') {
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
export function alone(clock: ContractClock): void {
  const today = new Date(clock.now());
  const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 2, 10, 10));
  clock.moveTo(month.getTime() + ((8 - month.getUTCDay()) % 7) * dayMs);
}
