import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../fixtures/free-port.js';
import { fences, root } from './fences.js';

const page = fences.filter(({ place }) => place.startsWith('docs/quick-start.md:'));
const codeWith = (info: string, text: string) =>
  page.find((fence) => fence.info === info && fence.code.includes(text))?.code ?? '';

let folder: string;
let server: ChildProcess | undefined;

// Below the root, so that `promptforge` means the built package itself.
beforeAll(async () => {
  await mkdir(join(root, 'test-results'), { recursive: true });
  folder = await mkdtemp(join(root, 'test-results', 'quick-start-'));
});

afterAll(async () => {
  if (server?.exitCode === null) server.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describe('the server of the quick start', () => {
  test('answers the request that the page has one send, and ends when asked to', async () => {
    const port = await freePort();
    const { child, printed } = await started(codeWith('ts', 'app.listen('), port);
    const token = /export TOKEN=(\S+)/.exec(printed)?.[1];
    const body = / -d '(.+)'$/m.exec(codeWith('sh', 'curl'))?.[1];

    const response = await fetch(`http://127.0.0.1:${port}/api/gpt-editor`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: String(body),
    });
    const answer = await response.json();
    expect(response.status).toBe(200);
    expect(answer).toMatchObject({ engine: 'rules', planId: 'pilot', improved: true, charge: { calls: 1 } });
    expect(answer.quota).toContainEqual(expect.objectContaining({ name: 'user-calls-hour', max: 10, remaining: 9 }));

    const unnamed = await fetch(`http://127.0.0.1:${port}/api/gpt-editor`, { method: 'POST', body: String(body) });
    expect([unnamed.status, (await unnamed.json()).code]).toEqual([401, 'session_missing']);

    // A page that is left open does not keep the process.
    const live = await fetch(`http://127.0.0.1:${port}/api/analytics/live`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(live.status).toBe(200);

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await live.text()).toContain('event: snapshot');
  });
});

/** Starts a program without a model, a secret or a database. @returns once it has printed its token. */
async function started(code: string, port: number) {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  // The page has one write JavaScript: nothing is taken away.
  expect(outputText.match(/[^\s]/g)).toHaveLength(code.match(/[^\s]/g)?.length ?? 0);
  await writeFile(join(folder, 'server.mjs'), code);
  const { JWT_SECRET, NEXTAUTH_SECRET, OPENAI_API_KEY, OPENAI_BASE_URL, DATABASE_URL, ...others } = process.env;
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: folder,
    env: { ...others, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  let printed = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += chunk;
    if (/TOKEN=\S+\n/.test(printed)) return { child, printed };
  }
  throw new Error(`The server ended. It had printed: ${printed}`);
}
