import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { migrate } from '../../adapters/sql/schema/migrate.js';
import { sqlFunctions } from '../../adapters/sql/sql-functions.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { applyMigrations, pgliteSession, pgliteWithRoles } from '../schema/database-session.js';

let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
  await Promise.all([pgliteStorage({ database }).setup(), pgliteStorage({ database }).setup()]);
});

afterAll(() => database.close());

const session = {
  query: async (sql: string) => (await database.query(sql)).rows,
  exec: (sql: string) => database.exec(sql),
};

async function namesOf(sql: string): Promise<readonly string[]> {
  return (await database.query<{ name: string }>(sql)).rows.map(({ name }) => name);
}

async function changeAndUndo(change: string, verify: () => Promise<void>, undo: string): Promise<void> {
  await database.exec(change);
  try {
    await verify();
  } finally {
    await database.exec(undo);
  }
}

test('two setups at once apply each migration once, and a third one none', async () => {
  const applied = 'select name, checksum, applied_at from promptforge.migrations order by name';
  const before = await database.query(applied);
  expect(before.rows).toHaveLength(migrations.length);
  await pgliteStorage({ database }).setup();
  expect((await database.query(applied)).rows).toEqual(before.rows);
});

test('health names the newest migration, and is refused before setup', async () => {
  const storage = pgliteStorage({ database });
  expect((await storage.health()).schemaVersion).toBe(migrations.at(-1)?.name);
  await expect(pgliteStorage().health()).rejects.toMatchObject({ code: 'storage_not_ready' });
});

test('row level security is on for every table', async () => {
  const unprotected = await namesOf(`
    select c.relname as name
      from pg_class as c
     where c.relnamespace = 'promptforge'::regnamespace
       and c.relkind in ('r', 'p')
       and not c.relrowsecurity
  `);
  expect(unprotected).toEqual([]);
});

test('no function can be executed by everybody', async () => {
  const open = await namesOf(`
    select p.proname as name
      from pg_proc as p
     where p.pronamespace = 'promptforge'::regnamespace
       and exists (
             select 1
               from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
              where a.grantee = 0
           )
  `);
  expect(open).toEqual([]);
});

test('only what policies ask and what makes tables runs with the rights of the owner, and no search_path leads it astray', async () => {
  const { rows } = await database.query<{ name: string; settings: readonly string[] | null }>(`
    select p.proname as name, p.proconfig as settings
      from pg_proc as p
     where p.pronamespace = 'promptforge'::regnamespace
       and p.prosecdef
     order by p.proname
  `);
  expect(rows.map(({ name }) => name)).toEqual(['admin_org_ids', 'member_org_ids', 'turn_months_v1']);
  for (const { settings } of rows) expect(settings).toContain('search_path=""');
});

test('every function that stores call exists, and takes the time exactly if it says so', async () => {
  const { rows } = await database.query<{ name: string; timed: boolean }>(`
    select p.proname as name, coalesce('p_now' = any (p.proargnames), false) as timed
      from pg_proc as p
     where p.pronamespace = 'promptforge'::regnamespace
       and p.proname ~ '_v[0-9]+$'
  `);
  // Those that no store calls any more stay, for servers that run the version before.
  const replaced = [
    'checkpoint_v1',
    'count_subscriptions_v1',
    'revoke_session_v1',
    'revoke_user_sessions_v1',
    'roll_up_v1',
    'user_metrics_snapshot_v1',
    'user_metrics_v1',
  ];
  const expected = Object.entries(sqlFunctions).map(([name, { readsClock }]) => [name, readsClock] as const);
  const inUse = rows.filter(({ name }) => !replaced.includes(name));
  expect(inUse.length).toBe(rows.length - replaced.length);
  expect(new Map(inUse.map(({ name, timed }) => [name, timed]))).toEqual(new Map(expected));
});

test('parameters are found by their names, in any order', async () => {
  const { rows } = await database.query<{ answer: unknown }>(
    'select promptforge.list_runs_v1(p_after_id => null, p_after_ms => null, p_limit => 1, p_user_id => null, p_org_id => $1) as answer',
    ['nobody'],
  );
  expect(rows).toEqual([{ answer: { runs: [], more: false } }]);
});

test.each([
  'select * from promptforge.runs where org_id = $1 and id = $2 for update',
  'update promptforge.runs set estimated = true where org_id = $1 and id = $2',
  'update promptforge.runs set estimated = true where org_id = $1 and id = $2 and ended_at is null',
])('a run is found by its primary key even in a plan that was made while there were none: %s', async (statement) => {
  await database.exec(`set plan_cache_mode = force_generic_plan; prepare by_id (text, text) as ${statement};`);
  try {
    const plan = await database.query('explain (format json) execute by_id (null, null)');
    expect(JSON.stringify(plan.rows)).toContain('"Index Name":"runs_pkey"');
  } finally {
    await database.exec('deallocate by_id; reset plan_cache_mode;');
  }
});

/** One of each of these windows, for the user ada where it is one of a user; judged one by one, or all at once. */
function oneOfEach(owners: readonly string[], periods: readonly string[], atOnce = false) {
  const each = <T>(value: T) => owners.map(() => value);
  const uses = {
    windows: owners.map((_, index) => index + 1),
    maxima: each(9),
    sliding: each(false),
    amounts: each(1),
  };
  const demands = { counts: [1], unconditional: [false], ends: [owners.length], ...uses };
  const columns = [each('org'), owners, each('calls'), periods, each(null), atOnce ? each(1) : null, each(9)];
  return [...columns, JSON.stringify(demands)];
}

const consumeMany = 'select promptforge.consume_many_v1($1, $2, $3, $4, $5, $6, $7, $8) as answer';

test.each<readonly [what: string, owners: readonly string[], periods: readonly string[]]>([
  ['the same one twice', ['ada', 'ada'], ['hour', 'hour']],
  ['one of an organization before one of a user', ['', 'ada'], ['hour', 'hour']],
  ['one user before another', ['eve', 'ada'], ['hour', 'hour']],
  ['one period before another', ['ada', 'ada'], ['hour', 'day']],
  ['one that comes late', ['ada', 'ada', ''], ['hour', 'day', 'hour']],
])('windows that are not in lock order are rejected by the database itself: %s', async (_what, owners, periods) => {
  const before = await database.query('select * from promptforge.quota_windows');
  await expect(database.query(consumeMany, oneOfEach(owners, periods))).rejects.toMatchObject({
    code: '22023',
    message: expect.stringContaining('lock order'),
  });
  expect((await database.query('select * from promptforge.quota_windows')).rows).toEqual(before.rows);
});

test('windows in lock order are taken from', async () => {
  const { rows } = await database.query(
    consumeMany,
    oneOfEach(['ada', 'ada', 'eve', ''], ['day', 'hour', 'day', 'hour']),
  );
  expect(rows).toMatchObject([{ answer: { granted: [1], used: [1, 1, 1, 1] } }]);
});

test('what is taken at once from windows that are not ready for it is taken back, and judged one by one', async () => {
  const used = () => database.query(`select used from promptforge.quota_windows where user_id in ('ida', 'joe')`);
  await database.query(consumeMany, oneOfEach(['ida'], ['hour']));
  const { rows } = await database.query(consumeMany, oneOfEach(['ida', 'joe'], ['hour', 'hour'], true));
  expect(rows).toMatchObject([{ answer: { granted: [1], used: [2, 1] } }]);
  expect((await used()).rows).toEqual([{ used: 2 }, { used: 1 }]);

  const again = await database.query(consumeMany, oneOfEach(['ida', 'joe'], ['hour', 'hour'], true));
  expect(again.rows).toEqual([{ answer: { now: expect.any(Number), used: [3, 2], ends: expect.any(Array) } }]);
});

test('a role that was made a service before reservations came in batches is one after it', async () => {
  const own = await pgliteWithRoles();
  try {
    const earlier = migrations.filter(({ name }) => name <= '20261124000400_erasure');
    expect(earlier.length).toBeLessThan(migrations.length);
    await applyMigrations(pgliteSession(own), earlier);
    await own.exec(`
      create role backend nologin;
      create role stranger nologin;
      select promptforge.grant_service('backend');`);
    await pgliteStorage({ database: own }).setup();

    const { ledger } = pgliteStorage({ database: own });
    const [scope, request] = [{ orgId: 'acme' }, reservation()];
    await own.exec('set role backend');
    expect(await ledger.reserve(scope, request)).toMatchObject({ outcome: 'reserved', windows: [{ used: 1 }] });
    expect(await ledger.settle(scope, settlement(request.runId))).toMatchObject({ outcome: 'settled' });
    expect(await ledger.get(scope, request.runId)).toMatchObject({ status: 'succeeded' });
    await own.exec('set role stranger');
    await expect(own.query(consumeMany, oneOfEach(['ada'], ['hour']))).rejects.toMatchObject({ code: '42501' });
    await own.exec('reset role');
    const { rows } = await own.query<Record<string, boolean>>(`
      select has_function_privilege('backend', p.oid, 'execute') as backend,
             has_function_privilege('stranger', p.oid, 'execute') as stranger
        from pg_proc as p
       where p.pronamespace = 'promptforge'::regnamespace
         and p.proname = 'reserve_many_v1'`);
    expect(rows).toEqual([{ backend: true, stranger: false }]);
  } finally {
    await own.close();
  }
});

test('setup refuses a database that a newer version has set up', () =>
  changeAndUndo(
    `insert into promptforge.migrations (name) values ('29990101000000_later')`,
    () =>
      expect(pgliteStorage({ database }).setup()).rejects.toMatchObject({
        code: 'storage_not_ready',
        message: expect.stringContaining('29990101000000_later'),
      }),
    `delete from promptforge.migrations where name = '29990101000000_later'`,
  ));

test('setup refuses a database whose migration had another text', () =>
  changeAndUndo(
    `update promptforge.migrations set checksum = 'x' || checksum where name like '%_schema'`,
    () => expect(pgliteStorage({ database }).setup()).rejects.toMatchObject({ code: 'storage_not_ready' }),
    `update promptforge.migrations set checksum = substr(checksum, 2) where name like '%_schema'`,
  ));

test('a migration that fails leaves nothing of itself behind, and those before it whole', async () => {
  const good = {
    name: '29990101000000_good',
    sql: `create table promptforge.good ();
insert into promptforge.migrations (name) values ('29990101000000_good');`,
  };
  const bad = {
    name: '29990102000000_bad',
    sql: `create table promptforge.bad ();
insert into promptforge.migrations (name) values ('29990102000000_bad');
select 1 / 0;`,
  };
  await expect(migrate(session, [...migrations, good, bad])).rejects.toMatchObject({ code: '22012' });
  const left = await namesOf(`
    select c.relname as name
      from pg_class as c
     where c.relnamespace = 'promptforge'::regnamespace
       and c.relname in ('good', 'bad')
     union all
    select m.name
      from promptforge.migrations as m
     where m.name like '2999%'
     order by name
  `);
  expect(left).toEqual(['29990101000000_good', 'good']);
  await database.exec(`drop table promptforge.good; delete from promptforge.migrations where name like '2999%'`);
});
