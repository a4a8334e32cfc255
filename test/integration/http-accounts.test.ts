import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createHandler } from '../../src/http/index.js';
import { promptPolicy } from '../../src/prompts.js';
import { type DescribedWorld, describedWorld } from '../fixtures/described-world.js';
import { forgeWithModel, prompt } from '../fixtures/forge-with-model.js';

let world: DescribedWorld;

beforeEach(async () => {
  world = await describedWorld();
});

async function asked(method: string, path: string, body?: unknown, token = world.token) {
  const response = await world.send(method, path, body, { authorization: `Bearer ${token}` });
  const text = await response.text();
  return { status: response.status, text, body: text === '' ? null : JSON.parse(text) };
}

test('the secret of an API key is in the answers that make it, and in no other', async () => {
  const created = await asked('POST', '/api-keys', { name: 'one', scopes: ['runs:read'] });
  const { key, apiKey } = created.body as { key: string; apiKey: { id: string } };
  expect((await asked('GET', '/runs', undefined, key)).status).toBe(200);
  const rotated = await asked('POST', `/api-keys/${apiKey.id}/rotate`, { overlapSeconds: 0 });
  const { key: newer } = rotated.body as { key: string };
  expect((await asked('GET', '/runs', undefined, key)).status).toBe(401);
  expect((await asked('GET', '/runs', undefined, newer)).status).toBe(200);
  const others = [
    await asked('GET', '/api-keys'),
    await asked('GET', `/api-keys/${apiKey.id}`),
    await asked('PATCH', `/api-keys/${apiKey.id}`, { name: 'two' }),
    await asked('GET', '/me/export'),
    await asked('DELETE', `/api-keys/${apiKey.id}`),
  ];
  for (const { status, text } of others) {
    expect(status).toBe(200);
    expect(text).toContain(apiKey.id);
    // Nor anything to guess it by but its last four characters, which are shown.
    for (const secret of [key, newer]) expect(text).not.toContain(secret.slice(-12));
  }
  expect((await asked('GET', '/runs', undefined, newer)).status).toBe(401);
});

test('keys are those of the organization alone', async () => {
  const created = await asked('POST', '/api-keys', { name: 'one', scopes: ['runs:read'] });
  const { id } = (created.body as { apiKey: { id: string } }).apiKey;
  const eve = await world.organizationOf('rival', 'eve');
  for (const method of ['GET', 'DELETE']) {
    expect(await asked(method, `/api-keys/${id}`, undefined, eve)).toMatchObject({
      status: 404,
      body: { code: 'api_key_not_found' },
    });
  }
  expect((await asked('GET', '/api-keys', undefined, eve)).body).toEqual({ items: [], next: null });
});

test('somebody is invited, joins, is given another role, and is out at once when removed', async () => {
  const { userId, accessToken } = await world.stranger();
  const offer = await asked('POST', '/organization/invitations', { email: 'bob@example.com', role: 'member' });
  const { secret } = offer.body as { secret: string };
  const listed = await asked('GET', '/organization/invitations');
  expect(listed.text).toContain('bob@example.com');
  expect(listed.text).not.toContain(secret);
  expect(await asked('POST', '/invitations/accept', { invitation: secret }, accessToken)).toMatchObject({
    status: 200,
    body: { orgId: 'acme', member: { userId, role: 'member' } },
  });
  expect((await asked('POST', '/invitations/accept', { invitation: secret }, accessToken)).status).toBe(404);
  const { accessToken: atAcme } = await world.forge.sessions.issue({ userId, orgId: 'acme' });
  expect((await asked('GET', '/organization/member-search', undefined, atAcme)).status).toBe(403);
  expect((await asked('PATCH', `/organization/members/${userId}`, { role: 'admin' })).status).toBe(204);
  const found = await asked('GET', '/organization/member-search?role=admin', undefined, atAcme);
  expect(found.body).toMatchObject({ items: [{ userId, role: 'admin' }] });
  expect((await asked('DELETE', `/organization/members/${userId}`)).status).toBe(204);
  expect((await asked('GET', '/organization', undefined, atAcme)).status).toBe(401);
  expect(await asked('POST', '/organization/leave')).toMatchObject({ status: 409, body: { code: 'last_owner' } });
});

test('sessions are listed page by page, and only those of the caller are ended', async () => {
  const { principal } = await world.stranger();
  const second = await world.forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  const first = await asked('GET', '/sessions?limit=1');
  const { items, next } = first.body as { items: { id: string }[]; next: string };
  const rest = await asked('GET', `/sessions?limit=1&after=${encodeURIComponent(next)}`);
  const ids = [...items, ...(rest.body as { items: { id: string }[] }).items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  expect(ids).toContain(second.principal.sessionId);
  expect((await asked('DELETE', `/sessions/${principal.sessionId}`)).status).toBe(204);
  expect((await asked('DELETE', `/sessions/${second.principal.sessionId}`)).status).toBe(204);
  const { items: theirs } = await world.forge.sessions.list({
    token: (await world.forge.sessions.issue({ userId: principal.userId })).accessToken,
  });
  expect(theirs.map(({ state }) => state)).toEqual(['active', 'active']);
  expect((await asked('GET', '/me', undefined, second.accessToken)).status).toBe(401);
});

test.each([
  ['/sessions?limit=0', 'limit'],
  ['/sessions?limit=501', 'limit'],
  ['/me/activity?limit=one', 'limit'],
  ['/organization/member-search?role=emperor', 'role'],
])('%s is refused for its %s', async (path, field) => {
  expect(await asked('GET', path)).toMatchObject({
    status: 400,
    body: { code: 'request_invalid', details: { fields: [field] } },
  });
});

test('a profile is changed by who has seen it last', async () => {
  expect((await asked('PATCH', '/me/profile', { displayName: 'Ada', expectedVersion: 0 })).body).toMatchObject({
    displayName: 'Ada',
    version: 1,
  });
  expect(await asked('PATCH', '/me/profile', { displayName: 'Bob', expectedVersion: 0 })).toMatchObject({
    status: 409,
    body: { code: 'storage_conflict' },
  });
  expect(await asked('PATCH', '/me/profile', { locale: 'no such language' })).toMatchObject({ status: 400 });
  expect((await asked('GET', '/me/profile')).body).toMatchObject({ displayName: 'Ada', locale: null });
});

test('validating and planning count nothing and store nothing', async () => {
  const sevenD = { domain: 'saas', output_format: 'md' };
  const before = (await asked('GET', '/usage')).body as { quota: { used: number }[] };
  expect((await asked('POST', '/validate', { prompt: 7 })).body).toMatchObject({ ok: false, action: 'block' });
  for (const request of [
    { operation: 'optimize', prompt, sevenD },
    { operation: 'score', prompt, sevenD },
    { operation: 'compare', first: prompt, second: `${prompt} In English.`, sevenD },
    { operation: 'test', prompt, cases: [{ name: 'one', assertions: [{ type: 'contains', value: 'a' }] }] },
  ]) {
    const planned = await asked('POST', '/plan', request);
    expect(planned).toMatchObject({ status: 200, body: { operation: request.operation, fits: true } });
  }
  const after = (await asked('GET', '/usage')).body as { quota: { used: number }[] };
  expect(after.quota.map(({ used }) => used)).toEqual(before.quota.map(({ used }) => used));
  expect((await asked('GET', '/runs')).body).toEqual({ runs: [], next: null });
});

test('what a policy asks for besides prompts passes through, as its schema gives it back', async () => {
  const inputs = z.object({ audience: z.string(), count: z.coerce.number() });
  const { forge, tokenFor } = forgeWithModel([], {
    engine: 'rules',
    promptPolicy: promptPolicy({ preset: 'balanced', inputs }),
  });
  const response = await createHandler(forge)(
    new Request('http://localhost/api/validate', {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenFor()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt, inputs: { audience: 'accountants', count: '3' } }),
    }),
  );
  expect(await response.json()).toMatchObject({
    ok: true,
    sanitized: { inputs: { audience: 'accountants', count: 3 } },
  });
});
