import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { settlementDocuments } from '../../adapters/sql/arguments/run-documents.js';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { failureWithCharge, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { amount } from '../endurance/amount.js';
import { emptyDatabase } from '../postgres-server/index.js';
import {
  applyMigrations,
  callFunction,
  type DatabaseSession,
  pgliteSession,
  pgliteWithRoles,
  postgresSession,
} from '../schema/database-session.js';
import { answers, differences, fillAsOfThen, settleUnderWay } from '../schema/earlier-data.js';
import { schemaDump } from '../schema/schema-dump.js';

const firstRelease = 6;
const isOfBatches = (index: number) => migrations[index]?.name.endsWith('_in_batches') === true;
const beforeBatches = migrations.findIndex((_, index) => isOfBatches(index));

const isOfPeople = (index: number) => migrations[index]?.name.startsWith('2026113000') === true;
const isOfOperations = (index: number) => migrations[index]?.name.startsWith('2026113001') === true;

/**
 * How many migrations versions had. Those of the batches came in one: in between, no run can be ended. So
 * did those of sessions, credentials, keys and members, and those of what runs do and remember.
 */
const versions = migrations.flatMap(({ name }, index) =>
  [isOfBatches, isOfPeople, isOfOperations].some((isOf) => isOf(index - 1) && isOf(index))
    ? []
    : [[index, name] as const],
);

const every = Math.ceil(versions.length / amount('SIZE', 8));
/** Back from the newest, so many of them, and the one that had nothing. */
const tried = versions.filter((_, index) => index === 0 || (versions.length - 1 - index) % every === 0);

/** What consumed, reserved and settled in a database with the first `count` migrations. */
function ledgerFunctionsOf(count: number): readonly string[] {
  return count > beforeBatches
    ? ['consume_many_v1', 'reserve_many_v1', 'settle_many_v1']
    : ['consume_v1', 'reserve_v1', 'settle_v1'];
}

async function eventsOf(session: DatabaseSession): Promise<readonly unknown[]> {
  const [found] = await session.query(`
    select coalesce(to_regclass('promptforge.telemetry_events'), to_regclass('promptforge.events'))::text as events`);
  if (typeof found?.events !== 'string') return [];
  return session.query(`
    select e.org_id, e.run_id, e.sequence, e.user_id, e.type, e.at::text, e.recorded_at::text, e.data::text
      from ${found.events} as e
     order by e.run_id, e.sequence`);
}

/** Fills a database of an earlier version, upgrades it, and verifies that nothing of it was lost. */
async function verifyUpgrade(session: DatabaseSession, count: number, upgrade: () => Promise<void>): Promise<void> {
  await applyMigrations(session, migrations.slice(0, count));
  const called = await fillAsOfThen(session);
  if (count >= firstRelease) expect(called).toEqual(expect.arrayContaining([...ledgerFunctionsOf(count)]));
  const before = { answers: await answers(session), events: await eventsOf(session) };
  if (count >= firstRelease) expect(before.events).toHaveLength(8);

  await upgrade();
  const after = { answers: await answers(session), events: await eventsOf(session) };
  expect(after.events).toEqual(before.events);
  expect(differences(before.answers, after.answers)).toEqual([]);
  if (count < firstRelease) return;
  expect(await historyOf(session)).toMatchObject({
    items: [{ version: 1, planId: 'pro', previous: null }],
    more: false,
  });
  const windows = [
    [6, expect.any(Number)],
    [1_507, expect.any(Number)],
  ];
  expect(await settleUnderWay(session)).toMatchObject([
    { settled: true, run: { userId: 'ada', planId: 'pro' }, windows },
  ]);
  expect(await eventsOf(session)).toHaveLength(10);
  expect(await settleUnderWay(session)).toMatchObject([
    {
      settled: false,
      run: { id: 'under-way', status: 'succeeded', charge: { calls: 1, tokens: 500, cost: 900 } },
      windows,
    },
  ]);
  // The same event, appended again to a run of an earlier version, meets itself.
  await fillAgain(session);
  expect(await eventsOf(session)).toHaveLength(10);
}

/** Of the tenant whose subscription an earlier version has saved. */
async function historyOf(session: DatabaseSession): Promise<unknown> {
  const [row] = await session.query(`select promptforge.subscription_history_v1('acme', 10, null)::text as history`);
  return JSON.parse(String(row?.history));
}

async function fillAgain(session: DatabaseSession): Promise<void> {
  const events = await eventsOf(session);
  const documents = await session.query(
    `select jsonb_agg(jsonb_build_object(
              'runId', e.run_id, 'userId', e.user_id, 'sequence', e.sequence, 'type', e.type,
              'at', promptforge.to_ms(e.at), 'data', e.data
            )) as all
       from promptforge.telemetry_events as e`,
  );
  expect(events.length).toBeGreaterThan(0);
  await session.query('select promptforge.append_events_v1($1, $2)', ['acme', JSON.stringify(documents[0]?.all)]);
}

describe('on PGlite', () => {
  let database: PGlite;
  let session: DatabaseSession;
  let fresh: readonly string[];

  beforeAll(async () => {
    database = await pgliteWithRoles();
    session = pgliteSession(database);
    await pgliteStorage({ database }).setup();
    fresh = await schemaDump(session);
  });
  afterAll(() => database.close());

  test.each(
    tried,
  )('a database with the first %i migrations, before %s, becomes as a new one and keeps what it had', async (count) => {
    await session.exec('drop schema promptforge cascade');
    // Else each schema that was dropped makes the next one slower.
    await session.exec('vacuum');
    const upgrade = () => pgliteStorage({ database }).setup();
    if (count === 0) await upgrade();
    else await verifyUpgrade(session, count, upgrade);
    expect(await schemaDump(session)).toEqual(fresh);
  });

  test('a run of a window that turned before the upgrade is corrected where the next window remembers it', async () => {
    await session.exec('drop schema promptforge cascade');
    await applyMigrations(session, migrations.slice(0, beforeBatches));
    const call = (name: string, time: string, args: Readonly<Record<string, unknown>>) =>
      callFunction(session, name, { ...args, p_now: `2026-10-20T${time}:00Z` });
    const person = { p_org_id: 'acme', p_user_id: 'ada' };
    const fields = {
      subject: 'org',
      meter: 'tokens',
      period: 'hour',
      max: 100_000,
      anchor: null,
      algorithm: 'sliding',
    };
    const limits = { p_limits: [fields] };
    await call('reserve_v1', '12:30', {
      ...{ ...person, p_run_id: 'late', p_operation: 'optimize', p_plan_id: 'pro', p_engine: 'model', p_model: null },
      ...{ p_input: {}, p_idempotency_key: null, p_fingerprint: '', p_lease_ms: 86_400_000 },
      ...{ ...limits, p_hold: { calls: 1, tokens: 1_000, cost: 0 } },
    });
    await call('consume_v1', '13:15', { ...person, ...limits, p_amounts: { calls: 0, tokens: 10, cost: 0 } });
    expect(await call('peek_v1', '13:30', { ...person, ...limits })).toMatchObject([{ used: 510 }]);

    await pgliteStorage({ database }).setup();
    expect(await call('peek_v1', '13:30', { ...person, ...limits })).toEqual([[510, 1_800_000]]);
    const charge = { calls: 1, tokens: 400, cost: 0 };
    const request = settlement('late', { charge });
    expect(
      await call('settle_many_v1', '13:30', {
        ...settlementDocuments([{ scope: { orgId: 'acme' }, request }]),
      }),
    ).toMatchObject([{ settled: true, windows: [[210, 1_800_000]] }]);
    expect(await call('peek_v1', '13:30', { ...person, ...limits })).toEqual([[210, 1_800_000]]);
  });

  test('an older schema does not free keys it knows nothing of, nor does an older library free any', async () => {
    await session.exec('drop schema promptforge cascade');
    const ofKeys = migrations.findIndex(({ name }) => name.endsWith('_keys_of_failed_runs'));
    await applyMigrations(session, migrations.slice(0, ofKeys));
    const storage = pgliteStorage({ database });
    const scope = { orgId: 'acme' };
    const failed = (runId: string) => ({ scope, request: { ...failureWithCharge(runId), freesKey: true } });
    const begun = async () => (await reserveRun(storage, scope, { idempotencyKey: randomUUID() })).id;
    const keyOf = async (runId: string) => (await storage.ledger.get(scope, runId))?.idempotencyKey;

    const before = await begun();
    expect((await storage.ledger.settle(scope, failed(before).request)).outcome).toBe('settled');
    expect(await keyOf(before)).toEqual(expect.any(String));

    await storage.setup();
    const [ofOlder, ofNewer] = [await begun(), await begun()];
    const documents = settlementDocuments([failed(ofOlder)]);
    const without = documents.p_settlements.map((end) => ({ ...end, freesKey: undefined }));
    await callFunction(session, 'settle_many_v1', { ...documents, p_settlements: without });
    expect(await keyOf(ofOlder)).toEqual(expect.any(String));
    await storage.ledger.settle(scope, failed(ofNewer).request);
    expect(await keyOf(ofNewer)).toBeNull();
  });

  test('roles that came between two versions are granted what they would have had from the start', async () => {
    await session.exec(`
      drop schema promptforge cascade;
      drop role anon, authenticated, service_role;`);
    await applyMigrations(session, migrations.slice(0, -1));
    expect(await schemaDump(session)).not.toEqual(fresh);
    await session.exec('create role anon; create role authenticated; create role service_role bypassrls;');
    await pgliteStorage({ database }).setup();
    expect(await schemaDump(session)).toEqual(fresh);
  });

  test('setting up once more applies nothing', async () => {
    const applied = 'select m.name, m.checksum, m.applied_at::text from promptforge.migrations as m order by m.name';
    const before = await session.query(applied);
    expect(before).toHaveLength(migrations.length);
    await pgliteStorage({ database }).setup();
    expect(await session.query(applied)).toEqual(before);
  });

  test.each([
    ['an index', 'drop index promptforge.runs_by_age'],
    ['an index of a month', 'drop index promptforge.telemetry_events_by_age'],
    ['a column', 'alter table promptforge.runs add column more text'],
    ['a type', 'alter table promptforge.subscriptions alter column seats type numeric'],
    ['a default', 'alter table promptforge.runs alter column input_tokens set default 1'],
    ['not null', 'alter table promptforge.plans alter column title drop not null'],
    ['a check', 'alter table promptforge.profiles drop constraint profiles_user_id_check'],
    ['a foreign key', 'alter table promptforge.org_members drop constraint org_members_org_id_fkey'],
    ['row level security', 'alter table promptforge.event_listeners disable row level security'],
    ['a policy', 'alter policy members_read on promptforge.orgs using (true)'],
    ['a grant on a table', 'grant insert on promptforge.runs to authenticated'],
    ['a grant on a function', 'grant execute on function promptforge.get_run_v1 to anon'],
    ['a grant on the schema', 'grant create on schema promptforge to service_role'],
    ['a function', `alter function promptforge.member_org_ids() set search_path = 'public'`],
    ['an option of a table', 'alter table promptforge.quota_windows reset (fillfactor)'],
    ['a view', 'alter view promptforge.run_figures reset (security_invoker)'],
    ['a composite type', 'alter type promptforge.window_changes add attribute more text'],
  ])('a difference in %s shows in the comparison', async (_what, change) => {
    await session.exec('begin');
    try {
      await session.exec(change);
      expect(await schemaDump(session)).not.toEqual(fresh);
    } finally {
      await session.exec('rollback');
    }
    expect(await schemaDump(session)).toEqual(fresh);
  });
});

test('on Postgres, a database of the first release becomes as a new one and keeps what it had', async () => {
  const [fresh, old] = [await emptyDatabase(), await emptyDatabase()];
  const [freshSession, oldSession] = [await postgresSession(fresh.url), await postgresSession(old.url)];
  const setUp = async (connectionString: string) => {
    const storage = postgresStorage({ connectionString });
    await storage.setup();
    await storage.close();
  };
  try {
    await setUp(fresh.url);
    await verifyUpgrade(oldSession, firstRelease, () => setUp(old.url));
    expect(await schemaDump(oldSession)).toEqual(await schemaDump(freshSession));
    const dump = await schemaDump(oldSession);
    await setUp(old.url);
    expect(await schemaDump(oldSession)).toEqual(dump);
  } finally {
    await Promise.all([freshSession.close(), oldSession.close()]);
    await Promise.all([fresh.drop(), old.drop()]);
  }
});
