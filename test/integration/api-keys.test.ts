import { describe, expect, test } from 'vitest';
import { keyHash } from '../../src/api-keys/key-text.js';
import { createHandler, guarded } from '../../src/http/index.js';
import type { Permission, Role } from '../../src/index.js';
import { forgeWithKeys } from '../fixtures/forge-with-keys.js';
import { prompt } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';
import { type Interception, storageDown, storageWithFaults } from '../fixtures/storage-with-faults.js';

const secondMs = 1_000;
const dayMs = 86_400_000;
const sevenD = { domain: 'saas', output_format: 'md' } as const;

describe('an API key', () => {
  test('is told once, is found by its prefix, and is stored as a hash alone', async () => {
    const { forge, storage, createKey, ownerToken, clock } = forgeWithKeys();
    const { key, apiKey } = await createKey({ expiresInSeconds: 60 });
    expect(key).toMatch(/^pfk_[0-9a-f]{24}_[\w-]{43}[0-9a-f]{6}$/);
    expect(apiKey).toEqual({
      id: key.slice(4, 28),
      prefix: key.slice(0, 28),
      last4: key.slice(-4),
      ...{ orgId: 'acme', userId: 'ada', role: 'owner', name: 'Shop', limits: [] },
      scopes: ['runs:create', 'quota:consume', 'plan:read'],
      ...{ createdAt: clock.now(), expiresAt: clock.now() + 60_000 },
      ...{ lastUsedAt: null, revokedAt: null, previousUntil: null },
    });
    const record = await storage.apiKeys.read(apiKey.id);
    expect(record?.hash).toBe(keyHash(key));
    expect(JSON.stringify(record)).not.toContain(key.slice(29));
    const token = await ownerToken();
    expect(await forge.apiKeys.get({ token, keyId: apiKey.id })).toEqual(apiKey);
    expect(await forge.apiKeys.list({ token })).toEqual({ items: [apiKey], next: null });
  });

  test('stands for its creator, within its scopes', async () => {
    const { forge, createKey } = forgeWithKeys();
    const { key, apiKey } = await createKey({ limits: [{ meter: 'calls', period: 'hour', max: 5 }] });
    expect(await forge.sessions.verify(key)).toEqual({
      ...{ userId: 'ada', orgId: 'acme', role: 'owner', sessionId: `key:${apiKey.id}` },
      scopes: ['runs:create', 'quota:consume', 'plan:read'],
      apiKey: { id: apiKey.id, limits: [{ meter: 'calls', period: 'hour', max: 5 }] },
    });
    expect(await forge.optimize({ token: key, prompt, sevenD })).toMatchObject({ planId: 'keys' });
    expect(await rejection(forge.runs.list({ token: key }))).toMatchObject({ code: 'permission_denied' });
    expect(await rejection(forge.sessions.require(key, 'analytics:read'))).toMatchObject({ code: 'permission_denied' });
  });

  test('is refused in every other spelling', async () => {
    const { forge, createKey } = forgeWithKeys();
    const { key } = await createKey();
    const other = (await createKey()).key;
    const flipped = key.slice(0, 40) + (key[40] === 'A' ? 'B' : 'A') + key.slice(41);
    const attacks: readonly (readonly [string, string])[] = [
      ['a typo', flipped],
      ['a truncated one', key.slice(0, -1)],
      ['a longer one', `${key}a`],
      ['a line feed', `${key}\n`],
      ['a space before it', ` ${key}`],
      ['upper case', key.toUpperCase()],
      ['another case of the prefix', `PFK_${key.slice(4)}`],
      ['the prefix alone', 'pfk_'],
      ['the visible part', key.slice(0, 28)],
      ['its hash', keyHash(key)],
      ['its hash behind the prefix', `pfk_${keyHash(key)}`],
      ['its hash in place of the secret', `${key.slice(0, 29)}${keyHash(key)}`],
      ['the id of one with the secret of another', withChecksum(`${other.slice(0, 29)}${key.slice(29, 72)}`)],
      ['an id that nobody has', withChecksum(`pfk_${'0'.repeat(24)}${key.slice(28, 72)}`)],
      ['a megabyte', `pfk_${'a'.repeat(1_000_000)}`],
    ];
    for (const [what, token] of attacks) {
      const error = await rejection(forge.sessions.verify(token));
      expect([what, error.code]).toEqual([what, 'session_invalid']);
      expect(error.message).not.toContain(key.slice(4, 28));
    }
    expect(await forge.sessions.verify(key)).toMatchObject({ userId: 'ada' });
  });

  test('that is made up asks the storage only when its checksum fits, and once', async () => {
    let reads = 0;
    const count: Interception = (callThrough) => {
      reads += 1;
      return callThrough();
    };
    const { forge, createKey, clock } = forgeWithKeys({
      storage: (intact) => storageWithFaults(intact, { 'apiKeys.read': count }),
    });
    const { key } = await createKey();
    const typo = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
    for (let call = 0; call < 10; call += 1) await rejection(forge.sessions.verify(typo));
    expect(reads).toBe(0);
    const madeUp = withChecksum(`pfk_${'f'.repeat(24)}${key.slice(28, 72)}`);
    await Promise.all(Array.from({ length: 10 }, () => rejection(forge.sessions.verify(madeUp))));
    for (let call = 0; call < 10; call += 1) await rejection(forge.sessions.verify(madeUp));
    expect(reads).toBe(1);
    clock.advance(5_000);
    await rejection(forge.sessions.verify(madeUp));
    expect(reads).toBe(2);
    await Promise.all(Array.from({ length: 50 }, () => forge.sessions.verify(key)));
    expect(reads).toBe(3);
  });

  test('expires at its instant, and is revoked at once', async () => {
    const { forge, createKey, ownerToken, clock } = forgeWithKeys();
    const { key: shortLived } = await createKey({ expiresInSeconds: 60 });
    clock.advance(59_999);
    expect(await forge.sessions.verify(shortLived)).toBeTruthy();
    clock.advance(1);
    expect(await rejection(forge.sessions.verify(shortLived))).toMatchObject({ code: 'session_expired' });
    const { key, apiKey } = await createKey();
    await forge.sessions.verify(key);
    const request = { token: await ownerToken(), keyId: apiKey.id };
    expect((await forge.apiKeys.revoke(request)).revokedAt).toBe(clock.now());
    expect(await rejection(forge.sessions.verify(key))).toMatchObject({ code: 'session_invalid' });
    clock.advance(secondMs);
    expect((await forge.apiKeys.revoke({ ...request, token: await ownerToken() })).revokedAt).toBe(
      clock.now() - secondMs,
    );
    const again = await rejection(forge.apiKeys.rotate({ token: await ownerToken(), keyId: apiKey.id }));
    expect(again).toMatchObject({ code: 'api_key_not_found' });
  });

  test('is replaced by a rotation, after the overlap or at once', async () => {
    const { forge, createKey, ownerToken, clock } = forgeWithKeys();
    const { key: first, apiKey } = await createKey();
    await forge.sessions.verify(first);
    const rotate = async (overlapSeconds?: number) =>
      forge.apiKeys.rotate({
        token: await ownerToken(),
        keyId: apiKey.id,
        ...(overlapSeconds === undefined ? {} : { overlapSeconds }),
      });
    const { key: second, apiKey: rotated } = await rotate();
    expect(rotated).toMatchObject({ id: apiKey.id, last4: second.slice(-4), previousUntil: clock.now() + dayMs });
    for (const key of [first, second]) expect(await forge.sessions.verify(key)).toMatchObject({ userId: 'ada' });
    clock.advance(dayMs - 1);
    expect(await forge.sessions.verify(first)).toBeTruthy();
    clock.advance(1);
    expect(await rejection(forge.sessions.verify(first))).toMatchObject({ code: 'session_invalid' });
    const { key: third } = await rotate(0);
    expect(await rejection(forge.sessions.verify(second))).toMatchObject({ code: 'session_invalid' });
    expect(await forge.sessions.verify(third)).toBeTruthy();
  });

  test('that another process has rotated, changed or revoked is seen within the time of the cache', async () => {
    const { forge, storage, createKey, clock } = forgeWithKeys();
    const { key, apiKey } = await createKey();
    await forge.sessions.verify(key);
    const scope = { orgId: 'acme' };
    const next = withChecksum(`${key.slice(0, 29)}${'A'.repeat(43)}`);
    await storage.apiKeys.rotate(scope, { keyId: apiKey.id, hash: keyHash(next), last4: '0000', overlapMs: dayMs });
    expect(await forge.sessions.verify(next), 'a secret that is new is looked up').toBeTruthy();
    await storage.apiKeys.revoke(scope, apiKey.id);
    clock.advance(4_999);
    expect(await forge.sessions.verify(key)).toBeTruthy();
    clock.advance(1);
    expect(await rejection(forge.sessions.verify(key))).toMatchObject({ code: 'session_invalid' });
  });

  test('dies when its creator leaves the organization or is erased, and loses what the creator loses', async () => {
    const { forge, storage, createKey, clock } = forgeWithKeys();
    const { key } = await createKey();
    const scope = { orgId: 'acme' };
    await storage.organizations.save(scope, { name: 'Acme' }, 0);
    await storage.organizations.setMember(scope, { userId: 'bob', role: 'owner' });
    await storage.organizations.setMember(scope, { userId: 'ada', role: 'viewer' });
    expect(await rejection(forge.sessions.require(key, 'runs:create'))).toMatchObject({ code: 'permission_denied' });
    expect(await forge.sessions.verify(key)).toMatchObject({ role: 'viewer' });
    await storage.organizations.removeMember(scope, 'ada');
    clock.advance(5_000);
    expect(await rejection(forge.sessions.verify(key))).toMatchObject({ code: 'session_invalid' });
    await storage.organizations.setMember(scope, { userId: 'ada', role: 'owner' });
    clock.advance(5_000);
    expect(await forge.sessions.verify(key)).toMatchObject({ role: 'owner' });
    expect(await forge.users.erase({ userId: 'ada' })).toMatchObject({ apiKeys: 1 });
    expect(await rejection(forge.sessions.verify(key))).toMatchObject({ code: 'session_invalid' });
  });

  test('is of no use while the plan does not include keys', async () => {
    const { forge, createKey, ownerToken } = forgeWithKeys();
    const { key, apiKey } = await createKey();
    await forge.plans.assign({ orgId: 'acme', planId: 'none' });
    for (const call of [
      () => forge.sessions.verify(key),
      () => forge.optimize({ token: key, prompt, sevenD }),
      () => createKey(),
    ]) {
      expect(await rejection(call())).toMatchObject({ code: 'plan_feature_missing' });
    }
    const token = await ownerToken();
    expect((await forge.apiKeys.revoke({ token, keyId: apiKey.id })).revokedAt).not.toBeNull();
  });

  test('notes its last use once a minute, and the very last when all is closed', async () => {
    const marked: unknown[] = [];
    const note: Interception = (callThrough, [uses]) => {
      marked.push(uses);
      return callThrough();
    };
    const { forge, storage, createKey, clock } = forgeWithKeys({
      storage: (intact) => storageWithFaults({ ...intact, close: async () => {} }, { 'apiKeys.markUsed': note }),
    });
    const { key, apiKey } = await createKey();
    const start = clock.now();
    const lastUse = async () => (await storage.apiKeys.get({ orgId: 'acme' }, apiKey.id))?.lastUsedAt;
    for (let call = 0; call < 60; call += 1) {
      await forge.sessions.verify(key);
      clock.advance(secondMs);
    }
    expect([marked.length, await lastUse()]).toEqual([1, start]);
    await forge.sessions.verify(key);
    clock.advance(secondMs);
    await forge.sessions.verify(key);
    clock.advance(secondMs);
    expect([marked.length, await lastUse()]).toEqual([2, start + 60 * secondMs]);
    await forge.close();
    expect([marked.length, await lastUse()]).toEqual([3, start + 61 * secondMs]);
  });

  test('whose last use cannot be noted works all the same, and the host is told', async () => {
    const { forge, createKey, reported } = forgeWithKeys({
      storage: (intact) =>
        storageWithFaults(intact, {
          'apiKeys.markUsed': async () => {
            throw storageDown();
          },
        }),
    });
    const { key } = await createKey();
    expect(await forge.sessions.verify(key)).toBeTruthy();
    await forge.close();
    expect(reported).toMatchObject([{ error: { code: 'storage_unavailable' }, context: { during: 'session' } }]);
  });

  test.each(['refuse', 'admit'] as const)('while the storage is away and calls are to %s', async (whenUnavailable) => {
    let isAway = false;
    const fault: Interception = async (callThrough) => {
      if (isAway) throw storageDown();
      return callThrough();
    };
    const { forge, createKey, clock } = forgeWithKeys({
      storage: (intact) => storageWithFaults(intact, { 'apiKeys.read': fault }),
      quota: { whenUnavailable },
    });
    const { key } = await createKey({ expiresInSeconds: 120 });
    const { key: unseen } = await createKey();
    await forge.sessions.verify(key);
    isAway = true;
    expect(await rejection(forge.sessions.verify(unseen))).toMatchObject({ code: 'storage_unavailable' });
    clock.advance(60_000);
    const answer = forge.sessions.verify(key);
    if (whenUnavailable === 'refuse') {
      expect(await rejection(answer)).toMatchObject({ code: 'storage_unavailable' });
    } else {
      expect(await answer).toMatchObject({ userId: 'ada' });
      clock.advance(60_000);
      expect(await rejection(forge.sessions.verify(key))).toMatchObject({ code: 'session_expired' });
    }
    await forge.close();
  });
});

test('a key has no session to sign out of, and goes on working', async () => {
  const { forge, createKey } = forgeWithKeys();
  const { key } = await createKey();
  expect(await rejection(forge.sessions.signOut({ token: key }))).toMatchObject({ code: 'permission_denied' });
  expect(await forge.sessions.verify(key)).toMatchObject({ userId: 'ada' });
});

describe('whoever manages API keys', () => {
  test.each<readonly [string, Role, readonly Permission[]]>([
    ['a permission the role does not have', 'admin', ['reports:purge' as Permission]],
    ['making keys', 'owner', ['runs:create', 'api_keys:manage']],
    ['letting people in', 'owner', ['members:manage']],
    ['ending the sessions of its owner', 'owner', ['sessions:manage']],
    ['changing the person it belongs to', 'owner', ['profile:manage']],
    ['joining and leaving organizations', 'owner', ['organizations:join']],
  ])('gives no key %s', async (_what, role, scopes) => {
    const { tokenFor, createKey } = forgeWithKeys({ permissions: { ['reports:purge' as Permission]: ['owner'] } });
    const token = await tokenFor({ role });
    expect(await rejection(createKey({ token, scopes }))).toMatchObject({ code: 'permission_denied' });
  });

  test('is an owner or an admin, unless the host says otherwise, and never a key', async () => {
    const { forge, tokenFor, createKey } = forgeWithKeys();
    for (const role of ['member', 'viewer'] as const) {
      expect(await rejection(createKey({ token: await tokenFor({ role }) }))).toMatchObject({
        code: 'permission_denied',
      });
    }
    const { key, apiKey } = await createKey();
    const { keyId } = { keyId: apiKey.id };
    const calls: readonly (() => Promise<unknown>)[] = [
      () => createKey({ token: key }),
      () => forge.apiKeys.list({ token: key }),
      () => forge.apiKeys.get({ token: key, keyId }),
      () => forge.apiKeys.update({ token: key, keyId, name: 'Mine' }),
      () => forge.apiKeys.rotate({ token: key, keyId }),
      () => forge.apiKeys.revoke({ token: key, keyId }),
    ];
    for (const call of calls) expect(await rejection(call())).toMatchObject({ code: 'permission_denied' });
    const open = forgeWithKeys({ permissions: { 'api_keys:manage': ['viewer'] } });
    const viewer = await open.tokenFor({ role: 'viewer' });
    expect(await rejection(open.createKey({ token: viewer }))).toMatchObject({
      details: { permission: 'runs:create' },
    });
    const { key: reading } = await open.createKey({ token: viewer, scopes: ['runs:read'] });
    expect(await open.forge.runs.list({ token: reading })).toMatchObject({ runs: [] });
    expect(await rejection(open.forge.optimize({ token: reading, prompt, sevenD }))).toMatchObject({
      code: 'permission_denied',
    });
  });

  test('neither sees nor changes keys of another organization', async () => {
    const { forge, tokenFor, createKey, ownerToken } = forgeWithKeys();
    const { key, apiKey } = await createKey();
    const token = await tokenFor({ userId: 'eve', orgId: 'other', role: 'owner' });
    const keyId = apiKey.id;
    const calls: readonly (() => Promise<unknown>)[] = [
      () => forge.apiKeys.get({ token, keyId }),
      () => forge.apiKeys.update({ token, keyId, name: 'Mine' }),
      () => forge.apiKeys.rotate({ token, keyId }),
      () => forge.apiKeys.revoke({ token, keyId }),
    ];
    for (const call of calls) expect(await rejection(call())).toMatchObject({ code: 'api_key_not_found' });
    expect(await forge.apiKeys.list({ token })).toEqual({ items: [], next: null });
    await createKey({ token });
    expect(await forge.apiKeys.get({ token: await ownerToken(), keyId })).toEqual(apiKey);
    expect(await forge.sessions.verify(key)).toMatchObject({ orgId: 'acme' });
  });

  test.each([
    'owner',
    'admin',
  ] as const)('as %s gets no secret, and widens no scopes, of somebody else; but may revoke', async (role) => {
    const { forge, tokenFor, createKey } = forgeWithKeys();
    const { apiKey } = await createKey();
    const token = await tokenFor({ userId: 'bob', role });
    const { id: keyId } = apiKey;
    expect(await rejection(forge.apiKeys.rotate({ token, keyId }))).toMatchObject({ code: 'permission_denied' });
    expect(await rejection(forge.apiKeys.update({ token, keyId, name: 'Mine' }))).toMatchObject({
      code: 'permission_denied',
    });
    expect(await forge.apiKeys.revoke({ token, keyId })).toMatchObject({ id: keyId });
  });

  test('changes a key in force at once', async () => {
    const { forge, createKey, ownerToken } = forgeWithKeys();
    const { key, apiKey } = await createKey();
    await forge.sessions.verify(key);
    const token = await ownerToken();
    const scopes = ['runs:read'] as const;
    const changed = await forge.apiKeys.update({ token, keyId: apiKey.id, name: 'Till', scopes });
    expect(changed).toEqual({ ...apiKey, name: 'Till', scopes, lastUsedAt: changed.lastUsedAt });
    expect(await forge.sessions.verify(key)).toMatchObject({ scopes });
    const wider = { token, keyId: apiKey.id, scopes: ['api_keys:manage'] as const };
    expect(await rejection(forge.apiKeys.update(wider))).toMatchObject({ code: 'permission_denied' });
  });

  test.each<readonly [string, object]>([
    ['no name', { name: '' }],
    ['a name with a line feed', { name: 'a\nb' }],
    ['a name of 101 characters', { name: 'a'.repeat(101) }],
    ['no scopes', { scopes: [] }],
    ['a scope twice', { scopes: ['runs:read', 'runs:read'] }],
    ['a scope that does not exist', { scopes: ['everything'] }],
    ['a life of a second', { expiresInSeconds: 1 }],
    ['a life of a hundred years', { expiresInSeconds: 3_153_600_000 }],
    ['a limit below nothing', { limits: [{ meter: 'calls', period: 'hour', max: -1 }] }],
    ['a limit of no period', { limits: [{ meter: 'calls', period: 'year', max: 1 }] }],
    [
      'a limit twice',
      {
        limits: [
          { meter: 'calls', period: 'hour', max: 1 },
          { meter: 'calls', period: 'hour', max: 2 },
        ],
      },
    ],
    ['a field that does not exist', { expiresIn: 60 }],
  ])('is told of %s', async (_what, wrong) => {
    const { createKey } = forgeWithKeys();
    expect(await rejection(createKey(wrong))).toMatchObject({ code: 'request_invalid' });
  });
});

describe('the limits of an API key', () => {
  test('count beside those of the plan, and refuse by their own name', async () => {
    const { forge, createKey } = forgeWithKeys();
    const { key, apiKey } = await createKey({ limits: [{ meter: 'calls', period: 'hour', max: 2 }] });
    expect((await forge.quota.consume({ token: key })).quota).toMatchObject([
      { name: 'key-calls-hour', keyId: apiKey.id, used: 1, max: 2 },
      { name: 'user-calls-hour', used: 1 },
      { name: 'org-calls-month', used: 1 },
    ]);
    await forge.optimize({ token: key, prompt, sevenD });
    const principal = await forge.sessions.verify(key);
    for (const call of [
      () => forge.quota.consume({ token: key }),
      () => forge.quota.consume({ principal }),
      () => forge.optimize({ token: key, prompt, sevenD }),
    ]) {
      const error = await rejection(call());
      expect(error).toMatchObject({ code: 'quota_exceeded', details: { blocked: ['key-calls-hour'] } });
      expect(error.message).toContain('The API key has no room left in: key-calls-hour.');
    }
    expect((await forge.quota.peek({ token: key })).quota.map(({ used }) => used)).toEqual([2, 2, 2]);
    expect((await forge.plans.usage({ token: key })).quota).toHaveLength(3);
    const person = await forge.quota.consume({ principal: { orgId: 'acme', userId: 'ada' } });
    expect(person.quota.map(({ name, used }) => [name, used])).toEqual([
      ['user-calls-hour', 3],
      ['org-calls-month', 3],
    ]);
    const half = { orgId: 'acme', userId: 'ada', apiKey: { id: 'x' } as never };
    expect(await rejection(forge.quota.consume({ principal: half }))).toMatchObject({ code: 'request_invalid' });
  });

  test('hold for guards and routes, which tell them in their headers', async () => {
    const { forge, createKey } = forgeWithKeys();
    const { key } = await createKey({ limits: [{ meter: 'calls', period: 'hour', max: 2 }] });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const guardedRoute = guarded(forge, {}, (_request, { principal }) => Response.json(principal.apiKey));
    const first = await guardedRoute(new Request('http://localhost/report', { headers }));
    expect(await first.json()).toMatchObject({ limits: [{ max: 2 }] });
    expect(first.headers.get('ratelimit-policy')).toMatch(/^"key-calls-hour";q=2;w=3600, "user-calls-hour"/);

    const handler = createHandler(forge);
    const post = () =>
      handler(
        new Request('http://localhost/api/gpt-editor', {
          ...{ method: 'POST', headers, body: JSON.stringify({ prompt, sevenD }) },
        }),
      );
    const second = await post();
    expect([second.status, second.headers.get('ratelimit')]).toEqual([
      200,
      expect.stringMatching(/^"key-calls-hour";r=0/),
    ]);
    const third = await post();
    expect(third.status).toBe(429);
    expect(third.headers.get('ratelimit')).toMatch(/^"key-calls-hour";r=0/);
    expect((await guardedRoute(new Request('http://localhost/report', { headers }))).status).toBe(429);
    const figures = await handler(new Request('http://localhost/api/analytics/user', { headers }));
    expect(figures.status, 'a scope it does not have').toBe(403);
    const wrong = { authorization: `Bearer ${key}x` };
    expect((await handler(new Request('http://localhost/api/analytics/user', { headers: wrong }))).status).toBe(401);
  });
});

/** A key as somebody would make one up who knows how they are made. */
function withChecksum(body: string): string {
  return `${body}${keyHash(body).slice(0, 6)}`;
}
