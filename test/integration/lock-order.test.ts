import { Pool, type PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import type { Clock, LedgerStore } from '../../src/storage.js';
import { quotaLimit } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { scoreRecord, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { migratedDatabase, onServer, type TestDatabase } from '../postgres-server/index.js';

const hourMs = 3_600_000;
const scope = { orgId: 'acme' };
const limits = [quotaLimit('user', 'tokens', 'hour', 1_000_000), quotaLimit('org', 'tokens', 'month', 1_000_000)];
const amounts = { calls: 1, tokens: 10, cost: 0 };
const consumption = { userId: 'ada', limits, amounts };

let database: TestDatabase;
let admin: Pool;
const pools: Pool[] = [];

beforeAll(async () => {
  database = await migratedDatabase();
  admin = openPool(4);
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.drop();
});
beforeEach(() => onServer(database.url, 'truncate promptforge.runs, promptforge.quota_windows'));

function openPool(max: number): Pool {
  const pool = new Pool({ connectionString: database.url, max });
  pools.push(pool);
  return pool;
}

/** A ledger of one connection, whose plans are made when it is first called. */
function openLedger(clock?: Pick<Clock, 'now'>): LedgerStore {
  return postgresStorage({ pool: openPool(1), ...(clock === undefined ? {} : { clock }) }).ledger;
}

/** Statistics as of now, for good: of two windows and a few runs. */
async function analyzeWhileSmall(): Promise<void> {
  const tables = ['promptforge.quota_windows', 'promptforge.runs'];
  await onServer(
    database.url,
    ...tables.flatMap((table) => [`alter table ${table} set (autovacuum_enabled = false)`, `vacuum analyze ${table}`]),
  );
}

async function untilWaiting(waiters: number): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await admin.query(`
        select count(*)::int as waiters
          from pg_stat_activity
         where wait_event_type = 'Lock' and datname = current_database()`);
      return rows[0].waiters;
    })
    .toBe(waiters);
}

const userRow = `select from promptforge.quota_windows where org_id = 'acme' and user_id = 'ada' for update`;
const organizationRow = `select from promptforge.quota_windows where org_id = 'acme' and user_id = '' for update nowait`;

/** While somebody has the row of the user, a call waits for it, and has not taken that of the organization. */
async function verifyUserComesFirst(call: () => Promise<unknown>): Promise<void> {
  const holder: PoolClient = await admin.connect();
  try {
    await holder.query('begin');
    await holder.query(userRow);
    const calling = call();
    await untilWaiting(1);
    // Rejected with 55P03 if it is taken.
    await admin.query(organizationRow);
    await holder.query('rollback');
    await calling;
  } finally {
    await holder.query('rollback');
    holder.release();
  }
}

describe('windows of users are locked before those of organizations, also by plans of a nearly empty table, by', () => {
  beforeEach(async () => {
    await openLedger().consume(scope, consumption);
    await analyzeWhileSmall();
  });

  const twice = <Request>(request: () => Request) => [request(), request()].map((each) => ({ scope, request: each }));
  test.each<readonly [name: string, call: (ledger: LedgerStore) => Promise<unknown>]>([
    ['consume', (ledger) => ledger.consume(scope, consumption)],
    ['consumeMany', (ledger) => ledger.consumeMany(twice(() => consumption))],
    [
      'consumeMany where there is no room',
      (ledger) => ledger.consumeMany(twice(() => ({ ...consumption, count: 900 }))),
    ],
    ['reserve', (ledger) => ledger.reserve(scope, reservation({ limits }))],
    ['reserveMany', (ledger) => ledger.reserveMany(twice(() => reservation({ limits })))],
  ])('%s', (_name, call) => verifyUserComesFirst(() => call(openLedger())));

  test('settle', async () => {
    const ledger = openLedger();
    const run = reservation({ limits });
    await ledger.reserve(scope, run);
    await verifyUserComesFirst(() => ledger.settle(scope, settlement(run.runId)));
  });
});

test('they are, too, when a batch corrects two windows of one user, of which the first has turned', async () => {
  let now = Date.UTC(2026, 10, 23, 1);
  const ledger = openLedger({ now: () => now });
  const old = reservation({ limits });
  await ledger.reserve(scope, old);
  now += 5 * hourMs;
  const fresh = reservation({ limits });
  await ledger.reserve(scope, fresh);
  await verifyUserComesFirst(() =>
    ledger.settleMany([old, fresh].map(({ runId }) => ({ scope, request: settlement(runId) }))),
  );
});

test.each([
  ['with its key', 'replayed', () => ({ runId: 'another' })],
  ['with its id', 'reserved', () => ({})],
])('a run asked for again %s while it is being settled is answered at once, and holds up nobody', async (_with, outcome, changed) => {
  const run = reservation({ limits, idempotencyKey: 'key' });
  await openLedger().reserve(scope, run);
  await onServer(
    database.url,
    `create function public.pause() returns trigger language plpgsql as $$
       begin perform pg_advisory_xact_lock(42); return new; end $$`,
    'create trigger pause before insert on promptforge.scores for each row execute function public.pause()',
  );
  const pauser = await admin.connect();
  try {
    await pauser.query('select pg_advisory_lock(42)');
    const settling = openLedger().settle(scope, settlement(run.runId, { scores: [scoreRecord('original', 50)] }));
    await untilWaiting(1);
    const again = await openLedger().reserve(scope, { ...run, ...changed() });
    expect(again).toMatchObject({ outcome, run: { id: run.runId, status: 'reserved' } });
    await pauser.query('select pg_advisory_unlock(42)');
    expect(await settling).toMatchObject({ outcome: 'settled' });
  } finally {
    await pauser.query('select pg_advisory_unlock_all()');
    pauser.release();
    await onServer(database.url, 'drop trigger pause on promptforge.scores', 'drop function public.pause');
  }
  expect(await openLedger().peek(scope, { userId: 'ada', limits })).toMatchObject([{ used: 500 }, { used: 500 }]);
});

test('a key is found also by who looked for it before its run was there, and waited for the windows', async () => {
  await openLedger().consume(scope, consumption);
  await onServer(
    database.url,
    `create function public.pause() returns trigger language plpgsql as $$
       begin perform pg_advisory_xact_lock(42); return new; end $$`,
    'create trigger pause before insert on promptforge.runs for each row execute function public.pause()',
  );
  const run = reservation({ limits, idempotencyKey: 'key' });
  // A window that is new, so that the key is looked for before the windows are taken.
  const more = [...limits, quotaLimit('org', 'cost', 'day', 1_000_000)];
  const pauser = await admin.connect();
  try {
    await pauser.query('select pg_advisory_lock(42)');
    const first = openLedger().reserve(scope, run);
    await untilWaiting(1);
    const second = openLedger().reserve(scope, { ...run, runId: 'another', limits: more });
    await untilWaiting(2);
    await pauser.query('select pg_advisory_unlock(42)');
    expect(await first).toMatchObject({ outcome: 'reserved' });
    expect(await second).toMatchObject({ outcome: 'replayed', run: { id: run.runId } });
  } finally {
    await pauser.query('select pg_advisory_unlock_all()');
    pauser.release();
    await onServer(database.url, 'drop trigger pause on promptforge.runs', 'drop function public.pause');
  }
  const windows = await openLedger().peek(scope, { userId: 'ada', limits: more });
  expect(windows.map(({ used }) => used)).toEqual([1_010, 0, 1_010]);
});
