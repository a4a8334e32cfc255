import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../fixtures/free-port.js';
import { startGuardian } from './guardian.js';
import { ordinaryUser } from './ordinary-user.js';
import { until } from './until.js';

/** Where the program is, or null where it is not installed. */
export const pgbouncerProgram =
  ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find(
    (path) => existsSync(path),
  ) ?? null;

export interface RunningPgbouncer {
  /** The address of the database through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a pooler in transaction mode in front of a server, with five connections to each database. */
export async function startPgbouncer(program: string, target: URL): Promise<RunningPgbouncer> {
  const user = ordinaryUser();
  const folder = mkdtempSync(join(tmpdir(), 'promptforge-pgbouncer-'));
  const guardian = startGuardian(folder);
  const port = await freePort();
  writeFileSync(join(folder, 'users'), `"${target.username}" ""\n`);
  writeFileSync(join(folder, 'pgbouncer.ini'), configuration(folder, port, target));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const log = openSync(join(folder, 'log'), 'w');
  const child = spawn(program, [join(folder, 'pgbouncer.ini')], { ...user, stdio: ['ignore', log, log] });
  closeSync(log);
  guardian.watch(child.pid ?? null);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  try {
    await until('PgBouncer listens', () => {
      if (ended) throw new Error(`PgBouncer ended:\n${readFileSync(join(folder, 'log'), 'utf8')}`);
      return isListening(port);
    });
  } catch (error) {
    await guardian.dismiss();
    throw error;
  }
  const url = new URL(target);
  url.port = String(port);
  return { url: url.href, stop: () => guardian.dismiss() };
}

function configuration(folder: string, port: number, target: URL): string {
  return `
[databases]
* = host=${target.hostname} port=${target.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, 'users')}
pool_mode = transaction
default_pool_size = 5
max_client_conn = 300
`;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
