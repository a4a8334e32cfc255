import { describe, expect, test } from 'vitest';
import { PromptForge } from '../../src/promptforge.js';
import type { AccessTokenRequest } from '../../src/session/access-token.js';
import { countedIds } from '../fixtures/counted-ids.js';
import { type ForgeSetup, forgeWithModel, secret } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';

const minute = 60_000;
const day = 86_400_000;
const acme = { orgId: 'acme' };

function rules(options: ForgeSetup = {}) {
  const setup = forgeWithModel([], { engine: 'rules', ...options });
  const { forge, storage, clock } = setup;
  const open = (request: Partial<AccessTokenRequest> = {}) =>
    forge.sessions.issue({ userId: 'ada', orgId: 'acme', ...request });
  /** Another process on the same storage. */
  const another = (session: object = {}) =>
    new PromptForge({ storage, engine: 'rules', session: { secret, ...session }, clock, newId: countedIds('other') });
  return { ...setup, open, another };
}

const codeOf = async (promise: Promise<unknown>) => (await rejection(promise)).code;

describe('a session', () => {
  test('is opened with an access token of 15 minutes and a refresh token of a week', async () => {
    const { open, storage } = rules();
    const opened = await open({ device: 'Firefox', role: 'admin' });
    expect(opened).toEqual({
      accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      tokenType: 'Bearer',
      expiresIn: 900,
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
      refreshExpiresIn: 604_800,
      principal: { userId: 'ada', orgId: 'acme', role: 'admin', sessionId: expect.any(String) },
    });
    const stored = await storage.sessions.get({ userId: 'ada' }, opened.principal.sessionId);
    expect(stored).toMatchObject({ orgId: 'acme', role: 'admin', device: 'Firefox', idleTimeoutMs: 7 * day });
    expect(JSON.stringify(stored)).not.toContain(opened.refreshToken);
  });

  test('is refreshed for good tokens of the same session, whose first ones stay good', async () => {
    const { forge, open, clock } = rules();
    const opened = await open({ role: 'admin' });
    clock.advance(10 * minute);
    const refreshed = await forge.sessions.refresh(pair(opened));
    expect(refreshed.principal).toEqual(opened.principal);
    expect(refreshed.refreshToken).not.toBe(opened.refreshToken);
    expect(await forge.sessions.verify(refreshed.accessToken)).toEqual(opened.principal);
    expect(await forge.sessions.verify(opened.accessToken)).toEqual(opened.principal);
    clock.advance(6 * minute);
    expect(await codeOf(forge.sessions.verify(opened.accessToken))).toBe('session_expired');
    expect(await forge.sessions.verify(refreshed.accessToken)).toEqual(opened.principal);
  });

  test('of which a replaced refresh token comes back after the grace is ended whole, at once', async () => {
    const { forge, open, clock } = rules();
    const opened = await open();
    const other = await open();
    const second = await forge.sessions.refresh(pair(opened));
    clock.advance(29_999);
    const third = await forge.sessions.refresh(pair(opened));
    expect(await forge.sessions.verify(third.accessToken)).toEqual(opened.principal);
    clock.advance(1);
    expect(await codeOf(forge.sessions.refresh(pair(opened)))).toBe('session_revoked');
    for (const { refreshToken, accessToken } of [second, third]) {
      expect(await codeOf(forge.sessions.refresh({ refreshToken }))).toBe('session_revoked');
      expect(await codeOf(forge.sessions.verify(accessToken))).toBe('session_revoked');
    }
    expect(await forge.sessions.verify(other.accessToken)).toEqual(other.principal);
  });

  test.each([
    ['after its lifetime, however much it is used', { sessionLifetimeSeconds: 120, idleTimeoutSeconds: null }],
    ['after its idle time', { idleTimeoutSeconds: 120 }],
  ])('ends %s, and its access tokens with it', async (_how, options) => {
    const { forge, open, clock } = rules({ session: { secret, ...options } });
    const opened = await open();
    expect(opened.refreshExpiresIn).toBe(120);
    clock.advance(60_000);
    await forge.sessions.verify(opened.accessToken);
    clock.advance(59_999);
    await forge.sessions.verify(opened.accessToken);
    clock.advance(1);
    expect(await codeOf(forge.sessions.verify(opened.accessToken))).toBe('session_expired');
    expect(await codeOf(forge.sessions.refresh(pair(opened)))).toBe('session_expired');
  });

  test('that was opened before roles were kept is refreshed as the member, or the owner of the personal organization', async () => {
    const { forge, open, storage } = rules();
    const { rotate } = storage.sessions;
    const roleless: typeof rotate = async (rotation) => {
      const answer = await rotate(rotation);
      return answer.outcome === 'unknown' ? answer : { ...answer, session: { ...answer.session, role: null } };
    };
    for (const [request, role] of [
      [{ role: 'admin' }, 'member'],
      [{ orgId: 'personal:ada' }, 'owner'],
    ] as const) {
      const opened = await open(request);
      storage.sessions.rotate = roleless;
      expect((await forge.sessions.refresh(pair(opened))).principal.role).toBe(role);
      storage.sessions.rotate = rotate;
    }
  });

  test.each([
    undefined,
    null,
    {},
    { userId: '' },
    { userId: 'ada', device: '' },
    { userId: 'ada', device: 'a\u0000' },
    { userId: 'ada', rolle: 'admin' },
    { userId: 'ada', expiresInSeconds: 0 },
  ])('is not opened by %j', async (request) => {
    const { forge, storage } = rules();
    expect(await codeOf(forge.sessions.issue(request as AccessTokenRequest))).toBe('request_invalid');
    expect((await storage.sessions.statistics({ from: 0, to: 8e15 })).active).toBe(0);
  });

  test('is neither opened nor refreshed where tokens are those of an issuer', async () => {
    const session = { jwks: 'https://id.example/keys', issuer: 'https://id.example', audience: 'api' };
    const { open, forge } = rules({ session });
    expect(await codeOf(open())).toBe('config_invalid');
    expect(await codeOf(forge.sessions.refresh({ refreshToken: 'x'.repeat(43) }))).toBe('config_invalid');
  });
});

describe('the role of a caller', () => {
  async function withMembers() {
    const setup = rules();
    await setup.storage.organizations.save(acme, { name: 'Acme' }, 0);
    await setup.storage.organizations.setMember(acme, { userId: 'ada', role: 'admin' });
    await setup.storage.organizations.setMember(acme, { userId: 'olga', role: 'owner' });
    return setup;
  }

  test('is that of the member where the organization is kept, whatever is asked for', async () => {
    const { open, forge } = await withMembers();
    const opened = await open({ role: 'owner' });
    expect(opened.principal.role).toBe('admin');
    expect((await forge.sessions.verify(opened.accessToken)).role).toBe('admin');
    expect(await codeOf(open({ userId: 'eve' }))).toBe('request_invalid');
  });

  test('changes within the time that standings are believed, and with the next token', async () => {
    const { open, forge, storage, clock } = await withMembers();
    const opened = await open();
    expect((await forge.sessions.verify(opened.accessToken)).role).toBe('admin');
    await storage.organizations.setMember(acme, { userId: 'ada', role: 'viewer' });
    clock.advance(5_000);
    expect((await forge.sessions.verify(opened.accessToken)).role).toBe('viewer');
    expect(await codeOf(forge.sessions.require(opened.accessToken, 'runs:create'))).toBe('permission_denied');
    expect((await forge.sessions.refresh(pair(opened))).principal.role).toBe('viewer');
  });

  test('is none for one who was removed, whose session ends with the next refresh', async () => {
    const { open, forge, storage, clock } = await withMembers();
    const opened = await open();
    await storage.organizations.removeMember(acme, 'ada');
    clock.advance(5_000);
    expect(await codeOf(forge.sessions.verify(opened.accessToken))).toBe('session_revoked');
    expect(await codeOf(forge.sessions.refresh(pair(opened)))).toBe('session_revoked');
    const stored = await storage.sessions.get({ userId: 'ada' }, opened.principal.sessionId);
    expect(stored?.revokedReason).toBe('not_a_member');
  });

  test('is owner in the personal organization, member of it or not', async () => {
    const { open, forge, storage } = await withMembers();
    await storage.organizations.save({ orgId: 'personal:ada' }, { name: 'Ada' }, 0);
    const opened = await open({ orgId: 'personal:ada' });
    expect((await forge.sessions.verify(opened.accessToken)).role).toBe('owner');
  });
});

describe('ending sessions', () => {
  test('is seen at once here, and in another process within revocationCacheMs', async () => {
    const { open, forge, another, clock } = rules();
    const other = another();
    const strict = another({ revocationCacheMs: 0 });
    const { accessToken, principal } = await open();
    for (const each of [forge, other, strict]) await each.sessions.verify(accessToken);
    expect(await forge.sessions.revoke({ ...idsOf(principal), reason: 'lost' })).toBe(true);
    expect(await forge.sessions.revoke({ ...idsOf(principal), reason: 'again' })).toBe(false);
    expect(await codeOf(forge.sessions.verify(accessToken))).toBe('session_revoked');
    expect(await codeOf(strict.sessions.verify(accessToken))).toBe('session_revoked');
    clock.advance(4_999);
    await other.sessions.verify(accessToken);
    clock.advance(1);
    expect(await codeOf(other.sessions.verify(accessToken))).toBe('session_revoked');
  });

  test('of a user ends all of them, and one that is opened in the same moment lives', async () => {
    const { open, forge } = rules();
    const before = [await open(), await open({ orgId: 'other' })];
    const stranger = await open({ userId: 'bob' });
    for (const { accessToken } of before) await forge.sessions.verify(accessToken);
    expect(await forge.sessions.revokeAll({ userId: 'ada' })).toBe(2);
    expect(await forge.sessions.revokeAll({ userId: 'ada' })).toBe(0);
    for (const each of before) {
      expect(await codeOf(forge.sessions.verify(each.accessToken))).toBe('session_revoked');
      expect(await codeOf(forge.sessions.refresh(pair(each)))).toBe('session_revoked');
    }
    const after = await open();
    expect(await forge.sessions.verify(after.accessToken)).toEqual(after.principal);
    expect(await forge.sessions.verify(stranger.accessToken)).toEqual(stranger.principal);
  });

  test('of a user before an instant leaves those opened later', async () => {
    const { open, forge, clock } = rules();
    const early = await open();
    clock.advance(minute);
    const late = await open();
    const notBefore = clock.now();
    clock.advance(minute);
    expect(await forge.sessions.revokeAll({ userId: 'ada', notBefore })).toBe(1);
    expect(await codeOf(forge.sessions.verify(early.accessToken))).toBe('session_revoked');
    expect(await forge.sessions.verify(late.accessToken)).toEqual(late.principal);
  });

  test('by the user: the own one by signing out, another one from the list, and none of somebody else', async () => {
    const { open, forge, clock } = rules();
    const phone = await open({ device: 'Phone' });
    clock.advance(minute);
    const laptop = await open({ device: 'Laptop' });
    const bob = await open({ userId: 'bob' });
    const token = laptop.accessToken;
    const { items, next } = await forge.sessions.list({ token, limit: 1 });
    expect(items).toMatchObject([{ id: laptop.principal.sessionId, device: 'Laptop', state: 'active', current: true }]);
    const rest = await forge.sessions.list({ token, after: next });
    expect(rest).toMatchObject({ items: [{ device: 'Phone', orgId: 'acme', current: false }], next: null });
    const bobs = { token, sessionId: bob.principal.sessionId };
    expect(await forge.sessions.revokeOwn(bobs)).toBe(false);
    await forge.sessions.verify(bob.accessToken);
    expect(await forge.sessions.revokeOwn({ token, sessionId: phone.principal.sessionId })).toBe(true);
    expect(await codeOf(forge.sessions.verify(phone.accessToken))).toBe('session_revoked');
    expect(await forge.sessions.signOut({ token })).toBe(true);
    for (const call of [
      forge.sessions.verify(token),
      forge.sessions.list({ token }),
      forge.sessions.signOut({ token }),
    ]) {
      expect(await codeOf(call)).toBe('session_revoked');
    }
    expect(await codeOf(forge.sessions.refresh(pair(laptop)))).toBe('session_revoked');
    const { items: left } = await forge.sessions.list({ token: (await open()).accessToken });
    expect(left.map(({ state }) => state)).toEqual(['active', 'revoked', 'revoked']);
  });

  test('is possible for a role that may not manage sessions, by signing out alone', async () => {
    const { open, forge } = rules({ permissions: { 'sessions:manage': [] } });
    const { accessToken: token, principal } = await open();
    expect(await codeOf(forge.sessions.list({ token }))).toBe('permission_denied');
    const { sessionId } = principal;
    expect(await codeOf(forge.sessions.revokeOwn({ token, sessionId }))).toBe('permission_denied');
    expect(await forge.sessions.signOut({ token })).toBe(true);
  });

  test('of a user who is erased comes first, and outlives the erasure', async () => {
    const { open, forge, storage, clock } = rules();
    const opened = await open();
    await forge.sessions.verify(opened.accessToken);
    await forge.users.erase({ userId: 'ada', orgIds: ['acme'] });
    expect(await codeOf(forge.sessions.verify(opened.accessToken))).toBe('session_revoked');
    expect(await codeOf(forge.sessions.refresh(pair(opened)))).toBe('session_invalid');
    expect(await storage.sessions.get({ userId: 'ada' }, opened.principal.sessionId)).toBe(null);
    const again = await open();
    expect(await forge.sessions.verify(again.accessToken)).toEqual(again.principal);
    clock.advance(day + minute);
    await forge.maintain({ everything: true });
    expect((await storage.sessions.standing(acme, { userId: 'ada' }, 'any')).notBefore).toBe(null);
  });

  test('counts by day, for the trusted side', async () => {
    const { open, forge, clock } = rules();
    const opened = await open();
    await open({ userId: 'bob' });
    await forge.sessions.refresh(pair(opened));
    await forge.sessions.revokeAll({ userId: 'bob' });
    const range = { from: clock.now() - day, to: clock.now() + 1 };
    expect(await forge.sessions.statistics({ range })).toEqual({
      days: [{ day: '2026-11-23', created: 2, refreshed: 1, revoked: 1, reused: 0 }],
      active: 1,
    });
  });
});

test.each([
  ['refresh', {}],
  ['refresh', { refreshToken: 7 }],
  ['refresh', { refreshToken: 'x', token: 'y' }],
  ['revoke', { userId: 'ada' }],
  ['revoke', { userId: 'ada', sessionId: 's', reason: '' }],
  ['revoke', { userId: 'ada', sessionId: 's', reason: 'x'.repeat(256) }],
  ['revokeAll', { userId: '' }],
  ['revokeAll', { userId: 'ada', notBefore: -1 }],
  ['revokeAll', { userId: 'ada', notBefore: '2026-11-23' }],
  ['revokeAll', { userId: 'ada', before: 1 }],
  ['signOut', undefined],
  ['list', { token: null, limit: 5, offset: 1 }],
  ['statistics', { range: { from: 1, to: 1 } }],
  ['statistics', { range: { from: 0, to: 401 * day } }],
  ['statistics', undefined],
])('%s refuses %j', async (method, request) => {
  const { forge } = rules();
  const call = forge.sessions[method as 'refresh'] as (request: unknown) => Promise<unknown>;
  expect(await codeOf(call(request))).toBe('request_invalid');
});

test.each([{ limit: 0 }, { limit: 501 }, { after: 'nowhere' }])('a list refuses the page %j', async (page) => {
  const { forge, tokenFor } = rules();
  expect(await codeOf(forge.sessions.list({ token: await tokenFor(), ...page }))).toBe('request_invalid');
});

const pair = ({ refreshToken }: { readonly refreshToken: string }) => ({ refreshToken });

function idsOf({ userId, sessionId }: { readonly userId: string; readonly sessionId: string }) {
  return { userId, sessionId };
}
