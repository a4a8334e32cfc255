import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type BuiltProgram, buildProgram } from '../postgres-server/build-program.js';
import { emptyDatabase, migratedDatabase, sharedServer, startPostgresServer } from '../postgres-server/index.js';
import { ordinaryUser, type User } from '../postgres-server/ordinary-user.js';
import { until } from '../postgres-server/until.js';
import type { StartedServer } from './postgres-server-child.js';

let program: BuiltProgram;

beforeAll(async () => {
  program = await buildProgram('test/integration/postgres-server-child.ts');
});

afterAll(() => program.remove());

async function ask(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function startChild(user: User): Promise<[ChildProcess, StartedServer]> {
  const child = spawn(process.execPath, [program.path], { ...user, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (line) => resolve([child, JSON.parse(String(line))]));
    child.once('exit', (code) => reject(new Error(`the other process ended with ${code} before it was ready`)));
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone({ folder, pid }: StartedServer): Promise<void> {
  await until(`${folder} and process ${pid} are gone`, () => !existsSync(folder) && !isAlive(pid));
}

/** Root can start processes as somebody else; others can only be who they are. */
const users: [string, User][] = [['whoever runs the tests', {}]];
if (userInfo().uid === 0) users.push(['an ordinary user', ordinaryUser()]);

test.for(users)('a server started by %s runs, and is gone after its starter was killed', async ([, user], { skip }) => {
  const readable = spawnSync('test', ['-r', program.path], user).status === 0;
  skip(!readable, 'only root can read this folder');
  const [child, server] = await startChild(user);
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  child.kill('SIGKILL');
  await untilGone(server);
});

test('a process that forgets its server ends all the same, and the server with it', async () => {
  const [child, server] = await startChild({});
  child.kill('SIGTERM');
  await untilGone(server);
});

test('keeps what was committed over a restart and a crash, and stops without a trace', async () => {
  const server = await startPostgresServer({ durable: true });
  onTestFinished(() => server.stop());
  const { url } = await server.createDatabase();
  expect(await ask(url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  await ask(url, 'create table kept as select 1 as one');
  for (const mode of ['fast', 'immediate'] as const) {
    const { pid } = server;
    await server.restart(mode);
    expect(server.pid).not.toBe(pid);
    expect(await ask(url, 'select one from kept')).toEqual([{ one: 1 }]);
  }
  const { folder, pid } = server;
  await server.stop();
  expect(existsSync(folder)).toBe(false);
  expect(isAlive(pid)).toBe(false);
});

test('gives databases that are empty or migrated, and takes them away again', async () => {
  const [empty, migrated, second] = [await emptyDatabase(), await migratedDatabase(), await migratedDatabase()];
  const present = `select to_regclass('promptforge.migrations') is not null as present`;
  expect(await ask(empty.url, present)).toEqual([{ present: false }]);
  expect(await ask(migrated.url, present)).toEqual([{ present: true }]);
  for (const database of [empty, migrated, second]) await database.drop();
  await expect(ask(migrated.url, present)).rejects.toMatchObject({ code: '3D000' });
});

test('has the roles that every Supabase server has', async () => {
  const roles = `
    select rolname, rolbypassrls
      from pg_roles
     where rolname in ('anon', 'authenticated', 'service_role')
     order by rolname`;
  expect(await ask((await sharedServer()).url(), roles)).toEqual([
    { rolname: 'anon', rolbypassrls: false },
    { rolname: 'authenticated', rolbypassrls: false },
    { rolname: 'service_role', rolbypassrls: true },
  ]);
});
