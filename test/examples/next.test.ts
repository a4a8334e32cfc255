import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { PromptForge } from '../../src/index.js';
import { chromiumAbsent, chromiumAvailable, openChromium } from '../browser/chromium.js';
import { hostCases } from '../hosts/host-cases.js';
import { send } from '../hosts/send.js';
import { InstalledExample } from './installed-example.js';
import { walkThrough } from './walk-through.js';

const secret = 'a secret that the example and this test share';
/** Issues tokens that the example takes, since both sign with one secret. */
const issuer = new PromptForge({ storage: memoryStorage(), engine: 'rules', session: { secret } });

let example: InstalledExample;
let server: ChildProcess;
let url: string;
let users = 0;
let printed = '';

/** Somebody no other case knows. */
async function newToken(): Promise<string> {
  users += 1;
  return (await issuer.sessions.issue({ userId: `user-${users}`, orgId: `org-${users}` })).accessToken;
}

/** Starts the built application, and answers where it listens. */
async function started(environment: Readonly<Record<string, string>> = { TRIAL: 'on' }): Promise<string> {
  server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', '0', '-H', '127.0.0.1'], {
    cwd: example.folder,
    env: { ...withoutModel(process.env), JWT_SECRET: secret, NEXT_TELEMETRY_DISABLED: '1', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  printed = '';
  server.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  while (server.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const port = /http:\/\/127\.0\.0\.1:(\d+)[\s\S]*Ready/.exec(printed)?.[1];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
  }
  throw new Error(`The example ended before it listened:\n${printed}`);
}

function withoutModel(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, ...rest } = environment;
  return rest;
}

beforeAll(async () => {
  example = await InstalledExample.install('next');
  await example.add('test/hosts/next-app', 'app');
  await example.add('test/hosts/trial-handler.ts', 'trial-handler.ts');
  await example.add('test/hosts/guards-with.ts', 'guards-with.ts');
  // Typechecks, too: the real types of Next against ours.
  await example.command('npm', 'run', 'build');
  url = await started();
  // Next alone is a third of a gigabyte to install, and its build takes a minute where everything is busy.
}, 600_000);

afterAll(async () => {
  if (server?.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await issuer.close();
  await example?.remove();
});

describe('the Next example, built for production with the packed library', () => {
  test.each(hostCases.map(({ promise, run }) => [promise, run] as const))('%s', (_promise, run) =>
    run({ url, newToken }));

  test('leaves the rest of the application alone', async () => {
    const { status, body } = await send(url);
    expect([status, body]).toEqual([200, expect.stringContaining('The application of the host')]);
  });

  test.each([
    ['', '/account', '/sign-in?next=%2Faccount'],
    ['with a query', '/account/runs?page=2', '/sign-in?next=%2Faccount%2Fruns%3Fpage%3D2'],
  ])('sends who has no session from a page %s to sign in', async (_what, page, target) => {
    const { status, headers } = await send(`${url}${page}`);
    expect([status, headers.location]).toEqual([307, target]);
  });

  test('answers who has no session 401 on its API', async () => {
    const { status, headers, body } = await send(`${url}/api/account/report`);
    expect([status, headers['content-type']]).toEqual([401, 'application/problem+json']);
    expect([JSON.parse(body).code, headers['www-authenticate']]).toEqual(['session_missing', 'Bearer']);
  });

  test('shows the sign-in page itself, with a forged session, too', async () => {
    const { status, body } = await send(`${url}/sign-in?next=%2Faccount`, { headers: { cookie: 'session=x.y.z' } });
    expect([status, body]).toEqual([200, expect.stringContaining('Sign in')]);
  });

  // Browsers drop the tab, and take what is left for the address of another site.
  test.each([
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'https://evil.test',
  ])('leads nobody to another site: %j', async (next) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, headers: answered } = await send(`${url}/sign-in/open`, {
      method: 'POST',
      headers,
      body: `next=${encodeURIComponent(next)}`,
    });
    expect([status, answered.location]).toEqual([303, '/account']);
  });

  test('lets in who has signed in, counts calls by the cookie', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const opened = await send(`${url}/sign-in/open`, { method: 'POST', headers, body: 'next=%2F%2Fevil.test' });
    expect([opened.status, opened.headers.location]).toEqual([303, '/account']);
    const cookie = String(opened.headers['set-cookie']?.[0]?.split(';')[0]);
    const page = await send(`${url}/account`, { headers: { cookie } });
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('pilot')]);
    const report = await send(`${url}/api/account/report`, { headers: { cookie } });
    expect([report.status, JSON.parse(report.body)]).toEqual([
      200,
      { for: 'example-user', left: expect.arrayContaining([{ name: 'user-calls-hour', remaining: 8 }]) },
    ]);
    expect(report.headers.ratelimit).toMatch(/"user-calls-hour";r=8/);
  });
});

describe.skipIf(!chromiumAvailable())(`the pages of the Next example (else: ${chromiumAbsent})`, () => {
  let browser: Awaited<ReturnType<typeof openChromium>>;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  walkThrough(() => ({ context: browser.context, url, printed: () => printed }));
});

describe('the Next example in production', () => {
  test('opens no session and changes no plan for the asking', async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
    url = await started({ TRIAL: '' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const opened = await send(`${url}/sign-in/open`, { method: 'POST', headers, body: 'next=%2Faccount' });
    expect(opened.status).toBe(404);
    const { accessToken } = await issuer.sessions.issue({ userId: 'ada' });
    const chosen = await send(`${url}/account/plan`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ planId: 'pro' }),
    });
    expect(chosen.status).toBe(404);
  });
});
