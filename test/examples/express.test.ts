import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagePaths } from '../../examples/web/lib/page-paths.js';
import { InstalledExample, type RunningExample } from './installed-example.js';

let example: InstalledExample;
let server: RunningExample;

beforeAll(async () => {
  example = await InstalledExample.install('express');
  server = await example.start();
});

afterAll(async () => {
  await server?.stop();
  await example?.remove();
});

const prompt = 'Write a welcome e-mail for {name}, who signed up for our invoicing tool yesterday.';

function optimize(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${server.url}/api/gpt-editor`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

describe('the Express example, installed from the packed library', () => {
  test('typechecks against the published types', async () => {
    const typescript = new URL('../../node_modules/typescript/bin/tsc', import.meta.url).pathname;
    await expect(example.command(process.execPath, typescript, '-p', '.')).resolves.toBe('');
  });

  test('optimizes a prompt, charges it, and shows it in the analytics', async () => {
    const response = await optimize({ prompt, sevenD: { domain: 'saas', output_format: 'md' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('ratelimit')).toMatch(/"user-calls-month";r=49;t=\d+/);
    const result = await response.json();
    expect(result).toMatchObject({ engine: 'rules', improved: true, charge: { calls: 1 }, original: { prompt } });
    expect(result.optimized.prompt).toContain('{name}');

    const analytics = await fetch(`${server.url}/api/analytics/user`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect(await analytics.json()).toMatchObject({ runs: { succeeded: 1 }, plan: { id: 'pilot' } });
  });

  test('answers one charge for one idempotency key', async () => {
    const body = { prompt: `${prompt} Keep it short.`, sevenD: { domain: 'saas', output_format: 'md' } };
    const first = await (await optimize(body, { 'idempotency-key': 'order-66' })).json();
    const second = await (await optimize(body, { 'idempotency-key': 'order-66' })).json();
    expect(second).toMatchObject({ runId: first.runId, replayed: true });
    const other = await optimize({ ...body, prompt }, { 'idempotency-key': 'order-66' });
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: 'idempotency_conflict' });
  });

  test('turns away a stranger, a short prompt and a wrong parameter with problem documents', async () => {
    const stranger = await optimize({}, { authorization: 'Bearer nonsense' });
    expect([stranger.status, stranger.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    const short = await optimize({ prompt: 'short', sevenD: { domain: 'saas', output_format: 'md' } });
    expect(await short.json()).toMatchObject({ status: 422, code: 'prompt_too_short' });
    const wrong = await optimize({ prompt, sevenD: { domain: 'space', output_format: 'md' } });
    expect(await wrong.json()).toMatchObject({ status: 422, code: 'seven_d_invalid' });
  });

  test('leaves the rest of the application alone', async () => {
    expect(await (await fetch(server.url)).text()).toMatch(/The application of the host/);
    expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    expect((await fetch(`${server.url}/api/nowhere`)).status).toBe(404);
  });

  test.each(pagePaths)('serves the page %s with nothing but files of its own', async (path) => {
    const response = await fetch(`${server.url}${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src/,
    );
    expect(response.headers.get('x-powered-by')).toBeNull();
    const document = await response.text();
    expect(document).not.toMatch(/<script(?![^>]* src="\/assets\/[\w-]+\.js")|<style|style=|https?:/);
    const [, script = ''] = /<script[^>]* src="([^"]+)"/.exec(document) ?? [];
    const file = await fetch(`${server.url}${script}`);
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, expect.stringContaining('immutable')]);
  });

  test('changes plans for nobody without a session, and for nobody in production', async () => {
    const choose = (url: string) =>
      fetch(`${url}/account/plan`, { method: 'POST', body: JSON.stringify({ planId: 'pro' }) });
    expect((await choose(server.url)).status).toBe(401);
    await server.stop();
    server = await example.start({ NODE_ENV: 'production' });
    expect((await choose(server.url)).status).toBe(404);
    expect((await fetch(server.url)).headers.get('strict-transport-security')).toMatch(/max-age/);
    await server.stop();
    server = await example.start();
  });

  test('keeps its limits over a restart, and ends cleanly', async () => {
    expect(await server.stop()).toBe(0);
    server = await example.start();
    const analytics = await fetch(`${server.url}/api/analytics/user`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    const { runs, quota } = await analytics.json();
    expect(runs.succeeded).toBe(2);
    expect(quota).toContainEqual(expect.objectContaining({ name: 'user-calls-month', used: 2 }));
  });

  test('answers 429 with Retry-After once the plan is used up', async () => {
    // Ten calls an hour: even if an hour ends in between, twenty more calls cannot all be admitted.
    for (let call = 0; call < 20; call += 1) {
      const response = await optimize({
        prompt: `${prompt} Version ${call}.`,
        sevenD: { domain: 'saas', output_format: 'md' },
      });
      if (response.status === 200) continue;
      expect(response.status).toBe(429);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await response.json()).toMatchObject({
        code: 'quota_exceeded',
        details: { blocked: ['user-calls-hour'] },
      });
      return;
    }
    expect.unreachable('the limit of the plan was never met');
  });
});
