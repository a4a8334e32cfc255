import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'tsup';
import type { Reservation } from '../../src/storage.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the other process does with its folder before it says that it is ready, and then waits. */
export interface ChildTask {
  readonly dataDir: string;
  /** Runs to reserve; the first of them reports a call in flight. */
  readonly reservations: readonly Reservation[];
  readonly orgId: string;
}

export interface AdapterBuild {
  /** Starts another process; resolves with it when it has done its task. */
  start(task: ChildTask): Promise<ChildProcess>;
  remove(): void;
}

const program = `
import { pgliteStorage } from './pglite.js';
const { dataDir, orgId, reservations } = JSON.parse(process.argv[2]);
const storage = pgliteStorage({ dataDir });
await storage.setup();
for (const [index, reservation] of reservations.entries()) {
  const { outcome } = await storage.ledger.reserve({ orgId }, reservation);
  if (outcome !== 'reserved') throw new Error(outcome);
  if (index > 0) continue;
  const usage = { inputTokens: 30, outputTokens: 12, cachedInputTokens: 0, cacheWriteInputTokens: 0, reasoningTokens: 0, modelCalls: 1, costMicros: 7, estimated: false };
  const inFlight = { calls: 1, tokens: 100, cost: 50 };
  await storage.ledger.checkpoint({ orgId }, { runId: reservation.runId, usage, inFlight, leaseMs: reservation.leaseMs, holder: 'child', holdMs: 1000, answer: null });
}
console.log('ready');
setInterval(() => {}, 1_000_000);
`;

/** Builds the adapter as it is published, for processes that know nothing of TypeScript. */
export async function buildAdapter(): Promise<AdapterBuild> {
  // Within the repository, so that the build finds the packages.
  const parent = join(root, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'pglite-adapter-'));
  await build({
    config: false,
    silent: true,
    clean: false,
    entry: { pglite: join(root, 'adapters/pglite/index.ts') },
    format: ['esm'],
    target: 'node20',
    loader: { '.sql': 'text' },
    outExtension: () => ({ js: '.js' }),
    outDir: folder,
  });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const script = join(folder, 'child.js');
  writeFileSync(script, program);
  return {
    start: (task) => startChild(script, task),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function startChild(script: string, task: ChildTask): Promise<ChildProcess> {
  const child = spawn(process.execPath, [pathToFileURL(script).pathname, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`the other process ended with ${code} before it was ready`)));
  });
}

/** Kills a process without a chance to clean up, and waits until it is gone. */
export async function killHard(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
