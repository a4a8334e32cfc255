import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgram } from '../../postgres-server/build-program.js';
import type { LoadTask } from './load-server.js';
import { builtNext } from './next-server.js';

/** A server in a process of its own. */
export interface StartedHost {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts one of the trial hosts, on an embedded database of its own. */
export async function startHost(host: string, secret: string): Promise<StartedHost> {
  const program = await buildProgram('test/hosts/load/load-server.ts');
  const dataDir = await mkdtemp(join(tmpdir(), 'promptforge-load-'));
  const task: LoadTask = { host, dataDir, secret };
  const child = spawn(process.execPath, [program.path, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async () => {
    await ended(child);
    program.remove();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: await printedUrl(child, /(http:\/\/127\.0\.0\.1:\d+)/), stop };
}

/** Starts the Next example. */
export async function startNext(secret: string): Promise<StartedHost> {
  const example = await builtNext();
  const words = ['node_modules/next/dist/bin/next', 'start', '-p', '0', '-H', '127.0.0.1'];
  const child = spawn(process.execPath, words, {
    cwd: example.folder,
    env: { ...process.env, NODE_ENV: 'production', JWT_SECRET: secret, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    await ended(child);
    await example.remove();
  };
  return { url: await printedUrl(child, /(http:\/\/127\.0\.0\.1:\d+)[\s\S]*Ready/), stop };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function printedUrl({ stdout }: ChildProcess, pattern: RegExp): Promise<string> {
  let printed = '';
  const found = new Promise<string>((resolve, reject) => {
    stdout?.on('data', (chunk: Buffer) => {
      printed += chunk;
      const url = pattern.exec(printed)?.[1];
      if (url !== undefined) resolve(url);
    });
    stdout?.once('close', () => reject(new Error(`The server ended before it listened:\n${printed}`)));
  });
  return found;
}
