import { describe, expect, test } from 'vitest';
import { createHandler, guarded } from '../../src/http/index.js';
import { better, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';

async function setUp() {
  const parts = forgeWithModel([], { engine: 'rules' });
  const authorization = `Bearer ${await parts.tokenFor()}`;
  const request = (headers: Readonly<Record<string, string>> = { authorization }) =>
    new Request('http://localhost/report', { headers });
  return { ...parts, request };
}

describe('a guarded handler', () => {
  test('gets who was let in, and what its framework passes besides', async () => {
    const { forge, request } = await setUp();
    const handle = guarded(forge, {}, (asked, { principal, quota }, context: { readonly id: number }) =>
      Response.json({
        path: new URL(asked.url).pathname,
        user: principal.userId,
        left: quota[0]?.remaining,
        ...context,
      }),
    );
    const response = await handle(request(), { id: 7 });
    expect(await response.json()).toEqual({ path: '/report', user: 'ada', left: 9, id: 7 });
    expect(response.headers.get('ratelimit')).toMatch(/^"user-calls-hour";r=9;t=\d+, "user-calls-month";r=49/);
  });

  test('keeps its own status, headers and body', async () => {
    const { forge, request } = await setUp();
    const headers = { 'x-own': 'yes', 'set-cookie': 'a=1' };
    const response = await guarded(forge, {}, () => new Response('made', { status: 201, headers }))(request());
    expect([response.status, await response.text()]).toEqual([201, 'made']);
    expect([response.headers.get('x-own'), response.headers.getSetCookie()]).toEqual(['yes', ['a=1']]);
  });

  test('may answer a redirect, whose headers nobody can change', async () => {
    const { forge, request } = await setUp();
    const response = await guarded(forge, {}, () => Response.redirect('http://localhost/there'))(request());
    expect([response.status, response.headers.get('location')]).toEqual([302, 'http://localhost/there']);
    expect(response.headers.get('ratelimit-policy')).toContain('"user-calls-hour";q=10;w=3600');
  });

  test('is not called for who is refused', async () => {
    const { forge, request } = await setUp();
    let handled = 0;
    const handle = guarded(forge, { calls: 10, feature: 'analytics' }, () => {
      handled += 1;
      return new Response();
    });
    const statuses = [
      (await handle(request())).status,
      (await handle(request())).status,
      (await handle(request({}))).status,
    ];
    expect([statuses, handled]).toEqual([[200, 429, 401], 1]);
  });

  test('that throws is the business of its framework', async () => {
    const { forge, request, reported } = await setUp();
    const failure = new Error('of the host');
    const handle = guarded(forge, {}, () => Promise.reject(failure));
    await expect(handle(request())).rejects.toBe(failure);
    expect(reported).toEqual([]);
  });

  test('is guarded also when the host cannot be told', async () => {
    const { forge, request } = await setUp();
    await forge.close();
    const response = await guarded(forge, {}, () => new Response())(request());
    expect([response.status, (await response.json()).code]).toEqual([503, 'client_closed']);
  });
});

describe('a repeated run, over HTTP', () => {
  const post = (authorization: string, body: object) =>
    new Request('http://localhost/api/gpt-editor', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': 'key-1' },
      body: JSON.stringify(body),
    });
  const sevenD = { domain: 'saas', output_format: 'md' };

  test('gets 409 and Retry-After while the first is under way, and 422 with another payload', async () => {
    const answers = [verdict(2), rewrite(better), verdict(4)];
    let duplicate: Response | null = null;
    const parts = forgeWithModel(async (_request, index) => {
      if (index === 1) duplicate = await handle(post(authorization, { prompt, sevenD }));
      return answers[index];
    });
    const handle = createHandler(parts.forge);
    const authorization = `Bearer ${await parts.tokenFor()}`;
    expect((await handle(post(authorization, { prompt, sevenD }))).status).toBe(200);
    const { status, headers } = duplicate ?? new Response();
    expect([status, headers.get('retry-after')]).toEqual([409, '2']);
    const other = await handle(post(authorization, { prompt: `${prompt} Now.`, sevenD }));
    expect([other.status, (await other.json()).code]).toEqual([422, 'idempotency_conflict']);
    const sameAgain = await handle(post(authorization, { prompt, sevenD }));
    expect(await sameAgain.json()).toMatchObject({ replayed: true });
  });
});

test('a run with other output limits is another payload for its key', async () => {
  const passing = [verdict(2), rewrite(better), verdict(4)];
  const first = forgeWithModel(passing);
  await first.optimize({ idempotencyKey: 'key-1' });
  const second = forgeWithModel(passing, {
    storage: () => first.storage,
    newId: () => 'another',
    maxOutputTokens: { judge: 3_999 },
  });
  expect((await rejection(second.optimize({ idempotencyKey: 'key-1' }))).code).toBe('idempotency_conflict');
  const same = forgeWithModel(passing, { storage: () => first.storage, newId: () => 'a third' });
  expect(await same.optimize({ idempotencyKey: 'key-1' })).toMatchObject({ replayed: true });
});
