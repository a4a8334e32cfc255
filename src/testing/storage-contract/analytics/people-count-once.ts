import assert from 'node:assert/strict';
import { type CalendarInterval, calendarIntervals, type TenantScope } from '../../../storage.js';
import { hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { rollUpAll } from '../fixtures/roll-up-all.js';
import { alone, assertPeople, assertSums, product } from './assert-figures.js';

export const peopleCountOnce: readonly ContractSpec[] = [
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
];
