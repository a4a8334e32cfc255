import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import type {
  EventStore,
  LedgerStore,
  Reservation,
  ReserveResult,
  Run,
  Storage,
  TenantScope,
} from '../../src/storage.js';
import { type StorageContractHost, storageContract } from '../../src/testing/storage-contract/index.js';
import { brokenAlerts } from './broken-alerts.js';
import { brokenApiKeys } from './broken-api-keys.js';
import { brokenBilling } from './broken-billing.js';
import { brokenCache } from './broken-cache.js';
import { brokenCheckReports } from './broken-check-reports.js';
import { brokenCredentials } from './broken-credentials.js';
import { brokenFigures } from './broken-figures.js';
import { brokenHistory } from './broken-history.js';
import { brokenIdempotency } from './broken-idempotency.js';
import { brokenLocks } from './broken-locks.js';
import { brokenPeople } from './broken-people.js';
import { brokenRecords } from './broken-records.js';
import { brokenStreams } from './broken-streams.js';
import { brokenTakeovers } from './broken-takeovers.js';
import { brokenUpkeep } from './broken-upkeep.js';
import { type Defect, overlay, storageWith } from './storage-with-defects.js';

interface Promised {
  readonly promise: string;
  readonly run: () => Promise<void>;
}

/** The whole suite for a storage. */
function promisesOf(host: Pick<StorageContractHost, 'create' | 'destroy'>): readonly Promised[] {
  const tests: Promised[] = [];
  storageContract({
    ...host,
    describe: (_topic, declare) => declare(),
    test: (promise, run) => tests.push({ promise, run }),
  });
  expect(tests.length).toBeGreaterThan(100);
  return tests;
}

/** Runs tests of the suite. @returns the promises that are broken. */
async function broken(tests: readonly Promised[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { promise, run } of tests) await run().catch(() => found.push(promise));
  return found;
}

function unlimited(reservation: Reservation): Reservation {
  const limits = reservation.limits.map((limit) => ({ ...limit, max: Number.MAX_SAFE_INTEGER }));
  return { ...reservation, limits };
}

/** The tenants of all runs a storage has admitted, for defects that mix them up. */
function rememberOwners(ledger: LedgerStore) {
  const owners = new Map<string, TenantScope>();
  async function reserve(scope: TenantScope, reservation: Reservation): Promise<ReserveResult> {
    owners.set(reservation.runId, scope);
    return ledger.reserve(scope, reservation);
  }
  return { owners, reserve };
}

const defects: readonly Defect[] = [
  {
    defect: 'checks the windows first and takes the hold later, so that concurrent callers overtake each other',
    breaks: 'of 50 reservations at once exactly as many are admitted as the limit has room for',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async reserve(scope, reservation) {
          const windows = await ledger.peek(scope, reservation);
          await Promise.resolve();
          const full = windows.some(({ meter, remaining }) => remaining < reservation.hold[meter]);
          return ledger.reserve(scope, full ? reservation : unlimited(reservation));
        },
      }),
    }),
  },
  {
    defect: 'charges the first window of a call that a later one refuses',
    breaks: 'a call refused by the last window charges no window and writes no run',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async consume(scope, request) {
          const answer = await ledger.consume(scope, request);
          const first = request.limits[0];
          if (answer.outcome !== 'refused' || first === undefined) return answer;
          await ledger.consume(scope, { ...request, limits: [{ ...first, max: Number.MAX_SAFE_INTEGER }] });
          return answer;
        },
      }),
    }),
  },
  {
    defect: 'tells the first of the waits instead of the latest',
    breaks: 'a refusal lists all windows in lock order, those without room, and the latest wait among them',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async reserve(scope, reservation) {
          const answer = await ledger.reserve(scope, reservation);
          if (answer.outcome !== 'refused' || answer.retryAfterMs === null) return answer;
          return { ...answer, retryAfterMs: Math.min(...answer.blocked.map(({ resetAfterMs }) => resetAfterMs)) };
        },
      }),
    }),
  },
  {
    defect: 'drops the last event of a settlement',
    breaks: 'events written by a settlement and by append come back whole, in the order of their sequence',
    create: storageWith({
      ledger: ({ ledger }) => ({
        settle: (scope, settlement) => ledger.settle(scope, { ...settlement, events: settlement.events.slice(0, -1) }),
      }),
    }),
  },
  {
    defect: 'overwrites an event that is written again',
    breaks: 'an event with a run and sequence that is there already is left as it is, by append and by settlement',
    create: storageWith({
      events: ({ events }) => {
        const latest = new Map<string, Parameters<EventStore['append']>[1][number]>();
        return {
          async append(scope, appended) {
            await events.append(scope, appended);
            for (const event of appended) latest.set(`${event.runId} ${event.sequence}`, event);
          },
          async ofRun(scope, request) {
            const read = await events.ofRun(scope, request);
            return read.map((event) => latest.get(`${event.runId} ${event.sequence}`) ?? event);
          },
        };
      },
    }),
  },
  {
    defect: 'gives any run to whoever knows its id',
    breaks: 'a tenant sees nothing of what another has',
    create: storageWith({
      ledger: ({ ledger }) => {
        const { owners, reserve } = rememberOwners(ledger);
        return { reserve, get: (scope, runId) => ledger.get(owners.get(runId) ?? scope, runId) };
      },
    }),
  },
  {
    defect: 'lists the runs of every tenant',
    breaks: 'a tenant sees nothing of what another has',
    create: storageWith({
      ledger: ({ ledger }) => {
        const { owners, reserve } = rememberOwners(ledger);
        return {
          reserve,
          async list(scope, request) {
            const tenants = new Set([...owners.values()].map(({ orgId }) => orgId)).add(scope.orgId);
            const runs: Run[] = [];
            for (const orgId of tenants) runs.push(...(await ledger.list({ orgId }, request)).runs);
            return { ...(await ledger.list(scope, request)), runs };
          },
        };
      },
    }),
  },
  {
    defect: 'lets a tenant settle the runs of another',
    breaks: 'a tenant changes nothing of what another has, whatever it calls with the same names',
    create: storageWith({
      ledger: ({ ledger }) => {
        const { owners, reserve } = rememberOwners(ledger);
        return {
          reserve,
          settle: (scope, settlement) => ledger.settle(owners.get(settlement.runId) ?? scope, settlement),
        };
      },
    }),
  },
  {
    defect: 'goes by the clock of the machine',
    breaks: 'health answers the time of the clock the storage goes by',
    create: () => memoryStorage({ clock: { now: () => Date.now() } }),
  },
  {
    defect: 'answers that a run was settled before, and charges it all the same',
    breaks: 'a second settlement changes nothing and returns the run as the first one left it',
    create: storageWith({
      ledger: ({ ledger }) => {
        const reservations = new Map<string, Reservation>();
        return {
          reserve(scope, reservation) {
            reservations.set(reservation.runId, unlimited(reservation));
            return ledger.reserve(scope, reservation);
          },
          async settle(scope, settlement) {
            const answer = await ledger.settle(scope, settlement);
            const reserved = reservations.get(settlement.runId);
            if (answer.outcome !== 'already_settled' || reserved === undefined) return answer;
            await ledger.consume(scope, { ...reserved, amounts: { calls: 1, tokens: 500, cost: 900 } });
            return answer;
          },
        };
      },
    }),
  },
  {
    defect: 'charges a settlement to the new window when the one of the hold is over',
    breaks: 'a hold settled in the next hour for more corrects the month, and leaves the new hour alone',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async settle(scope, settlement) {
          const answer = await ledger.settle(scope, settlement);
          if (answer.outcome !== 'settled') return answer;
          const hours = answer.windows.filter(({ period }) => period === 'hour' && answer.run.endedAt !== null);
          const rolled = (answer.run.endedAt ?? 0) - answer.run.createdAt >= 3_600_000 ? hours : [];
          const limits = rolled.map((window) => ({ ...window, max: Number.MAX_SAFE_INTEGER }));
          await ledger.consume(scope, { userId: answer.run.userId, limits, amounts: settlement.charge });
          return answer;
        },
      }),
    }),
  },
  {
    defect: 'takes the key of one user for that of another',
    breaks: 'a key means nothing to another user, nor to the same user in another organization',
    create: storageWith({
      ledger: ({ ledger }) => {
        const named = new Map<string, { readonly scope: TenantScope; readonly runId: string }>();
        return {
          async reserve(scope, reservation) {
            const earlier = named.get(reservation.idempotencyKey ?? reservation.runId);
            const run = earlier === undefined ? null : await ledger.get(earlier.scope, earlier.runId);
            if (run !== null) return { outcome: 'replayed', run, windows: await ledger.peek(scope, reservation) };
            named.set(reservation.idempotencyKey ?? reservation.runId, { scope, runId: reservation.runId });
            return ledger.reserve(scope, reservation);
          },
        };
      },
    }),
  },
  {
    defect: 'forgets the call in flight of a run it reaps',
    breaks: 'a call that was in flight is charged its worst case on top, and the usage is marked estimated',
    create: storageWith({
      ledger: ({ ledger }) => ({
        checkpoint: (scope, checkpoint) => ledger.checkpoint(scope, { ...checkpoint, inFlight: null }),
      }),
    }),
  },
  {
    defect: 'lets amounts through that are not a number',
    breaks: 'an amount of a limited meter that is no whole number is rejected as internal, and nothing is written',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async consume(scope, request) {
          const { calls } = request.amounts;
          const amounts = { ...request.amounts, calls: Number.isNaN(calls) ? 0 : calls };
          return ledger.consume(scope, { ...request, amounts });
        },
      }),
    }),
  },
  {
    defect: 'counts in 32 bits',
    breaks: 'amounts are counted exactly up to 2^53 - 1',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async consume(scope, request) {
          const answer = await ledger.consume(scope, request);
          return { ...answer, windows: answer.windows.map((window) => ({ ...window, used: window.used | 0 })) };
        },
      }),
    }),
  },
  {
    defect: 'takes an offset for a cursor, so that new runs move the pages',
    breaks: 'paging shows every run once, while new runs arrive and others end',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async list(scope, { userId, limit, after }) {
          const { runs } = await ledger.list(scope, { userId, limit: 100, after: null });
          const end = Number(after ?? 0) + limit;
          return { runs: runs.slice(end - limit, end), next: end < Math.min(runs.length, 40) ? `${end}` : null };
        },
      }),
    }),
  },
  {
    defect:
      'compares the version of a subscription first and saves later, so that concurrent savers overwrite each other',
    breaks: 'of 20 savers at once exactly one wins, on the first save and on a later one',
    create: storageWith({
      subscriptions: ({ subscriptions }) => ({
        async save(scope, subscription, expectedVersion) {
          const seen = await subscriptions.load(scope);
          if ((seen?.version ?? 0) !== expectedVersion) return { outcome: 'conflict' };
          for (;;) {
            const newest = await subscriptions.load(scope);
            const answer = await subscriptions.save(scope, subscription, newest?.version ?? 0);
            if (answer.outcome === 'saved') return answer;
          }
        },
      }),
    }),
  },
  {
    defect: 'goes on answering after it was closed',
    breaks:
      'closing waits for calls under way; afterwards every call is refused as storage_unavailable, and closing again is fine',
    create: ({ clock }) => overlay(memoryStorage({ clock }), { close: async () => {} }),
  },
];

describe('the storage contract', () => {
  test('finds nothing wrong with an intact storage that is made anew for each test', async () => {
    expect(await broken(promisesOf({ create: ({ clock }) => memoryStorage({ clock }) }))).toEqual([]);
  });

  test('finds nothing wrong with an intact storage that all tests share', async () => {
    let shared: Storage | undefined;
    const host = {
      create: ({ clock }: Parameters<StorageContractHost['create']>[0]) => (shared ??= memoryStorage({ clock })),
      destroy: () => {},
    };
    expect(await broken(promisesOf(host))).toEqual([]);
  });

  for (const { defect, breaks, create } of [
    ...defects,
    ...brokenLocks,
    ...brokenStreams,
    ...brokenUpkeep,
    ...brokenFigures,
    ...brokenRecords,
    ...brokenPeople,
    ...brokenBilling,
    ...brokenCredentials,
    ...brokenApiKeys,
    ...brokenTakeovers,
    ...brokenHistory,
    ...brokenIdempotency,
    ...brokenCache,
    ...brokenCheckReports,
    ...brokenAlerts,
  ]) {
    test(`catches a storage that ${defect}`, async () => {
      // Whatever else it breaks, this is the promise that has to find it.
      const tests = promisesOf({ create }).filter(({ promise }) => promise === breaks);
      expect(await broken(tests)).toContain(breaks);
    });
  }
});
