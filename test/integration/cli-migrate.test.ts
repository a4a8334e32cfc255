import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../adapters/sql/index.js';
import { doctorCommand } from '../../src/cli/doctor/doctor-command.js';
import { migrateCommand } from '../../src/cli/migrate/migrate-command.js';
import { defaultPlans, type PromptForgeError } from '../../src/index.js';
import { type BuiltProgram, buildProgram } from '../postgres-server/build-program.js';
import { emptyDatabase, migratedDatabase, onServer, type TestDatabase } from '../postgres-server/index.js';

const names = migrations.map(({ name }) => name);
const newest = String(names.at(-1));
const planIds = defaultPlans.map(({ id }) => id);

let folder: string;
let program: BuiltProgram;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptforge-migrate-'));
  program = await buildProgram('src/cli/main.ts');
});
afterAll(async () => {
  program.remove();
  await rm(folder, { recursive: true, force: true });
});

interface Done {
  /** Null when the command threw. */
  readonly code: number | null;
  readonly printed: string;
  readonly error: PromptForgeError | null;
}

/** Runs a command in this process, and sees to it that no password is told. */
async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Done> {
  const [name, ...rest] = words;
  const command = name === 'migrate' ? migrateCommand : doctorCommand;
  const lines: string[] = [];
  const terminal = { environment, print: (text: string) => void lines.push(`${text}\n`) };
  const done = await command(rest, new AbortController().signal, terminal).then(
    (code) => ({ code, error: null }),
    (error: PromptForgeError) => ({ code: null, error }),
  );
  const printed = lines.join('');
  expect(printed + done.error?.message).not.toContain('opensesame');
  return { ...done, printed };
}

/** With a password, which this server does not ask for and nobody may print. */
function withPassword({ url }: TestDatabase): string {
  const address = new URL(url);
  address.password = 'opensesame';
  return address.href;
}

/** One story on each kind of database, told in order: each test stands on those before it. */
describe.sequential.each(['Postgres', 'PGlite'])('a database on %s', (kind) => {
  let database: TestDatabase | null = null;
  let target: readonly string[];
  beforeAll(async () => {
    if (kind === 'Postgres') database = await emptyDatabase();
    target = database === null ? ['--data-dir', join(folder, 'kept')] : ['--database-url', withPassword(database)];
  });
  afterAll(() => database?.drop());

  test('without anything lacks every migration, or is not there yet', async () => {
    const { code, printed, error } = await run(['migrate', 'status', ...target]);
    if (kind === 'PGlite') {
      expect(error).toMatchObject({
        code: 'storage_not_ready',
        message: expect.stringMatching(/kept holds no database/),
      });
      expect(await readdir(folder)).toEqual([]);
      return;
    }
    expect([code, error]).toEqual([3, null]);
    expect(printed).toContain(`\n${names.map((name) => `pending  ${name}`).join('\n')}\n`);
    expect(printed).toMatch(new RegExp(`\n${names.length} pending\\. Apply: npx promptforge migrate up\n$`));
  });

  test('is brought up to date', async () => {
    const { code, printed } = await run(['migrate', 'up', ...target]);
    expect(code).toBe(0);
    expect(printed).toContain(`\n${names.map((name) => `applied  ${name}`).join('\n')}\n`);
    expect(printed).toMatch(/migrations applied: the schema is up to date\.\n$/);
  });

  test('has nothing to apply the second time, and is given the plans it lacks', async () => {
    const { code, printed } = await run(['migrate', 'up', '--seed', ...target]);
    expect(code).toBe(0);
    expect(printed).toMatch(/\nNothing was pending: .*\nPlans written: pilot, pro, enterprise\.\n$/);
    const again = await run(['migrate', 'up', '--seed', '--json', ...target]);
    expect(JSON.parse(again.printed)).toMatchObject({ applied: [], plans: { written: [], kept: planIds } });
  });

  test('says when each was applied, and by whom', async () => {
    const { code, printed } = await run(['migrate', 'status', '--json', ...target]);
    expect(code).toBe(0);
    const status = JSON.parse(printed);
    expect(status).toMatchObject({ pending: 0, error: null });
    expect(status.migrations.map(({ name }: { readonly name: string }) => name)).toEqual(names);
    for (const migration of status.migrations) {
      expect(migration).toMatchObject({ state: 'applied', byPromptForge: true });
      expect(Math.abs(migration.appliedAt - Date.now())).toBeLessThan(300_000);
    }
  });

  test('is found to be well', async () => {
    const { code, printed } = await run(['doctor', ...target]);
    expect(code).toBe(0);
    expect(printed).toMatch(/\n\n14 ok\n$/);
    const { printed: document } = await run(['doctor', '--json', ...target]);
    expect(JSON.parse(document)).toMatchObject({ healthy: true, checks: { length: 14 } });
  });
});

describe('a plan of the host', () => {
  test('is left as it is by --seed', async () => {
    const database = await migratedDatabase();
    const environment = { DATABASE_URL: withPassword(database) };
    await run(['migrate', 'up', '--seed'], environment);
    const change = `update promptforge.plans set version = version + 1, title = 'Ours' where id = 'pro'`;
    await onServer(database.url, change, `delete from promptforge.plans where id = 'pilot'`);
    const { printed } = await run(['migrate', 'up', '--seed'], environment);
    expect(printed).toMatch(/\nPlans written: pilot\.\nPlans .* left as they are: pro, enterprise\.\n$/);
    const unchanged = `(select title from promptforge.plans where id = 'pro') = 'Ours'`;
    await onServer(database.url, `do $$ begin assert ${unchanged}; end $$`);
    await database.drop();
  });
});

describe('a database that is newer', () => {
  let database: TestDatabase;
  let environment: Readonly<Record<string, string>>;
  beforeAll(async () => {
    database = await migratedDatabase();
    environment = {
      DIRECT_URL: withPassword(database),
      DATABASE_URL: 'postgres://opensesame:opensesame@127.0.0.1:9/none',
    };
    await onServer(database.url, `insert into promptforge.migrations (name) values ('29990101000000_future')`);
    return () => database.drop();
  });

  test('is listed, and is an error', async () => {
    const { error, printed } = await run(['migrate', 'status'], environment);
    expect(error).toMatchObject({
      code: 'storage_not_ready',
      message: expect.stringMatching(/Install that version or a l/),
    });
    expect(printed).toMatch(/\nunknown {2}29990101000000_future +\d{4}-\d\d-\d\d [\d:]{8} UTC, by another tool\n/);
    const document = await run(['migrate', 'status', '--json'], environment);
    expect([document.code, JSON.parse(document.printed)]).toMatchObject([
      1,
      { pending: 0, error: { code: 'storage_not_ready', details: { migration: '29990101000000_future' } } },
    ]);
  });

  test.each([[['migrate', 'up']], [['migrate', 'sql', '--pending']]])('is refused by %j', async (words) => {
    const { printed, error } = await run(words, environment);
    expect(error).toMatchObject({ code: 'storage_not_ready', message: expect.stringMatching(/29990101000000_future/) });
    expect(printed).toBe('');
  });

  test('fails the doctor', async () => {
    const { code, printed } = await run(['doctor', '--database-url', withPassword(database)]);
    expect([code, printed]).toEqual([1, expect.stringMatching(/\nfailed +schema +newer than this version/)]);
  });
});

describe('the SQL', () => {
  test('can be applied as one by another tool, and is then recognized', async () => {
    const database = await emptyDatabase();
    const target = ['--database-url', withPassword(database)];
    const { code, printed: sql } = await run(['migrate', 'sql']);
    expect(code).toBe(0);
    for (const name of names) expect(sql).toContain(`\n-- promptforge: ${name}.sql\n`);
    expect((await run(['migrate', 'sql', '--pending', ...target])).printed).toBe(sql);

    await onServer(database.url, sql);
    const status = await run(['migrate', 'status', ...target]);
    expect([status.code, status.printed]).toEqual([0, expect.stringContaining('UTC, by another tool\n')]);
    const { printed: nothing } = await run(['migrate', 'sql', '--pending', ...target]);
    expect(nothing).toBe('-- promptforge: nothing is pending\n');
    expect((await run(['doctor', ...target])).code).toBe(0);
    await database.drop();
  });

  test('of what is pending is only that', async () => {
    const database = await migratedDatabase();
    await onServer(database.url, `delete from promptforge.migrations where name = '${newest}'`);
    const { printed } = await run(['migrate', 'sql', '--pending', '--database-url', withPassword(database)]);
    expect(printed.match(/^-- promptforge: .*\.sql$/gm)).toEqual([`-- promptforge: ${newest}.sql`]);
    await database.drop();
  });
});

describe('the folder of the Supabase CLI', () => {
  test('is filled, and the next steps are told', async () => {
    const { code, printed } = await run(['migrate', 'supabase', '--dir', join(folder, 'supabase')]);
    expect(code).toBe(0);
    expect((await readdir(join(folder, 'supabase'))).sort()).toEqual(names.map((name) => `${name}.sql`));
    expect(printed).toMatch(/supabase db push[\s\S]*Exposed schemas: add promptforge[\s\S]*service role key/);
    const again = await run(['migrate', 'supabase', '--dir', join(folder, 'supabase')]);
    expect(again.printed).toContain(`\n0 of ${names.length} files written to `);
  });
});

function start(words: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const { DATABASE_URL, DIRECT_URL, NODE_V8_COVERAGE, ...inherited } = process.env;
  return spawn(process.execPath, [program.path, ...words], {
    cwd: folder,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for the end, and sees to it that no password was stdout. */
async function ended(child: ChildProcess) {
  const { stdout: out, stderr: err } = child;
  if (out === null || err === null) throw new Error('The output of the process is not connected.');
  const [stdout, stderr, [code]] = await Promise.all([text(out), text(err), once(child, 'exit')]);
  expect(stdout + stderr).not.toContain('opensesame');
  return { code, stdout, stderr };
}

describe('as a process', () => {
  test('status, up and doctor end with the codes that scripts go by', async () => {
    const database = await emptyDatabase();
    const environment = { DATABASE_URL: withPassword(database) };
    const process = async (...words: string[]) => (await ended(start(words, environment))).code;
    expect(await process('doctor')).toBe(1);
    expect(await process('migrate', 'status')).toBe(3);
    expect(await process('migrate', 'up')).toBe(0);
    expect(await process('migrate', 'status')).toBe(0);
    expect(await process('doctor', '--json')).toBe(0);
    await database.drop();
  });

  test.each<readonly [words: string[], code: number, says: RegExp]>([
    [['migrate'], 2, /^\nrequest_invalid: Give one command: status, up, sql, supabase\./],
    [['migrate', 'status'], 2, /^\nrequest_invalid: No database was named\./],
    [
      ['doctor', '--database-url', 'mysql://a:opensesame@b/c'],
      2,
      /^\nrequest_invalid: --database-url is not the URL of/,
    ],
    [
      ['migrate', 'up', '--database-url', 'postgres://a:opensesame@127.0.0.1:9/x'],
      1,
      /^\nstorage_unavailable: .*host and po/,
    ],
  ])('%j ends with %i and says how to mend it', async (words, code, says) => {
    const end = await ended(start(words));
    expect([end.code, end.stdout, end.stderr]).toEqual([code, '', expect.stringMatching(says)]);
  });

  test.each(['migrate', 'doctor'])('nothing when the help of %s is asked for', async (command) => {
    const { code, printed } = await run([command, '--help']);
    expect([code, printed]).toEqual([0, expect.stringMatching(new RegExp(`^promptforge ${command} `))]);
  });

  test('Ctrl-C while a server keeps silent', async () => {
    const silent = createServer();
    const connected = once(silent, 'connection');
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const address = silent.address();
    if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
    const child = start(['doctor', '--database-url', `postgres://a:opensesame@127.0.0.1:${address.port}/x`]);
    const end = ended(child);
    const [socket] = await connected;
    const interruptedAt = Date.now();
    child.kill('SIGINT');
    const { code, stderr } = await end;
    expect([code, stderr]).toEqual([130, expect.stringMatching(/^\nrun_canceled: /)]);
    // Sooner than the connection would have been given up.
    expect(Date.now() - interruptedAt).toBeLessThan(8_000);
    socket.destroy();
    silent.close();
  });
});
