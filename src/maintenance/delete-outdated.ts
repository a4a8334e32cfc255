import type { Plan } from '../domain/plan.js';
import type { TenantScope } from '../domain/principal.js';
import type { Storage } from '../ports/storage.js';
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

/** Small enough that whoever waits for a row of one batch hardly notices. */
const runsAtOnce = 200;
const eventsAtOnce = 1_000;
const bundlesAtOnce = 100;
const tenantsAtOnce = 500;

/**
 * Deletes runs, events and bundles that are older than the plan of their tenant keeps them, in small batches
 * beside live traffic. `now` is the store's clock, `shortestMs` the shortest time any plan keeps them.
 */
export async function deleteOutdated(
  { storage, planOf }: DeleteOutdatedParts,
  { now, shortestMs }: { readonly now: number; readonly shortestMs: number },
): Promise<OutdatedReport> {
  const { ledger, events, library, maintenance } = storage;
  let [deletedRuns, deletedEvents, deletedBundles] = [0, 0, 0];
  let after: string | null = null;
  do {
    const page = await maintenance.tenants({ before: now - shortestMs, limit: tenantsAtOnce, after });
    for (const orgId of page.orgIds) {
      const plan = await planOf({ orgId });
      const keptMs = plan === null ? null : retentionMs(plan);
      if (keptMs === null) continue;
      const before = now - keptMs;
      deletedRuns += await inBatches(runsAtOnce, (limit) => ledger.purge({ orgId }, { before, limit }));
      deletedEvents += await inBatches(eventsAtOnce, (limit) => events.purge({ orgId }, { before, limit }));
      deletedBundles += await inBatches(bundlesAtOnce, (limit) => library.purgeBundles({ orgId }, { before, limit }));
    }
    after = page.next;
  } while (after !== null);
  return { deletedRuns, deletedEvents, deletedBundles };
}

/** Repeats a step until it does less than it was allowed to. @returns how much was done. */
export async function inBatches(limit: number, step: (limit: number) => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const done = await step(limit);
    total += done;
    if (done < limit) return total;
  }
}
