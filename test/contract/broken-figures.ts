import type { FigureQuery, Storage, UsageSums } from '../../src/storage.js';
import { type Defect, type Defects, storageWith } from './storage-with-defects.js';

type Analytics = Storage['analytics'];

function withAnalytics(defect: (intact: Storage) => Partial<Analytics>): Defect['create'] {
  return storageWith({ analytics: defect } satisfies Defects);
}

/** What is asked for without one of the filters. */
function withoutFilter(name: 'planId' | 'model' | 'moduleId'): Defect['create'] {
  const lax = (query: FigureQuery) => ({ ...query, [name]: null });
  return withAnalytics(({ analytics }) => ({
    usage: (query) => analytics.usage(lax(query)),
    measures: (query) => analytics.measures(lax(query)),
  }));
}

const sumsEqualTheRuns = 'sums and measures of days are those one finds by adding up the runs, whatever is asked for';
const peopleCountOnce = 'people count once in each day, week and month, in however many tenants they are active';

export const brokenFigures: readonly Defect[] = [
  ...(['planId', 'model', 'moduleId'] as const).map((name) => ({
    defect: `sums figures whatever their ${name}`,
    breaks: sumsEqualTheRuns,
    create: withoutFilter(name),
  })),
  {
    defect: 'keeps sums apart by what it was not asked for',
    breaks: sumsEqualTheRuns,
    create: withAnalytics(({ analytics }) => ({ usage: ({ by: _by, ...query }) => analytics.usage(query) })),
  },
  {
    defect: 'leaves out the gates of prompts that were scored',
    breaks: sumsEqualTheRuns,
    create: withAnalytics(({ analytics }) => ({
      async usage(query) {
        const all = await analytics.usage(query);
        return all.map((sums): UsageSums => (sums.operation === 'score' ? { ...sums, passed: 0 } : sums));
      },
    })),
  },
  {
    defect: 'answers measures for a plan and a module at once as if there were none',
    breaks: sumsEqualTheRuns,
    create: withAnalytics(({ analytics }) => ({
      measures: async (query) => (await analytics.measures(query)) ?? [],
    })),
  },
  {
    defect: 'tells the present as the time of the last roll-up',
    breaks: 'a figure is of what had ended by the last roll-up, which tells its time and its time zone',
    create: (environment) =>
      withAnalytics(({ analytics }) => ({
        summed: async () => ({ ...(await analytics.summed()), until: environment.clock.now() + 1 }),
      }))(environment),
  },
  {
    defect: 'loses the measures of runs that are purged',
    breaks: 'figures outlive the runs, whether these were rolled up before they were purged or not',
    create: (environment) => {
      let purged = false;
      return storageWith({
        ledger: ({ ledger }) => ({
          purge(scope, request) {
            purged = true;
            return ledger.purge(scope, request);
          },
        }),
        analytics: ({ analytics }) => ({ measures: async (query) => (purged ? [] : analytics.measures(query)) }),
      })(environment);
    },
  },
  {
    defect: 'stays with UTC, whatever the time zone',
    breaks: 'in another time zone runs are of other days, and back again, while those that were purged stay',
    create: storageWith({
      maintenance: ({ maintenance }) => ({ rollUp: (request) => maintenance.rollUp({ ...request, timeZone: 'UTC' }) }),
    }),
  },
  {
    defect: 'knows no summer time',
    breaks: 'a run counts on the day on which it was created in the time zone, also where clocks are changed',
    create: storageWith({
      maintenance: ({ maintenance }) => ({
        rollUp: ({ timeZone, ...request }) =>
          maintenance.rollUp({ ...request, timeZone: timeZone === 'Europe/Berlin' ? 'Etc/GMT-1' : timeZone }),
      }),
    }),
  },
  {
    defect: 'counts users of two tenants twice',
    breaks: peopleCountOnce,
    create: (environment) => {
      const tenants = new Set<string>();
      return storageWith({
        ledger: ({ ledger }) => ({
          reserve(scope, reservation) {
            tenants.add(scope.orgId);
            return ledger.reserve(scope, reservation);
          },
        }),
        analytics: ({ analytics }) => ({
          async activeUsers(request) {
            if (request.orgId !== null) return analytics.activeUsers(request);
            const each = [...tenants].map((orgId) => analytics.activeUsers({ ...request, orgId }));
            const [first = [], ...others] = await Promise.all(each);
            return first.map(({ from, users }, index) => ({
              from,
              users: others.reduce((sum, other) => sum + (other[index]?.users ?? 0), users),
            }));
          },
        }),
      })(environment);
    },
  },
  {
    defect: 'begins weeks on Sunday',
    breaks: peopleCountOnce,
    create: withAnalytics(({ analytics }) => ({
      async activeUsers(request) {
        const found = await analytics.activeUsers(request);
        if (request.interval !== 'week') return found;
        return found.map(({ from, users }) => ({
          from: new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10),
          users,
        }));
      },
    })),
  },
  {
    defect: 'counts those as active who were erased',
    breaks: 'whoever was erased is active no more where they were erased, and their runs still count',
    create: (environment) => storageWith({ analytics: () => ({ eraseUser: async () => 1 }) })(environment),
  },
  {
    defect: 'takes the first month of the range for the first month of everybody',
    breaks: peopleCountOnce,
    create: withAnalytics(({ analytics }) => ({
      retention: async (request) =>
        (await analytics.retention(request)).map((cell) => ({ ...cell, cohort: request.first })),
    })),
  },
  {
    defect: 'keeps the measures of the first end of a run only',
    breaks: 'measures are those of the settlement that counts, and names may hold any character',
    create: (environment) => {
      const ended = new Set<string>();
      return storageWith({
        ledger: ({ ledger }) => ({
          async reap(request) {
            const answer = await ledger.reap(request);
            for (const { id } of answer.reaped) ended.add(id);
            return answer;
          },
          settle: (scope, settlement) =>
            ledger.settle(scope, ended.has(settlement.runId) ? { ...settlement, measures: {} } : settlement),
        }),
      })(environment);
    },
  },
  {
    defect: 'shows figures of all tenants to each of them',
    breaks: 'figures of a tenant are of its own runs alone',
    create: withAnalytics(({ analytics }) => ({ usage: (query) => analytics.usage({ ...query, orgId: null }) })),
  },
  {
    defect: 'reads records of one moment in the order in which they ended',
    breaks: 'runs that have ended are read oldest first, those of one moment by tenant and id, by any filter',
    create: withAnalytics(({ analytics }) => ({
      async records(query) {
        const page = await analytics.records(query);
        const items = page.items.toSorted((a, b) => a.createdAt - b.createdAt || a.endedAt - b.endedAt);
        return { ...page, items };
      },
    })),
  },
  {
    defect: 'goes on with records of a later moment, past those of the moment of the last one',
    breaks: 'a page of records goes on after its last one, whatever comes and goes in between',
    create: withAnalytics(({ analytics }) => ({
      records({ after, range, ...query }) {
        const last = after === null ? null : JSON.parse(after);
        const from = last === null ? range.from : Math.max(range.from, last[0] + 1);
        return analytics.records({ ...query, range: { ...range, from }, after: null });
      },
    })),
  },
  {
    defect: 'names the user of a record that was erased',
    breaks: 'of a run whose user was erased, a record names the run, its module and its figures, and nobody',
    create: withAnalytics(({ analytics }) => ({
      async records(query) {
        const page = await analytics.records(query);
        return { ...page, items: page.items.map((record) => ({ ...record, userId: record.userId || 'ada' })) };
      },
    })),
  },
  {
    defect: 'counts a run whose lease is over as ended',
    breaks: 'runs under way are those that are reserved and have not ended',
    create: (environment) => {
      const leases = new Map<string, { readonly orgId: string; readonly until: number }>();
      return storageWith({
        ledger: ({ ledger }) => ({
          async reserve(scope, reservation) {
            const until = environment.clock.now() + reservation.leaseMs;
            leases.set(reservation.runId, { orgId: scope.orgId, until });
            return ledger.reserve(scope, reservation);
          },
        }),
        analytics: ({ analytics }) => ({
          async underWay({ orgId }) {
            const all = await analytics.underWay({ orgId });
            const over = [...leases.values()].filter(
              (lease) => (orgId === null || lease.orgId === orgId) && lease.until <= environment.clock.now(),
            );
            return Math.max(0, all - over.length);
          },
        }),
      })(environment);
    },
  },
  {
    defect: 'begins anew with a cursor of records that it cannot read',
    breaks: 'a cursor that no page of records gave is rejected as request_invalid',
    create: withAnalytics(({ analytics }) => ({
      records: (query) => analytics.records(query).catch(() => analytics.records({ ...query, after: null })),
    })),
  },
];
