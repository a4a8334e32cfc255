import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openPgliteFolder, pgliteStorage } from '../../adapters/pglite/index.js';
import { wrongWords } from '../../src/cli/command-words.js';
import { databaseTarget } from '../../src/cli/database-target.js';
import { checkClock } from '../../src/cli/doctor/check-clock.js';
import { checkPooling } from '../../src/cli/doctor/check-pooling.js';
import { diagnose } from '../../src/cli/doctor/doctor-command.js';
import { examine } from '../../src/cli/doctor/examine.js';
import type { FindingStatus } from '../../src/cli/doctor/finding.js';
import { openDatabase, type Query } from '../../src/cli/open-database.js';
import { rejectPooler } from '../../src/cli/reject-pooler.js';
import { rejection } from '../fixtures/rejection.js';
import {
  emptyDatabase,
  migratedDatabase,
  onServer,
  passwordRole,
  startPostgresServer,
  type TestDatabase,
} from '../postgres-server/index.js';

const { signal } = new AbortController();
const targetOf = (databaseUrl: string) => databaseTarget({ 'database-url': databaseUrl }, {}, [], wrongWords('doctor'));
const doctor = (url: string) => diagnose({ target: targetOf(url), hasDirectUrl: false }, signal);

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function using(make: () => Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await make();
  cleanUps.push(() => database.drop());
  return database;
}

/** What the doctor finds, check by check, but for those that are well. */
async function complaints(url: string) {
  return (await doctor(url)).filter(({ status }) => status !== 'ok');
}

function complaint(name: string, status: FindingStatus, found: RegExp, mend: RegExp) {
  return [{ name, status, found: expect.stringMatching(found), mend: expect.stringMatching(mend) }];
}

/** A role that may log in to a database, and nothing else. */
async function newRole(
  database: TestDatabase,
  attributes = '',
): Promise<{ readonly role: string; readonly url: string }> {
  const role = `role_${database.name.slice(-12)}`;
  await onServer(database.url, `create role ${role} login ${attributes}`);
  // Before the database is dropped, which the roles outlive.
  cleanUps.push(() => onServer(database.url, `drop owned by ${role}`, `drop role ${role}`));
  const url = new URL(database.url);
  url.username = role;
  url.password = '';
  return { role, url: url.href };
}

// The first of them waits for the server.
beforeAll(async () => (await emptyDatabase()).drop());

describe('a database that is well', () => {
  test('has nothing to complain of', async () => {
    const findings = await doctor((await using(migratedDatabase)).url);
    expect(findings.map(({ name, status, mend }) => ({ name, status, mend }))).toEqual(
      [
        ...['reachable', 'server', 'writable', 'isolation', 'clock', 'pooling', 'connections'],
        ...['schema', 'row security', 'functions', 'browser roles', 'server roles', 'leases', 'partitions'],
      ].map((name) => ({ name, status: 'ok', mend: null })),
    );
  });

  test('also for a role that was made a service', async () => {
    const database = await using(migratedDatabase);
    const { role, url } = await newRole(database);
    await onServer(database.url, `select promptforge.grant_service('${role}')`);
    expect(await complaints(url)).toEqual([]);
  });
});

describe('a database without our schema', () => {
  test('is told to migrate, and the rest is not looked at', async () => {
    const findings = await complaints((await using(emptyDatabase)).url);
    expect(findings[0]).toEqual({
      name: 'schema',
      status: 'failed',
      found: 'there is none yet',
      mend: 'Run: npx promptforge migrate up',
    });
    expect(findings.slice(1).map(({ name, status }) => [name, status])).toEqual(
      ['row security', 'functions', 'browser roles', 'server roles', 'leases', 'partitions'].map((name) => [
        name,
        'skipped',
      ]),
    );
  });
});

interface Ailment {
  readonly what: string;
  /** Statements, in which `DATABASE` is its name. */
  readonly caused: readonly string[];
  readonly complaint: ReturnType<typeof complaint>;
}

const newest = 'select max(name) from promptforge.migrations';
const leftBehind = (count: number, age: string) => `
  insert into promptforge.runs
    (org_id, id, user_id, operation, status, plan_id, engine, fingerprint, created_at, lease_expires_at,
     charged_calls, charged_tokens, charged_cost, windows, window_starts)
  select 'acme', 'run-' || n, 'ada', 'optimize', 'reserved', 'pilot', 'rules', '', now(), now() - interval '${age}',
         1, 0, 0, '[]', '{}'
    from generate_series(1, ${count}) as n`;

const ailments: readonly Ailment[] = [
  {
    what: 'a migration that only a newer version has',
    caused: [`insert into promptforge.migrations (name) values ('29990101000000_future')`],
    complaint: complaint('schema', 'failed', /^newer than .*: 29990101000000_future$/, /^Install the version/),
  },
  {
    what: 'a migration with another text',
    caused: [`update promptforge.migrations set checksum = repeat('0', 64) where name = '20261123000000_schema'`],
    complaint: complaint('schema', 'failed', /^applied with another text.*: 20261123000000_schema$/, /never be edited/),
  },
  {
    what: 'a migration that is pending',
    caused: [`delete from promptforge.migrations where name = (${newest})`],
    complaint: complaint('schema', 'failed', /^lacks \d{14}_\w+$/, /^Run: npx promptforge migrate up$/),
  },
  {
    what: 'a table without row level security',
    caused: ['alter table promptforge.runs disable row level security'],
    complaint: complaint('row security', 'failed', /^off for runs$/, /enable row level security;$/),
  },
  {
    what: 'a partition without row level security',
    caused: ['alter table promptforge.telemetry_events_default disable row level security'],
    complaint: complaint('row security', 'failed', /^off for telemetry_events_default$/, /enable row level security;$/),
  },
  {
    what: 'functions that everybody may call',
    caused: ['grant execute on function promptforge.reap_v1 to public'],
    complaint: complaint(
      'functions',
      'failed',
      /^public may call reap_v1, anon may call reap_v1, auth/,
      /^As the owner/,
    ),
  },
  {
    what: 'a function that signed-in users may call',
    caused: ['grant execute on function promptforge.reserve_many_v1 to authenticated'],
    complaint: complaint('functions', 'failed', /^authenticated may call reserve_many_v1$/, /grant_access\(\);$/),
  },
  {
    what: 'a reader of policies that strangers may call',
    caused: ['grant execute on function promptforge.member_org_ids to anon'],
    complaint: complaint('functions', 'failed', /^anon may call member_org_ids$/, /revoke execute/),
  },
  {
    what: 'signed-in users who may write',
    caused: ['grant update on promptforge.runs to authenticated'],
    complaint: complaint('browser roles', 'failed', /^authenticated may write runs$/, /^As the owner .*revoke all/),
  },
  {
    what: 'signed-in users who may read what has no policy for them',
    caused: ['grant select on promptforge.migrations to authenticated'],
    complaint: complaint('browser roles', 'failed', /^authenticated may read migrations$/, /revoke all/),
  },
  {
    what: 'signed-in users who cannot read their runs',
    caused: ['revoke select on promptforge.runs from authenticated'],
    complaint: complaint('browser roles', 'failed', /^authenticated cannot read runs$/, /grant_access\(\);$/),
  },
  {
    what: 'strangers who may read',
    caused: ['grant select on promptforge.runs to anon'],
    complaint: complaint('browser roles', 'failed', /^anon may read runs$/, /revoke all/),
  },
  {
    what: 'a service_role that cannot call a function',
    caused: ['revoke execute on function promptforge.settle_many_v1 from service_role'],
    complaint: complaint(
      'server roles',
      'failed',
      /^service_role cannot call settle_many_v1$/,
      /^As the owner of the schema: select promptforge\.grant_service\('service_role'\);$/,
    ),
  },
  {
    what: 'a service_role that cannot write',
    caused: ['revoke delete on promptforge.runs from service_role'],
    complaint: complaint('server roles', 'failed', /^service_role cannot read and write runs$/, /grant_service/),
  },
  {
    what: 'transactions that begin at another level',
    caused: [`alter database DATABASE set default_transaction_isolation = 'repeatable read'`],
    complaint: complaint('isolation', 'failed', /begin as repeatable read/, /reset default_transaction_isolation/),
  },
  {
    what: 'a database that only lets itself be read',
    caused: ['alter database DATABASE set default_transaction_read_only = on'],
    complaint: complaint('writable', 'failed', /only lets itself be read/, /reset default_transaction_read_only/),
  },
  {
    what: 'one run that was left behind',
    caused: [leftBehind(1, '16 minutes')],
    complaint: complaint('leases', 'warning', /^1 run was left behind more than 15 minutes/, /forge\.maintain\(\)/),
  },
  {
    what: 'runs that were left behind',
    caused: [leftBehind(3, '2 days')],
    complaint: complaint('leases', 'warning', /^3 runs were left behind/, /forge\.maintain\(\)/),
  },
  {
    what: 'a month without a table',
    caused: [
      `do $$
       begin
         execute 'drop table promptforge.telemetry_events_'
           || to_char((now() at time zone 'UTC') + interval '1 month', 'YYYY_MM');
       end
       $$`,
    ],
    complaint: complaint('partitions', 'warning', /^missing: telemetry_events_\d{4}_\d\d$/, /forge\.maintain\(\)/),
  },
  {
    what: 'events of a month that had no table',
    caused: [
      `insert into promptforge.telemetry_events
         (org_id, run_id, sequence, month, user_id, type, at, recorded_at, data)
       values ('acme', 'run', 1, '2001-01-01', '', 'run.succeeded', now(), now(), '{}')`,
    ],
    complaint: complaint('partitions', 'warning', /^events in telemetry_events_default$/, /forge\.maintain\(\)/),
  },
];

describe('the doctor sees', () => {
  test.each(ailments.map((ailment) => [ailment.what, ailment] as const))('%s', async (_what, {
    caused,
    complaint: expected,
  }) => {
    const database = await using(migratedDatabase);
    await onServer(database.url, ...caused.map((statement) => statement.replace('DATABASE', database.name)));
    expect(await complaints(database.url)).toEqual(expected);
  });

  test('no harm in a run whose lease has only just ended', async () => {
    const database = await using(migratedDatabase);
    await onServer(database.url, leftBehind(1, '5 minutes'));
    expect(await complaints(database.url)).toEqual([]);
  });

  test('a role that was granted nothing', async () => {
    const database = await using(migratedDatabase);
    const { role, url } = await newRole(database);
    const findings = await complaints(url);
    expect(findings.map(({ name, status }) => [name, status])).toEqual(
      ['schema', 'server roles', 'leases', 'partitions'].map((name) => [name, 'failed']),
    );
    expect(findings[0]).toMatchObject({
      found: 'the role of this connection may not look',
      mend: expect.stringContaining('promptforge.grant_service'),
    });
    expect(findings[1]).toMatchObject({
      found: `${role} cannot use the schema`,
      mend: `As the owner of the schema: select promptforge.grant_service('${role}');`,
    });
  });

  test('a server with few connections left', async () => {
    const server = await startPostgresServer({ settings: { max_connections: '8' } });
    cleanUps.push(() => server.stop());
    const database = await server.createDatabase();
    for (let taken = 0; taken < 2; taken += 1) {
      const other = await openDatabase(targetOf(database.url), { create: false, signal });
      cleanUps.push(() => other.close());
    }
    const findings = await doctor(database.url);
    expect(findings.filter(({ name }) => name === 'connections')).toEqual(
      complaint('connections', 'warning', /^4 of 5 in use$/, /smaller pool/),
    );
  });
});

describe('a folder', () => {
  const folderDoctor = (dataDir: string) =>
    diagnose({ target: { kind: 'pglite', dataDir, shown: dataDir }, hasDirectUrl: false }, signal);

  test('is examined as a server is, and by one process at a time', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'promptforge-doctor-'));
    cleanUps.push(() => rm(dataDir, { recursive: true, force: true }));
    const opened = await openPgliteFolder(dataDir, { create: true });
    await pgliteStorage({ database: opened.database }).setup();
    expect(await folderDoctor(dataDir)).toEqual(
      complaint('reachable', 'failed', /^storage_locked$/, /is already in use/),
    );
    await opened.database.exec('alter table promptforge.runs disable row level security');
    await opened.database.exec('grant execute on function promptforge.reap_v1 to public');
    await opened.close();

    const findings = await folderDoctor(dataDir);
    expect(findings).toHaveLength(14);
    expect(findings.filter(({ status }) => status !== 'ok')).toEqual([
      ...complaint('row security', 'failed', /^off for runs$/, /enable row level security/),
      ...complaint('functions', 'failed', /^public may call reap_v1$/, /revoke execute/),
    ]);
  });

  test('without a database is not given one', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'promptforge-doctor-'));
    cleanUps.push(() => rm(dataDir, { recursive: true, force: true }));
    const found = await folderDoctor(dataDir);
    expect(found).toEqual(complaint('reachable', 'failed', /^storage_not_ready$/, /migrate up --data-dir FOLDER$/));
    expect(await readdir(dataDir)).toEqual([]);
  });
});

describe('a database that cannot be reached', () => {
  test.each<readonly [what: string, change: (url: URL) => unknown, says: RegExp]>([
    ['an unknown database', (url) => Object.assign(url, { pathname: '/no_such_database' }), /no database of this name/],
    ['a port where nobody listens', (url) => Object.assign(url, { port: '9' }), /does not answer at its host and port/],
    [
      'a host that is not known',
      (url) => Object.assign(url, { hostname: 'nobody.invalid' }),
      /host of the database is not known/,
    ],
  ])('%s is one failed check, which says how to mend it', async (_what, change, says) => {
    const url = new URL((await using(emptyDatabase)).url);
    change(url);
    expect(await doctor(url.href)).toEqual(complaint('reachable', 'failed', /^storage_unavailable$/, says));
  });

  test('a wrong password is one too, and is not repeated', async () => {
    const database = await using(emptyDatabase);
    // Several test files may make it at once.
    await onServer(
      database.url,
      `do $$ begin create role ${passwordRole}; exception when duplicate_object or unique_violation then end $$`,
    );
    const { url: given } = await newRole(database, `password 'right' in role ${passwordRole}`);
    const url = new URL(given);
    url.password = 'wrong-secret';
    const findings = await doctor(url.href);
    expect(findings).toEqual(
      complaint('reachable', 'failed', /^storage_unavailable$/, /rejected the user or the pass/),
    );
    expect(JSON.stringify(findings)).not.toContain('secret');
    url.password = 'right';
    expect((await doctor(url.href))[0]).toMatchObject({
      name: 'reachable',
      status: 'ok',
      found: expect.not.stringContaining('right'),
    });
  });

  test('an interruption ends the examination', async () => {
    const database = await using(migratedDatabase);
    const interrupted = new AbortController();
    interrupted.abort();
    const { code } = await rejection(
      diagnose({ target: targetOf(database.url), hasDirectUrl: false }, interrupted.signal),
    );
    expect(code).toBe('run_canceled');
  });
});

describe('on real connections', () => {
  let database: TestDatabase;
  let one: Query;
  let other: Query;

  beforeAll(async () => {
    database = await migratedDatabase();
    const opened = await openDatabase(targetOf(database.url), { create: false, signal });
    const second = await opened.another();
    if (second === null) throw new Error('There should be a second connection.');
    [one, other] = [opened.query, second];
    return async () => {
      await opened.close();
      await database.drop();
    };
  });

  test('two clients on one process of the server mean a pooler', async () => {
    expect(await checkPooling(one, other, false)).toMatchObject({ status: 'ok' });
    const found = await checkPooling(one, one, false);
    expect(found).toMatchObject({ status: 'warning', mend: expect.stringContaining('preparedStatements: false') });
    expect(found.mend).toContain('DIRECT_URL');
    expect(await checkPooling(one, one, true)).toMatchObject({
      status: 'ok',
      mend: expect.stringContaining('preparedStatements: false'),
    });
  });

  test('an interruption between two checks ends the examination too', async () => {
    const interrupted = new AbortController();
    const query: Query = async (sql) => {
      const rows = await one(sql);
      if (sql.includes('default_transaction_isolation')) interrupted.abort();
      return rows;
    };
    const patient = { query, another: other, hasDirectUrl: false, now: () => Date.now() };
    expect((await rejection(examine(patient, interrupted.signal))).code).toBe('run_canceled');
  });

  test('nothing is migrated through a pooler', async () => {
    await rejectPooler(one, other);
    await rejectPooler(one, null);
    const { code, message } = await rejection(rejectPooler(one, one));
    expect([code, message]).toEqual(['config_invalid', expect.stringMatching(/set DIRECT_URL/)]);
  });

  test('one client on several processes of the server means a pooler too', async () => {
    const third = await openDatabase(targetOf(database.url), { create: false, signal });
    cleanUps.push(() => third.close());
    let asked = 0;
    const lent: Query = (sql) => {
      asked += 1;
      return asked % 2 === 0 ? one(sql) : third.query(sql);
    };
    expect(await checkPooling(lent, other, false)).toMatchObject({ status: 'warning' });
  });

  test.each([
    [-60_000, 'warning', /^60\.0 s ahead of this machine$/],
    [60_000, 'warning', /^60\.0 s behind this machine$/],
    [1_500, 'ok', /^1\.5 s from this machine$/],
  ])('a clock of this machine that is %i ms off is found out', async (offset, status, found) => {
    // What the database says once it says twice, so that the time the answer takes plays no part.
    let rows: Awaited<ReturnType<Query>> = [];
    const remembering: Query = async (sql) => {
      rows = await one(sql);
      return rows;
    };
    expect(await checkClock(remembering, () => Date.now())).toMatchObject({ status: 'ok' });
    const time = Number(Object(rows[0]).now);
    expect(
      await checkClock(
        async () => rows,
        () => time + offset,
      ),
    ).toMatchObject({
      status,
      found: expect.stringMatching(found),
    });
  });

  test('a slow answer is no difference of clocks', async () => {
    const times = [Date.now() - 10_000, Date.now() + 1_000];
    expect(await checkClock(one, () => times.shift() ?? 0)).toMatchObject({ status: 'ok' });
  });
});
