import type { TenantScope } from '../domain/access/principal.js';
import type { Plan } from '../domain/plans/plan.js';
import type { Storage } from '../ports/storage.js';
import type { Attempts } from './attempts.js';
import { retentionMs } from './retention.js';

export interface DeleteOutdatedParts {
  readonly storage: Storage;
  /** The plan a tenant is on; null when that cannot be told, so that nothing of theirs is deleted. */
  readonly planOf: (scope: TenantScope) => Promise<Plan | null>;
}

export interface OutdatedReport {
  readonly deletedRuns: number;
  readonly deletedEvents: number;
  readonly deletedBundles: number;
}

export const nothingOutdated: OutdatedReport = Object.freeze({ deletedRuns: 0, deletedEvents: 0, deletedBundles: 0 });

/** Small enough that whoever waits for a row of one batch hardly notices. */
const runsAtOnce = 200;
const eventsAtOnce = 1_000;
const bundlesAtOnce = 100;
const tenantsAtOnce = 500;

/**
 * Deletes runs, events and bundles that are older than the plan of their tenant keeps them, in small
 * batches beside live traffic. `now` is the store's clock, `shortestMs` the shortest time any plan
 * keeps them. A tenant of whom something cannot be deleted keeps no other one waiting.
 */
export async function deleteOutdated(
  { storage, planOf }: DeleteOutdatedParts,
  { now, shortestMs }: { readonly now: number; readonly shortestMs: number },
  attempts: Attempts,
): Promise<OutdatedReport> {
  let sum = nothingOutdated;
  let after: string | null = null;
  do {
    const page = await storage.maintenance.tenants({ before: now - shortestMs, limit: tenantsAtOnce, after });
    for (const orgId of page.orgIds) {
      const one = await attempts.make(nothingOutdated, async () => {
        const plan = await planOf({ orgId });
        const keptMs = plan === null ? null : retentionMs(plan);
        return keptMs === null ? nothingOutdated : deleteBefore(storage, { orgId }, now - keptMs);
      });
      sum = added(sum, one);
    }
    after = page.next;
  } while (after !== null);
  return sum;
}

async function deleteBefore(
  { ledger, events, library }: Storage,
  scope: TenantScope,
  before: number,
): Promise<OutdatedReport> {
  return {
    deletedRuns: await inBatches(runsAtOnce, (limit) => ledger.purge(scope, { before, limit })),
    deletedEvents: await inBatches(eventsAtOnce, (limit) => events.purge(scope, { before, limit })),
    deletedBundles: await inBatches(bundlesAtOnce, (limit) => library.purgeBundles(scope, { before, limit })),
  };
}

function added(a: OutdatedReport, b: OutdatedReport): OutdatedReport {
  return {
    deletedRuns: a.deletedRuns + b.deletedRuns,
    deletedEvents: a.deletedEvents + b.deletedEvents,
    deletedBundles: a.deletedBundles + b.deletedBundles,
  };
}

/** Repeats a step until it does less than it was allowed to. @returns how much was done. */
export async function inBatches(limit: number, step: (limit: number) => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const done = await step(limit);
    total += done;
    if (done < limit) return total;
  }
}
