import { expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { createChecks } from '../../src/checks/index.js';
import { createHandler, type HandlerOptions, sessionCookies } from '../../src/http/index.js';
import { type CheckReport, PromptForge } from '../../src/index.js';
import { checkSecret } from '../fixtures/forge-to-check.js';
import { readEvents } from '../fixtures/read-events.js';

const few = 'only=api.unknown-route,api.wrong-method';

async function mounted(options: Partial<HandlerOptions> = {}) {
  const forge = new PromptForge({
    storage: memoryStorage(),
    engine: 'rules',
    session: { secret: checkSecret },
    operators: ['staff'],
  });
  const checks = createChecks({ forge });
  const handle = createHandler(forge, { checks, ...options });
  const tokenOf = async (orgId: string, role: 'admin' | 'member') =>
    (await forge.sessions.issue({ userId: `${role} of ${orgId}`, orgId, role })).accessToken;
  const operator = await tokenOf('staff', 'admin');
  const send = (method: string, path: string, headers: Record<string, string> = {}) =>
    handle(
      new Request(`http://localhost/api${path}`, {
        method,
        headers: { authorization: `Bearer ${operator}`, ...headers },
      }),
    );
  return { forge, checks, handle, operator, tokenOf, send };
}

test('there is nothing at /testing unless the host passes checks', async () => {
  const { forge, operator } = await mounted();
  const handle = createHandler(forge);
  for (const path of ['/testing', '/testing/run-tests', '/testing/reports', '/testing/reports/1']) {
    const headers = { authorization: `Bearer ${operator}` };
    expect((await handle(new Request(`http://localhost/api${path}`, { headers }))).status, path).toBe(404);
  }
});

test('an operator runs checks of the very handler, and has the report as JSON, as JUnit XML and in lists', async () => {
  const { send } = await mounted();
  const response = await send('POST', `/testing/run-tests?${few}`);
  expect(response.status).toBe(200);
  const report = (await response.json()) as CheckReport;
  expect(report.suites[0]).toEqual({ suite: 'api', passed: 2, failed: 0, skipped: report.suites[0]?.skipped });
  expect(report).toMatchObject({ score: 100, target: 'in process', comparison: null });
  const again = (await (await send('GET', `/testing/run-tests?${few}`)).json()) as CheckReport;
  expect(again.comparison).toMatchObject({ previousId: report.id, newlyFailing: [], scoreChange: 0 });
  const list = (await (await send('GET', '/testing/reports')).json()) as { items: readonly CheckReport[] };
  expect(list.items.map(({ id }) => id)).toEqual([again.id, report.id]);
  expect(await (await send('GET', `/testing/reports/${report.id}`)).json()).toEqual(report);
  const junit = await send('GET', `/testing/reports/${report.id}?format=junit`);
  expect(junit.headers.get('content-type')).toBe('application/xml');
  expect(await junit.text()).toContain('<testcase name="api.unknown-route"');
  expect((await send('GET', '/testing/reports/nothing')).status).toBe(404);
  expect((await send('POST', '/testing/run-tests?only=api.nothing')).status).toBe(400);
  expect((await send('POST', '/testing/run-tests?suites=all')).status).toBe(400);
});

test('pages link to the checks only where the host passes them, and for those who may run them', async () => {
  const { forge, handle, operator, tokenOf } = await mounted();
  const links = async (handler: typeof handle, token: string, path: string) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'text/html' };
    const page = await (await handler(new Request(`http://localhost/api${path}`, { headers }))).text();
    expect(page).toContain('<main');
    const nav = /<nav aria-label="Pages">.*?<\/nav>/s.exec(page)?.[0] ?? '';
    return [...nav.matchAll(/href="\/api\/testing"( aria-current="page")?/g)].map(([, current]) => current ?? 'other');
  };
  expect(await links(handle, operator, '/dashboard')).toEqual(['other']);
  expect(await links(handle, operator, '/testing')).toEqual([' aria-current="page"']);
  expect(await links(createHandler(forge), operator, '/dashboard')).toEqual([]);
  expect(await links(handle, await tokenOf('acme', 'admin'), '/dashboard')).toEqual([]);
  expect(await links(handle, await tokenOf('staff', 'member'), '/dashboard')).toEqual([]);
});

test('nobody but operators sees or runs the checks', async () => {
  const { handle, tokenOf } = await mounted();
  for (const token of [await tokenOf('staff', 'member'), await tokenOf('acme', 'admin')]) {
    const headers = { authorization: `Bearer ${token}` };
    for (const [method, path] of [
      ['GET', '/testing'],
      ['POST', '/testing'],
      ['POST', '/testing/run-tests'],
      ['GET', '/testing/run-tests'],
      ['GET', '/testing/reports'],
      ['GET', '/testing/reports/1'],
    ] as const) {
      const response = await handle(new Request(`http://localhost/api${path}`, { method, headers }));
      expect(response.status, `${method} ${path}`).toBe(403);
    }
  }
});

test('one run goes on at a time', async () => {
  const { send } = await mounted();
  const statuses = await Promise.all([1, 2].map(async () => (await send('POST', `/testing/run-tests?${few}`)).status));
  expect(statuses.sort()).toEqual([200, 409]);
  expect((await send('POST', `/testing/run-tests?${few}`)).status).toBe(200);
});

test('a stream tells each check as it begins and ends, and the report last', async () => {
  const { send } = await mounted();
  const response = await send('POST', `/testing/run-tests?${few}`, { accept: 'text/event-stream' });
  const told: { readonly event: string; readonly data: unknown }[] = [];
  for await (const event of readEvents(response)) told.push(event as (typeof told)[number]);
  const ended = told.filter(({ event }) => event === 'check.ended');
  expect(ended).toHaveLength(36);
  expect(told[0]).toMatchObject({ event: 'check.started', data: { name: 'api.health', done: 0, total: 36 } });
  expect(told.at(-1)).toMatchObject({ event: 'report', data: { score: 100 } });
});

test('whoever leaves the stream breaks the run off, which is not stored', async () => {
  const { forge, checks, send } = await mounted();
  const response = await send('POST', '/testing/run-tests', { accept: 'text/event-stream' });
  await response.body?.cancel();
  while (checks.isRunning) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await forge.checkReports.latest()).toBeNull();
});

test('the page lists checks and reports without a script, and its form shows the report', async () => {
  const { send } = await mounted();
  const accept = 'text/html';
  const empty = await (await send('GET', '/testing', { accept })).text();
  expect(empty).toContain('There is no report yet');
  expect(empty).toMatch(/<form [^>]*method="post" action="\/api\/testing"/);
  const run = await send('POST', `/testing?${few}`, { accept });
  expect(run.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await run.text();
  expect(page).toContain('api.unknown-route');
  const [, reportId] = /testing\?report=([\w-]+)"/.exec(page) ?? [];
  expect(await (await send('GET', `/testing?report=${reportId}`, { accept })).text()).toContain('Outcomes');
  expect((await send('GET', '/testing?report=nothing', { accept })).status).toBe(404);
});

test('a page of another site starts no run in the name of a visitor, neither by form nor by link', async () => {
  const { handle, operator, forge } = await mounted({ cookies: sessionCookies({ secure: false }) });
  const ask = (method: string, path: string, headers: Record<string, string>) =>
    handle(
      new Request(`http://localhost/api${path}?${few}`, {
        method,
        headers: { cookie: `session=${operator}`, host: 'localhost', ...headers },
      }),
    );
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await ask('POST', '/testing', foreign)).status).toBe(401);
  expect((await ask('POST', '/testing/run-tests', foreign)).status).toBe(401);
  // A link brings the cookie along.
  expect((await ask('GET', '/testing/run-tests', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(await forge.checkReports.latest()).toBeNull();
  expect((await ask('POST', '/testing', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await ask('GET', '/testing/run-tests', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
});
