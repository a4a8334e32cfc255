import { type ChildProcess, spawn } from 'node:child_process';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { withMigrationLock } from '../../adapters/sql/schema/migration-lock.js';
import { systemClock } from '../../src/ports/system-clock.js';
import { type BuiltProgram, buildProgram } from '../postgres-server/build-program.js';
import { emptyDatabase, type TestDatabase } from '../postgres-server/index.js';
import { until } from '../postgres-server/until.js';

let programs: readonly BuiltProgram[];

beforeAll(async () => {
  const source = 'test/integration/postgres-migrations-child.ts';
  programs = await Promise.all([buildProgram(source, 'esm'), buildProgram(source, 'cjs')]);
});

afterAll(() => {
  for (const program of programs) program.remove();
});

async function temporaryDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  onTestFinished(() => database.drop());
  return database;
}

async function connectTo(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

function startChild({ path }: BuiltProgram, url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path, url], { stdio: ['pipe', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`the process ended with ${code} before it was ready`)));
  });
}

/** @returns its exit code, and the version of the schema it found at last. */
function release(child: ChildProcess): Promise<{ readonly code: number | null; readonly version: string }> {
  return new Promise((resolve) => {
    let version = '';
    child.stdout?.on('data', (data) => {
      version += data;
    });
    child.once('close', (code) => resolve({ code, version: version.trim() }));
    child.stdin?.write('go\n');
  });
}

test('eight processes that migrate an empty database at once all succeed, and each file is applied once', async () => {
  const { url } = await temporaryDatabase();
  const client = await connectTo(url);
  // Writes down every application of a file, also of one whose record is later replaced.
  await client.query(`
    create table public.applied (name text, process int);
    create function public.note() returns trigger language plpgsql
    as $$ begin insert into public.applied values (new.name, pg_backend_pid()); return null; end $$;
    create function public.watch() returns event_trigger language plpgsql
    as $$
    begin
      if to_regclass('promptforge.migrations') is not null and not exists (
        select from pg_trigger where tgname = 'note'
      ) then
        create trigger note after insert on promptforge.migrations for each row execute function public.note();
      end if;
    end $$;
    create event trigger watch on ddl_command_end when tag in ('CREATE TABLE') execute function public.watch();
  `);
  const children = await Promise.all(
    programs.flatMap((program) => Array.from({ length: 4 }, () => startChild(program, url))),
  );
  const newest = migrations.at(-1)?.name;
  const ended = await Promise.all(children.map(release));
  expect(ended).toEqual(Array.from({ length: 8 }, () => ({ code: 0, version: newest })));

  const { rows } = await client.query<{ name: string; checksum: string | null }>(
    'select name, checksum from promptforge.migrations order by name',
  );
  expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
  for (const { checksum } of rows) expect(checksum).toMatch(/^[0-9a-f]{64}$/);
  const applied = await client.query<{ name: string; process: number }>('select name, process from public.applied');
  expect(applied.rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
  expect(new Set(applied.rows.map(({ process }) => process)).size).toBe(1);
});

/** Takes the lock of migrations, as another process would that migrates. @returns how to end that. */
async function holdLock(url: string): Promise<() => Promise<void>> {
  const client = await connectTo(url);
  const session = { query: async (sql: string) => (await client.query(sql)).rows, exec: async () => {} };
  return new Promise((resolve) => {
    const migrating = withMigrationLock(
      session,
      systemClock,
      () =>
        new Promise<void>((done) => {
          resolve(() => {
            done();
            return migrating;
          });
        }),
    );
  });
}

test('setup() waits for another process that migrates, and goes on when it is done', async () => {
  const { url } = await temporaryDatabase();
  const letGo = await holdLock(url);
  const storage = postgresStorage({ connectionString: url });
  onTestFinished(() => storage.close());
  let done = false;
  const setup = storage.setup().then(() => {
    done = true;
  });
  const watcher = await connectTo(url);
  await until('setup() asks for the lock', async () => {
    const { rowCount } = await watcher.query(
      `select from pg_stat_activity where query like '%pg_try_advisory_lock%' and pid <> pg_backend_pid() and datname = current_database()`,
    );
    return rowCount !== null && rowCount > 1;
  });
  expect(done).toBe(false);
  await expect(storage.health()).rejects.toMatchObject({ code: 'storage_not_ready' });
  await letGo();
  await setup;
  expect((await storage.health()).schemaVersion).toBe(migrations.at(-1)?.name);
});

test('a process that migrates for longer than the patience is told, and nothing is done', async () => {
  const { url } = await temporaryDatabase();
  const letGo = await holdLock(url);
  const client = await connectTo(url);
  const session = { query: async (sql: string) => (await client.query(sql)).rows, exec: async () => {} };
  let worked = false;
  const work = async () => {
    worked = true;
  };
  await expect(withMigrationLock(session, systemClock, work, 300)).rejects.toMatchObject({
    code: 'storage_unavailable',
    message: expect.stringContaining('more than 0.3 seconds'),
  });
  expect(worked).toBe(false);
  await letGo();
  await withMigrationLock(session, systemClock, work, 300);
  expect(worked).toBe(true);
});

test('the lock of a process that was killed while it migrated is free at once', async () => {
  const { url } = await temporaryDatabase();
  await holdLock(url);
  const client = await connectTo(url);
  await client.query(
    `select pg_terminate_backend(l.pid) from pg_locks as l
      where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())`,
  );
  const storage = postgresStorage({ connectionString: url });
  onTestFinished(() => storage.close());
  await storage.setup();
  expect((await storage.health()).schemaVersion).toBe(migrations.at(-1)?.name);
});
