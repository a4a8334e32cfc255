import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { nodeHandler } from '../../adapters/node/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { checksCommand } from '../../src/cli/checks/checks-command.js';
import { createHandler, type Handler } from '../../src/http/index.js';
import { type CheckReport, PromptForge } from '../../src/index.js';
import { checkSecret } from '../fixtures/forge-to-check.js';
import { rejection } from '../fixtures/rejection.js';
import { addressOf } from '../hosts/trial-hosts.js';
import { connectionsTo, migratedDatabase } from '../postgres-server/index.js';

const cleanUps: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function check(
  words: readonly string[],
  environment: Record<string, string> = {},
  signal = new AbortController().signal,
) {
  const printed: string[] = [];
  const progress: (string | null)[] = [];
  const code = await checksCommand(words, signal, {
    environment,
    print: (text) => void printed.push(text),
    tell: () => {},
    showProgress: (line) => void progress.push(line),
  });
  return { code, text: printed.join('\n'), progress };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'promptforge-check-'));
  cleanUps.push(() => rm(path, { recursive: true }));
  return path;
}

/** A server on a database, over HTTP, as an application would run it. */
async function server(spoil: (handler: Handler) => Handler = (handler) => handler) {
  const database = await migratedDatabase();
  cleanUps.push(() => database.drop());
  const forge = new PromptForge({
    storage: postgresStorage({ connectionString: database.url }),
    engine: 'rules',
    session: { secret: checkSecret },
  });
  cleanUps.push(() => forge.close());
  const http = createServer(nodeHandler(spoil(createHandler(forge))));
  cleanUps.push(() => {
    http.closeAllConnections();
    http.close();
  });
  const url = `${await addressOf(http)}/api`;
  return { url, forge, environment: { DATABASE_URL: database.url, JWT_SECRET: checkSecret } };
}

// The machine may be as slow as it likes.
const patient = ['--latency', '60000'];

test('a server is checked by its address, over HTTP, on its database, and passes', async () => {
  const { url, forge, environment } = await server();
  const { code, text, progress } = await check(['--url', url, ...patient], environment);
  expect(text).not.toContain('FAILED');
  expect(code).toBe(0);
  expect(text).toContain(`Checking ${url}, on `);
  expect(text).toContain('Score 100 of 100');
  expect(text).not.toContain(checkSecret);
  expect(progress.at(-1)).toBeNull();
  expect((await forge.checkReports.latest())?.target).toBe(url);
});

test('a server that is broken is named by exit code 1, the report, JUnit XML and the comparison', async () => {
  let isBroken = false;
  const { url, environment } = await server((handler) => async (request) => {
    const response = await handler(request);
    if (isBroken) response.headers.delete('x-content-type-options');
    return response;
  });
  const words = ['--url', url, '--only', 'security.nosniff', '--only', 'api.unknown-route'];
  const junit = join(await folder(), 'junit.xml');
  const baseline = join(await folder(), 'baseline.json');
  const healthy = await check([...words, '--json'], environment);
  expect(healthy.code).toBe(0);
  await writeFile(baseline, healthy.text);
  isBroken = true;
  const broken = await check([...words, '--junit', junit], environment);
  expect(broken.code).toBe(1);
  expect(broken.text).toContain('FAILED  security.nosniff');
  expect(broken.text).toContain('  fail now: security.nosniff');
  expect(await readFile(junit, 'utf8')).toContain('<failure message="GET /health (200) has no X-Content-Type-Options');
  const compared = JSON.parse(
    (await check([...words, '--json', '--baseline', baseline], environment)).text,
  ) as CheckReport;
  expect(compared.comparison).toMatchObject({ newlyFailing: ['security.nosniff'], scoreChange: -57.1 });
});

test('without an address a handler in this process is checked, and the output says so', async () => {
  const { code, text } = await check(['--suite', 'api', ...patient]);
  expect(text).toContain('Checking a handler in this process, on memory');
  expect(code).toBe(0);
});

test('an interruption breaks the run off', async () => {
  const stop = new AbortController();
  stop.abort();
  const { text } = await check(['--json'], {}, stop.signal);
  expect(JSON.parse(text)).toMatchObject({ isComplete: false, isCleanedUp: true, score: null });
});

test('a secret that is too short is refused, and no connection is left that would keep the process', async () => {
  const database = await migratedDatabase();
  cleanUps.push(() => database.drop());
  const refused = check([], { DATABASE_URL: database.url, JWT_SECRET: 'short' });
  expect(await rejection(refused)).toMatchObject({ code: 'config_invalid' });
  await expect.poll(() => connectionsTo(database), { timeout: 4_000 }).toBe(0);
});

test.each([
  ['an address without the secret', ['--url', 'http://localhost/api'], {}],
  ['an address without a database', ['--url', 'http://localhost/api'], { JWT_SECRET: checkSecret }],
  ['what is no address', ['--url', 'localhost'], { JWT_SECRET: checkSecret }],
  ['a suite that does not exist', ['--suite', 'all'], {}],
  ['a check that does not exist', ['--only', 'api.nothing'], {}],
  ['no requests', ['--max-requests', '0'], {}],
  ['a baseline that is none', ['--baseline', '/no/such/file'], {}],
  ['a word', ['everything'], {}],
])('wrong use is refused before anything is sent: %s', async (_, words, environment) => {
  expect(await rejection(check(words, environment as Record<string, string>))).toMatchObject({
    code: 'request_invalid',
  });
});
