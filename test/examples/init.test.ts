import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { PromptForge } from '../../src/index.js';
import { send } from '../hosts/send.js';
import { InstalledExample } from './installed-example.js';

let application: InstalledExample | undefined;
let server: ChildProcess | undefined;

afterEach(async () => {
  if (server !== undefined && isAlive(server)) {
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
  await application?.remove();
});

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

interface Written {
  readonly changed: boolean;
  readonly install: string;
  readonly server: { readonly lines: readonly string[]; readonly end: string } | null;
  readonly files: readonly { readonly action: string; readonly path: string }[];
}

/** Runs `promptforge init` of the packed library, and the one command it prints. */
async function initialized(files: Readonly<Record<string, string>>) {
  application = await InstalledExample.of(files);
  const example = application;
  const init = async (): Promise<Written> => {
    const text = await example.command('npx', '--no-install', 'promptforge', 'init', '--json');
    return JSON.parse(text) as Written;
  };
  const written = await init();
  const [file = '', ...words] = written.install.split(' ');
  await example.command(file, ...words, '--prefer-offline', '--no-audit', '--no-fund');
  expect(await init(), 'the second time').toMatchObject({ changed: false, install: null });
  return { example, written };
}

/** Starts a program of Node in the folder without a model. @returns where it listens. */
async function started(folder: string, words: readonly string[], printed: RegExp): Promise<string> {
  // Under test, Next reads no .env.local.
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, NODE_ENV: _mode, ...others } = process.env;
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...others, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    const port = printed.exec(text)?.[1];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
  }
  throw new Error(`The application ended before it listened:\n${text}`);
}

/** A token that is signed with the secret of its `.env.local`. */
async function tokenOf(folder: string): Promise<string> {
  const { JWT_SECRET: secret = '' } = parseEnv(await readFile(join(folder, '.env.local'), 'utf8'));
  const issuer = new PromptForge({ storage: memoryStorage(), engine: 'rules', session: { secret } });
  const { accessToken } = await issuer.sessions.issue({ userId: 'ada' });
  await issuer.close();
  return accessToken;
}

/** What it answers somebody who holds a token of its own. */
async function answers(folder: string, url: string) {
  const accessToken = await tokenOf(folder);
  const health = await fetch(`${url}/api/health`);
  const optimized = await fetch(`${url}/api/gpt-editor`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      prompt: 'Write a welcome e-mail for {name}, who signed up yesterday.',
      sevenD: { domain: 'saas', output_format: 'md' },
    }),
  });
  return [health.status, optimized.status, await optimized.json()] as const;
}

const works = [200, 200, expect.objectContaining({ engine: 'rules', charge: { calls: 1, tokens: 0, cost: 0 } })];

/** Tells it to end while live figures are read, which nobody stops reading. @returns the last of them, and its exit code. */
async function ended(folder: string, url: string) {
  const child = server;
  if (child === undefined) throw new Error('No server was started.');
  const headers = { authorization: `Bearer ${await tokenOf(folder)}`, accept: 'text/event-stream' };
  const live = await fetch(`${url}/api/analytics/live`, { headers, signal: AbortSignal.timeout(30_000) });
  const snapshot = 'event: snapshot';
  let told = '';
  for await (const chunk of live.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const isFirst = !told.includes(snapshot);
    told += chunk;
    if (isFirst && told.includes(snapshot)) child.kill('SIGTERM');
  }
  if (isAlive(child)) await once(child, 'exit');
  return { status: live.status, told, code: child.exitCode };
}

const servers = {
  express: {
    dependencies: { express: '5.3.0' },
    before: `import express from 'express';
const app = express();
app.use(express.json());
app.get('/api/own', (request, response) => response.send('own'));
`,
    after: `
const server = app.listen(0, () => console.log(\`port \${server.address().port}.\`));
`,
  },
  hono: {
    dependencies: { hono: '4.13.19', '@hono/node-server': '2.1.9' },
    before: `import { serve } from '@hono/node-server';
import { Hono } from 'hono';
const app = new Hono();
app.get('/api/own', (c) => c.text('own'));
`,
    after: `
const server = serve({ fetch: app.fetch, port: 0 }, ({ port }) => console.log(\`port \${port}.\`));
`,
  },
};

describe('promptforge init of the packed library', () => {
  test.each(Object.entries(servers))(
    'puts it into an application of %s, which answers by the rules and ends when it is told to',
    async (_host, { dependencies, before, after }) => {
      const { example, written } = await initialized({
        'package.json': JSON.stringify({ private: true, type: 'module', dependencies }),
        'server.js': before + after,
      });
      const { lines = [], end = '' } = written.server ?? {};
      const [imports = '', mount = ''] = lines;
      await writeFile(join(example.folder, 'server.js'), `${imports}\n${before}${mount}${after}${end}\n`);
      const url = await started(example.folder, ['--env-file=.env.local', 'server.js'], /port (\d+)\./);
      expect(await answers(example.folder, url)).toEqual(works);
      expect(await (await fetch(`${url}/api/own`)).text()).toBe('own');
      expect(await ended(example.folder, url)).toEqual({
        status: 200,
        told: expect.stringContaining('event: snapshot'),
        code: 0,
      });
    },
    600_000,
  );

  test.each([
    ['15.5.29', 'src/middleware.ts'],
    ['16.4.0', 'src/proxy.ts'],
  ])(
    'puts it into an application of Next %s, which is built and answers by the rules',
    async (version, proxy) => {
      const { example, written } = await initialized({
        'package.json': JSON.stringify({
          private: true,
          dependencies: { next: version, react: '19.3.1', 'react-dom': '19.3.1' },
          devDependencies: { '@types/node': '20.19.43', '@types/react': '19.3.3', typescript: '6.0.3' },
        }),
        '.npmrc': 'install-links=true\n',
        'tsconfig.json': await readFile(new URL('../../examples/next/tsconfig.json', import.meta.url), 'utf8'),
        'src/app/layout.tsx': `export default function Layout({ children }: { children: React.ReactNode }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
        'src/app/page.tsx': 'export default function Start() { return <p>The application of the host</p>; }\n',
      });
      expect(written.files.filter(({ action }) => action === 'byHand')).toEqual([]);
      expect(written.files.map(({ path }) => path)).toContain(proxy);
      // Typechecks, too.
      await example.command(process.execPath, 'node_modules/next/dist/bin/next', 'build');
      const next = ['node_modules/next/dist/bin/next', 'start', '-p', '0', '-H', '0.0.0.0'];
      const url = await started(example.folder, next, /http:\/\/[\w.]+:(\d+)[\s\S]*Ready/);
      expect(await answers(example.folder, url)).toEqual(works);
      expect(await (await fetch(url)).text()).toContain('The application of the host');
      // Behind a proxy the browser asks for another host than the server listens on.
      const { status, headers } = await send(`${url}/members/area`, { headers: { host: 'shop.example.com' } });
      const location = new URL(String(headers.location), 'http://shop.example.com').href;
      expect([status, location]).toEqual([307, 'http://shop.example.com/sign-in?next=%2Fmembers%2Farea']);
    },
    600_000,
  );
});
