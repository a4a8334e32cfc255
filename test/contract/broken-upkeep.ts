import type { DailyUsage, Storage, TenantScope } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

const allTime = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** Adds to the sums of a tenant whatever a defect counts twice. */
function addingTo(intact: Storage, extra: ReadonlyMap<string, readonly DailyUsage[]>): Partial<Storage['analytics']> {
  return {
    async daily(scope: TenantScope, query) {
      const sums = await intact.analytics.daily(scope, query);
      const added = extra.get(scope.orgId)?.[0]?.runs.succeeded ?? 0;
      return sums.map((one) => ({ ...one, runs: { ...one.runs, succeeded: one.runs.succeeded + added } }));
    },
  };
}

export const brokenUpkeep: readonly Defect[] = [
  {
    defect: 'counts purged runs in no daily sum',
    breaks: 'a purge takes nothing from the daily sums, whether they were rolled up before it, after it or beside it',
    create: storageWith({
      analytics: ({ analytics, ledger }) => ({
        async daily(scope, query) {
          const { runs } = await ledger.list(scope, { userId: null, limit: 1_000, after: null });
          const days = new Set(runs.map(({ createdAt }) => new Date(createdAt).toISOString().slice(0, 10)));
          return (await analytics.daily(scope, query)).filter(({ day }) => days.has(day));
        },
      }),
    }),
  },
  {
    defect: 'adds to the daily sums each time they are rolled up',
    breaks: 'daily sums are those one finds by adding up the runs, of a tenant and of each of its users',
    create: (environment) => {
      const extra = new Map<string, readonly DailyUsage[]>();
      const seen = new Set<string>();
      return storageWith({
        analytics: (intact) => addingTo(intact, extra),
        ledger: ({ ledger }) => ({
          reserve(scope, reservation) {
            seen.add(scope.orgId);
            return ledger.reserve(scope, reservation);
          },
        }),
        maintenance: ({ maintenance, analytics }) => ({
          async rollUp(request) {
            for (const orgId of seen) {
              extra.set(orgId, await analytics.daily({ orgId }, { userId: null, range: allTime }));
            }
            return maintenance.rollUp(request);
          },
        }),
      })(environment);
    },
  },
  {
    defect: 'lets everybody claim a task',
    breaks: 'of 20 who claim a task at once one gets it, and the next one only when its time has come',
    create: storageWith({ maintenance: () => ({ claim: async () => true }) }),
  },
  {
    defect: 'misses tenants without runs',
    breaks: 'tenants with something old are found by their runs, events and bundles, page by page',
    create: storageWith({
      maintenance: ({ maintenance, ledger }) => ({
        async tenants(request) {
          const page = await maintenance.tenants(request);
          const orgIds: string[] = [];
          for (const orgId of page.orgIds) {
            const { runs } = await ledger.list({ orgId }, { userId: null, limit: 1, after: null });
            if (runs.length > 0) orgIds.push(orgId);
          }
          return { ...page, orgIds };
        },
      }),
    }),
  },
  {
    defect: 'forgets who ran what when it erases a user under way',
    breaks:
      'a run whose user is erased under way corrects the windows of that user when it ends, and then forgets them',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async get(scope, runId) {
          const run = await ledger.get(scope, runId);
          return run?.input === null ? { ...run, userId: 'ada' } : run;
        },
      }),
    }),
  },
  {
    defect: 'leaves the user in the daily sums',
    breaks: 'erasing a user keeps the sums of the tenant to the last figure, and leaves nobody to ask them of',
    create: storageWith({
      analytics: () => ({ eraseUser: async () => 1 }),
    }),
  },
];
