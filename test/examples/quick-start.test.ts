import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '../fixtures/free-port.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { type PostgresServer, startPostgresServer } from '../postgres-server/index.js';
import { answer, type ScriptedOpenai, startScriptedOpenai } from '../scripted-openai/index.js';
import { prepare } from './prepared-package.js';
import { blockWith, changed } from './quick-start-page.js';

const execute = promisify(execFile);
const better = 'Write a welcome e-mail of 80 words for {name}, who signed up for our invoicing tool.';
/** What a stranger has waited for, in seconds. */
const waits: { step: string; seconds: number }[] = [];

let parent: string;
let folder: string;
let model: ScriptedOpenai;
let postgres: PostgresServer;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'promptforge-stranger-'));
  const prepared = inject('preparedExamples');
  if (prepared === undefined) await prepare(parent);
  const library = join(prepared ?? parent, tarballAmong(await readdir(prepared ?? parent)));
  folder = join(parent, 'prompt-server');
  // From the packed file, since the name means what is published.
  await timed('npm install', () => shell(installation(library), parent));
  model = await startScriptedOpenai(({ purpose, user }) => {
    const material = JSON.parse(user.split('\n')[1] ?? '{}');
    if (purpose === 'judge') return answer(verdict(material.prompt === better ? 4 : 2));
    if (purpose !== 'compare') return answer(rewrite(better));
    return answer({ for_first: '', for_second: '', better: material.first === better ? 'first' : 'second' });
  });
  postgres = await startPostgresServer();
});

afterAll(async () => {
  if (process.env.PROMPTFORGE_EVIDENCE_SIZE !== undefined) console.table(waits);
  await model?.close();
  await postgres?.stop();
  await rm(parent, { recursive: true, force: true });
});

describe('somebody with an empty folder who does what the quick start says', () => {
  test('has a prompt optimized without a key', async () => {
    await writeFile(join(folder, 'server.js'), blockWith('ts', 'app.listen('));
    const result = await timed('first optimized prompt', () => optimized(blockWith('sh', 'node server.js\n')));
    expect(result).toMatchObject({ engine: 'rules', planId: 'pilot', improved: true });
  });

  test('has it optimized by a model after one change', async () => {
    await shell(blockWith('sh', 'OPENAI_API_KEY=sk-...'), folder);
    // The page leaves it at the provider's own address.
    await appendFile(join(folder, '.env.local'), `OPENAI_BASE_URL=${model.baseUrl}\n`);
    await change(blockWith('ts', "requires: ['OPENAI_API_KEY', 'JWT_SECRET']"));
    const result = await timed('first prompt by a model', () => optimized(blockWith('sh', '--env-file=.env.local')));
    expect(result).toMatchObject({ engine: 'model', optimized: { prompt: better }, usage: { estimated: false } });
  });

  test('keeps it in a database after another one, and the database is well', async () => {
    const commands = blockWith('sh', 'npm install pg').replace(/postgres:\/\/[^"]+/, postgres.url());
    await timed('npm install pg', () => shell(commands, folder));
    await change(blockWith('ts', "from 'promptforge/adapters/postgres'"));
    const result = await optimized(blockWith('sh', '--env-file=.env.local'));
    expect(result).toMatchObject({ engine: 'model', optimized: { prompt: better } });
    const again = await optimized(blockWith('sh', '--env-file=.env.local'));
    // What was used before the server was started anew counts.
    expect(again.quota).toContainEqual(expect.objectContaining({ name: 'user-calls-hour', remaining: 8 }));
    const { stdout } = await shell(blockWith('sh', 'promptforge doctor'), folder);
    expect(stdout).toMatch(/^\d+ ok$/m);
  });
});

function tarballAmong(names: readonly string[]): string {
  return names.find((name) => name.endsWith('.tgz')) ?? '';
}

function installation(library: string): string {
  const commands = blockWith('sh', 'npm install promptforge express');
  return commands.replace('install promptforge ', `install --no-audit --no-fund ${library} `);
}

async function change(block: string): Promise<void> {
  const path = join(folder, 'server.js');
  await writeFile(path, changed(await readFile(path, 'utf8'), block));
}

async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  waits.push({ step, seconds: Number(((performance.now() - began) / 1_000).toFixed(1)) });
  return result;
}

/** Starts the server by a command of the page, pastes its token, sends the request of the page, and ends the server. */
async function optimized(command: string) {
  const port = await freePort();
  const child = spawn('bash', ['-c', `exec ${command}`], {
    cwd: folder,
    env: { ...withoutSettings(process.env), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let printed = '';
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += chunk;
      if (/TOKEN=\S+\n/.test(printed)) break;
    }
    const paste = /export TOKEN=\S+/.exec(printed)?.[0] ?? '';
    const request = blockWith('sh', 'curl http').replace('localhost:3000', `127.0.0.1:${port}`);
    const { stdout } = await shell(`${paste}\n${request}`, folder);
    return JSON.parse(stdout);
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

function shell(commands: string, cwd: string) {
  // A stranger has nothing in the cache.
  const env = { ...withoutSettings(process.env), npm_config_cache: join(parent, 'npm-cache') };
  return execute('bash', ['-ec', commands], { cwd, env });
}

function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const {
    OPENAI_API_KEY,
    OPENAI_BASE_URL,
    OPENAI_MODEL,
    JWT_SECRET,
    NEXTAUTH_SECRET,
    DATABASE_URL,
    NODE_ENV,
    ...rest
  } = environment;
  return rest;
}
