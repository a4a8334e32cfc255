import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { catalogueInCode } from '../../../src/entitlement/catalogue.js';
import { PlanOfTenant } from '../../../src/entitlement/plan-of-tenant.js';
import { SubscriptionChanges } from '../../../src/entitlement/subscription-changes.js';
import { subscriptionChecks } from '../../../src/entitlement/subscription-schema.js';
import type { SubscriptionStore } from '../../../src/ports/subscription-store.js';
import { catalogueOfThree } from '../../fixtures/catalogue-of-three.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { subscriptionWith } from '../../fixtures/subscription-with.js';

const tenants = [{ orgId: 'acme' }, { orgId: 'other' }] as const;
const step = fc.record({ what: fc.constantFrom('ask', 'change'), tenant: fc.nat({ max: 1 }) });

/** A store whose requests and answers take any time, in any order. */
function slow(store: SubscriptionStore, scheduler: fc.Scheduler): Pick<SubscriptionStore, 'load' | 'save'> {
  const through = async <T>(task: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), 'request');
    const answer = await task();
    await scheduler.schedule(Promise.resolve(), 'answer');
    return answer;
  };
  return {
    load: (scope) => through(() => store.load(scope)),
    save: (...values) => through(() => store.save(...values)),
  };
}

test('whoever asks after a change was made gets what it made, however requests and answers interleave', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 2, maxLength: 12 }), async (scheduler, steps) => {
      const clock = manualClock();
      const { subscriptions } = memoryStorage({ clock });
      for (const tenant of tenants) await subscriptions.save(tenant, subscriptionWith({ planId: 'big' }), 0);
      const store = { ...slow(subscriptions, scheduler) } as SubscriptionStore;
      const catalogue = catalogueInCode(catalogueOfThree);
      const plans = new PlanOfTenant({ store, catalogue, cacheMs: 3_600_000, clock });
      const checks = subscriptionChecks([]);
      const changes = new SubscriptionChanges({ store, catalogue, plans, checks, clock, membersOf: async () => 0 });
      const made = [1, 1];
      const stale: string[] = [];
      const perform = async ({ what, tenant }: { what: string; tenant: number }) => {
        await scheduler.schedule(Promise.resolve(), 'start');
        const scope = tenants[tenant] ?? tenants[0];
        if (what === 'change') {
          const changed = await changes.update(
            scope,
            async (stored) => stored && { ...stored, seats: stored.seats + 1 },
          );
          made[tenant] = Math.max(made[tenant] ?? 0, changed?.seats ?? 0);
        } else {
          const least = made[tenant] ?? 0;
          const seats = (await plans.resolve(scope)).subscription?.seats ?? 0;
          if (seats < least) stale.push(`${seats} instead of ${least}`);
        }
      };
      await scheduler.waitFor(Promise.all(steps.map(perform)));
      expect(stale).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
