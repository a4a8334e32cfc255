import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type PostgresStorageOptions, postgresStorage } from '../../adapters/postgres/index.js';
import type { Storage } from '../../src/storage.js';
import { newTenant } from '../../src/testing/storage-contract/fixtures/new-tenant.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { freePort } from '../fixtures/free-port.js';
import {
  migratedTemplate,
  onServer,
  type PostgresServer,
  passwordRole,
  startPostgresServer,
  type TestDatabase,
} from '../postgres-server/index.js';
import { until } from '../postgres-server/until.js';

const secret = 'pass-not-to-be-repeated';

let server: PostgresServer;
let template: string;
/** Migrated, and left as it is by every test. */
let intact: TestDatabase;

beforeAll(async () => {
  server = await startPostgresServer();
  template = await migratedTemplate(server);
  intact = await server.createDatabase({ template });
  await onServer(
    server.url(),
    `create role ${passwordRole}`,
    `create role guarded login password '${secret}' in role ${passwordRole}`,
    'create role stranger login',
  );
});

afterAll(() => server.stop());

function storageOf(options: PostgresStorageOptions): Storage {
  const storage = postgresStorage(options);
  onTestFinished(() => storage.close());
  return storage;
}

function addressOf(
  url: string,
  changes: Partial<Pick<URL, 'hostname' | 'port' | 'username' | 'password' | 'pathname'>>,
) {
  return Object.assign(new URL(url), changes).href;
}

const calls: readonly [string, (storage: Storage) => Promise<unknown>][] = [
  ['setup', (storage) => storage.setup()],
  ['health', (storage) => storage.health()],
  ['reserve', (storage) => storage.ledger.reserve(newTenant(), reservation())],
];

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
  return error;
}

function failure(code: string, words: string, details: object) {
  return { name: 'PromptForgeError', code, message: expect.stringContaining(words), details };
}

const refusals: readonly [string, () => Promise<PostgresStorageOptions>, ReturnType<typeof failure>][] = [
  [
    'a wrong port',
    async () => ({ connectionString: addressOf(intact.url, { port: String(await freePort()) }) }),
    failure('storage_unavailable', 'host and port', { reason: 'ECONNREFUSED' }),
  ],
  [
    'a wrong host',
    async () => ({ connectionString: addressOf(intact.url, { hostname: 'nowhere.invalid' }) }),
    failure('storage_unavailable', 'host of the database is not known', {
      reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    }),
  ],
  [
    'a wrong password',
    async () => ({ connectionString: addressOf(intact.url, { username: 'guarded', password: `${secret}-2` }) }),
    failure('storage_unavailable', 'rejected the user or the password', { sqlState: '28P01' }),
  ],
  [
    'no password',
    async () => ({ connectionString: addressOf(intact.url, { username: 'guarded' }) }),
    failure('storage_unavailable', 'rejected the user or the password', { reason: 'PASSWORD_MISSING' }),
  ],
  [
    'an unknown user',
    async () => ({ connectionString: addressOf(intact.url, { username: 'nobody_here' }) }),
    failure('storage_unavailable', 'rejected the user or the password', { sqlState: '28000' }),
  ],
  [
    'an unknown database',
    async () => ({ connectionString: server.url('nothing_here') }),
    failure('storage_unavailable', 'no database of this name', { sqlState: '3D000' }),
  ],
  [
    'TLS where the server has none',
    async () => ({ connectionString: `${intact.url}?sslmode=verify-full` }),
    failure('storage_unavailable', 'TLS', { reason: 'TLS_REFUSED' }),
  ],
];

test.each(refusals)('%s is told by every call, with what to check', async (_, options, expected) => {
  const storage = storageOf(await options());
  for (const [, call] of calls) expect(await errorOf(call(storage))).toMatchObject(expected);
});

test('a right password is let in', async () => {
  const connectionString = addressOf(intact.url, { username: 'guarded', password: secret });
  const error = await errorOf(storageOf({ connectionString }).ledger.reserve(newTenant(), reservation()));
  expect(error).toMatchObject({ details: { sqlState: '42501' } });
});

test('a server that never answers is given up after the connection timeout', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    silent.close();
  });
  const address = silent.address();
  const port = String(typeof address === 'object' ? address?.port : '');
  const storage = storageOf({ connectionString: addressOf(intact.url, { port }), connectionTimeoutMs: 200 });
  for (const [, call] of calls) {
    expect(await errorOf(call(storage))).toMatchObject(
      failure('storage_unavailable', 'does not answer', { reason: 'CONNECTION_TIMEOUT' }),
    );
  }
});

test('a database without the schema says to call setup(), and is ready afterwards', async () => {
  const { url } = await server.createDatabase();
  const storage = storageOf({ connectionString: url });
  expect(await errorOf(storage.ledger.get(newTenant(), 'run'))).toMatchObject(
    failure('storage_not_ready', 'forge.setup()', { sqlState: '3F000' }),
  );
  expect(await errorOf(storage.health())).toMatchObject(
    failure('storage_not_ready', 'forge.setup()', { sqlState: '3F000' }),
  );
  await storage.setup();
  expect(await storage.ledger.get(newTenant(), 'run')).toBeNull();
});

test('the schema of a newer version is refused by name', async () => {
  const { url } = await server.createDatabase({ template });
  await onServer(url, `insert into promptforge.migrations (name) values ('29990101000000_later')`);
  expect(await errorOf(storageOf({ connectionString: url }).setup())).toMatchObject(
    failure('storage_not_ready', '29990101000000_later', { migration: '29990101000000_later' }),
  );
});

test('a role without rights is told who can give them, before and after the schema is there', async () => {
  const empty = await server.createDatabase();
  for (const { url } of [intact, empty]) {
    const storage = storageOf({ connectionString: addressOf(url, { username: 'stranger' }) });
    expect(await errorOf(storage.setup())).toMatchObject(
      failure('storage_unavailable', 'lacks a right', { sqlState: '42501' }),
    );
  }
  const storage = storageOf({ connectionString: addressOf(intact.url, { username: 'stranger' }) });
  expect(await errorOf(storage.ledger.reserve(newTenant(), reservation()))).toMatchObject(
    failure('storage_unavailable', 'grant_service()', { sqlState: '42501' }),
  );
});

test('a read-only database is told, and written to as soon as it is not', async () => {
  const { name, url } = await server.createDatabase({ template });
  await onServer(server.url(), `alter database ${name} set default_transaction_read_only = on`);
  const storage = storageOf({ connectionString: url });
  await storage.setup();
  expect(await errorOf(storage.ledger.reserve(newTenant(), reservation()))).toMatchObject(
    failure('storage_unavailable', 'read-only', { sqlState: '25006' }),
  );
  await onServer(server.url(), `alter database ${name} reset default_transaction_read_only`);
  expect(await storage.ledger.reserve(newTenant(), reservation())).toMatchObject({ outcome: 'reserved' });
});

test('a server without a free connection is told, and used as soon as there is one', async () => {
  const { name, url } = await server.createDatabase({ template });
  await onServer(url, `select promptforge.grant_service('guarded')`);
  await onServer(server.url(), `alter database ${name} connection limit 0`);
  const storage = storageOf({ connectionString: addressOf(url, { username: 'guarded', password: secret }) });
  expect(await errorOf(storage.ledger.reserve(newTenant(), reservation()))).toMatchObject(
    failure('storage_unavailable', 'maxConnections', { sqlState: '53300' }),
  );
  await onServer(server.url(), `alter database ${name} connection limit -1`);
  expect(await storage.ledger.reserve(newTenant(), reservation())).toMatchObject({ outcome: 'reserved' });
});

test.each([
  ['53100', 'storage_unavailable', 'disk'],
  ['40001', 'storage_unavailable', 'nothing was written'],
  ['40P01', 'storage_unavailable', 'nothing was written'],
  ['57P03', 'storage_unavailable', 'starting up'],
])('a write that fails with %s is %s, and leaves nothing behind', async (sqlState, code, words) => {
  const { url } = await server.createDatabase({ template });
  await onServer(
    url,
    `create function public.fail() returns trigger language plpgsql
     as $$ begin raise sqlstate '${sqlState}' using message = '${secret}'; end $$`,
    'create trigger fail after insert on promptforge.runs for each row execute function public.fail()',
  );
  const storage = storageOf({ connectionString: url });
  const scope = newTenant();
  const refused = reservation();
  expect(await errorOf(storage.ledger.reserve(scope, refused))).toMatchObject(failure(code, words, { sqlState }));
  await onServer(url, 'drop trigger fail on promptforge.runs');
  expect(await storage.ledger.peek(scope, refused)).toMatchObject([{ used: 0 }]);
  expect(await storage.ledger.reserve(scope, refused)).toMatchObject({ outcome: 'reserved' });
});

async function withLockedRuns(url: string, work: () => Promise<void>): Promise<void> {
  const holder = new Client({ connectionString: url });
  await holder.connect();
  try {
    await holder.query('begin; lock table promptforge.runs in access exclusive mode');
    await work();
  } finally {
    await holder.end();
  }
}

test('a lock that others hold is told at the lock timeout of the connection string', async () => {
  const storage = storageOf({ connectionString: `${intact.url}?options=-c%20lock_timeout%3D100` });
  await withLockedRuns(intact.url, async () => {
    expect(await errorOf(storage.ledger.reserve(newTenant(), reservation()))).toMatchObject(
      failure('storage_locked', 'pg_locks', { sqlState: '55P03' }),
    );
  });
  expect(await storage.ledger.reserve(newTenant(), reservation())).toMatchObject({ outcome: 'reserved' });
});

test('a call that takes longer than the statement timeout is canceled, on the server and where that does not answer', async () => {
  // Long enough for the calls that are to be answered, also where the machine is busy.
  const canceled = storageOf({ connectionString: intact.url, statementTimeoutMs: 1_500 });
  const abandoned = storageOf({
    connectionString: intact.url,
    directConnectionString: intact.url,
    preparedStatements: false,
    statementTimeoutMs: 100,
    connectionTimeoutMs: 1_500,
  });
  await withLockedRuns(intact.url, async () => {
    const message = 'longer than the statement timeout';
    const errors = await Promise.all(
      [canceled, abandoned].map(({ ledger }) => errorOf(ledger.reserve(newTenant(), reservation()))),
    );
    expect(errors).toMatchObject([
      failure('storage_unavailable', message, { sqlState: '57014' }),
      failure('storage_unavailable', message, { reason: 'QUERY_TIMEOUT' }),
    ]);
  });
  for (const storage of [canceled, abandoned]) {
    expect(await storage.ledger.reserve(newTenant(), reservation())).toMatchObject({ outcome: 'reserved' });
  }
});

test('a pool whose connections stay busy is told as such', async () => {
  const storage = storageOf({ connectionString: intact.url, maxConnections: 1, connectionTimeoutMs: 1_500 });
  await withLockedRuns(intact.url, async () => {
    const busy = storage.ledger.reserve(newTenant(), reservation()).catch(() => null);
    expect(await errorOf(storage.health())).toMatchObject(
      failure('storage_unavailable', 'maxConnections', { reason: 'POOL_EXHAUSTED' }),
    );
    await onServer(intact.url, `select pg_cancel_backend(pid) from pg_locks where not granted`);
    await busy;
  });
});

test('idle connections that the server ends are replaced, and never crash the process', async () => {
  const storage = storageOf({ connectionString: intact.url });
  await Promise.all(Array.from({ length: 5 }, () => storage.health()));
  const others = `from pg_stat_activity where datname = '${intact.name}' and pid <> pg_backend_pid()`;
  await onServer(intact.url, `select pg_terminate_backend(pid) ${others}`);
  await until('the next call is answered', () =>
    storage.health().then(
      () => true,
      () => false,
    ),
  );
  expect(await storage.ledger.reserve(newTenant(), reservation())).toMatchObject({ outcome: 'reserved' });
});

test('a pool of the host that begins transactions at another level is refused by setup()', async () => {
  const options = '-c default_transaction_isolation=serializable';
  const pool = new Pool({ connectionString: intact.url, options });
  onTestFinished(() => pool.end());
  expect(await errorOf(storageOf({ pool }).setup())).toMatchObject(
    failure('config_invalid', "default_transaction_isolation = 'serializable'", {}),
  );
});

test('connections of our own read what is committed, whatever the database has for its default', async () => {
  const { name, url } = await server.createDatabase({ template });
  await onServer(server.url(), `alter database ${name} set default_transaction_isolation = 'serializable'`);
  const storage = storageOf({ connectionString: url });
  await storage.setup();
  expect(await storage.ledger.reserve(newTenant(), reservation())).toMatchObject({ outcome: 'reserved' });
});

test('a pool of the host is left open, and one that the host has ended is told as such', async () => {
  const pool = new Pool({ connectionString: intact.url });
  await postgresStorage({ pool }).close();
  const storage = storageOf({ pool });
  await storage.setup();
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
  expect(await errorOf(storage.health())).toMatchObject(
    failure('storage_unavailable', 'has ended the pool', { reason: 'POOL_ENDED' }),
  );
});

test('a server that is down is told, and used again when it is back, by the same storage', async () => {
  const other = await startPostgresServer();
  onTestFinished(() => other.stop());
  const storage = storageOf({ connectionString: other.url() });
  await storage.setup();
  await other.halt();
  for (const [, call] of calls) {
    expect(await errorOf(call(storage))).toMatchObject({ code: 'storage_unavailable' });
  }
  await other.resume();
  expect(await storage.ledger.reserve(newTenant(), reservation())).toMatchObject({ outcome: 'reserved' });
});
