import { describe, expect, test } from 'vitest';
import type { Storage } from '../../src/storage.js';
import { forgeWithModel, secret } from '../fixtures/forge-with-model.js';
import { settingsOf, signedBy, signingKey } from '../fixtures/issuer.js';
import { rejection } from '../fixtures/rejection.js';
import { signedToken } from '../fixtures/signed-token.js';
import { storageDown, storageWithFaults } from '../fixtures/storage-with-faults.js';

const minute = 60_000;
const codeOf = async (promise: Promise<unknown>) => (await rejection(promise)).code;
const issuer = 'https://id.example';
const key = await signingKey('ES256');

/** A forge that takes the tokens of an issuer. */
function foreign(options: object = {}) {
  const fetch = async () => Response.json({ keys: [key.jwk] });
  const claims = { orgId: 'org', sessionId: 'sid' };
  const session = { jwks: `${issuer}/keys`, issuer, audience: 'api', claims, fetch, ...options };
  const setup = forgeWithModel([], { engine: 'rules', session });
  const tokenOf = (changes: object = {}) => {
    const iat = Math.floor(setup.clock.now() / 1_000);
    const own = { iss: issuer, aud: 'api', sub: 'ada', org: 'acme', sid: 'foreign', iat, exp: iat + 3_600 };
    return signedBy(key, { ...own, ...changes });
  };
  return { ...setup, tokenOf };
}

describe('tokens of an issuer', () => {
  test('are denied by their session, and those of another session are not', async () => {
    const { forge, tokenOf, clock } = foreign();
    const token = await tokenOf();
    await forge.sessions.verify(token);
    expect(await forge.sessions.revoke({ userId: 'ada', sessionId: 'foreign' })).toBe(true);
    expect(await codeOf(forge.sessions.verify(token))).toBe('session_revoked');
    clock.advance(minute);
    expect(await codeOf(forge.sessions.verify(await tokenOf()))).toBe('session_revoked');
    await forge.sessions.verify(await tokenOf({ sid: 'another' }));
    await forge.sessions.verify(await tokenOf({ sub: 'bob' }));
  });

  test('are refused when they were issued up to a revocation of their user, to the second', async () => {
    const { forge, tokenOf, clock } = foreign();
    const before = await tokenOf();
    await forge.sessions.verify(before);
    clock.advance(1_500);
    const sameSecond = await tokenOf();
    expect(await forge.sessions.revokeAll({ userId: 'ada' })).toBe(0);
    for (const token of [before, sameSecond, await tokenOf({ sid: 'another' })]) {
      expect(await codeOf(forge.sessions.verify(token))).toBe('session_revoked');
    }
    clock.advance(500);
    await forge.sessions.verify(await tokenOf());
    await forge.sessions.verify(await tokenOf({ sub: 'bob' }));
  });

  test('end when their user signs out, and a user denies no other ids than the own one', async () => {
    const { forge, tokenOf, storage } = foreign();
    const token = await tokenOf();
    expect(await forge.sessions.list({ token })).toEqual({ items: [], next: null });
    expect(await forge.sessions.revokeOwn({ token, sessionId: 'another' })).toBe(false);
    expect((await storage.sessions.standing({ orgId: 'acme' }, { userId: 'ada' }, 'another')).isDenied).toBe(false);
    expect(await forge.sessions.revokeOwn({ token, sessionId: 'foreign' })).toBe(true);
    expect(await codeOf(forge.sessions.signOut({ token }))).toBe('session_revoked');
    expect(await forge.sessions.signOut({ token: await tokenOf({ sid: 'another' }) })).toBe(true);
    expect(await codeOf(forge.sessions.verify(await tokenOf({ sid: 'another' })))).toBe('session_revoked');
  });

  test('keep the role that they name, whatever the storage knows', async () => {
    const { forge, tokenOf, storage } = foreign({ claims: { orgId: 'org', sessionId: 'sid', role: 'role' } });
    await storage.organizations.save({ orgId: 'acme' }, { name: 'Acme' }, 0);
    expect((await forge.sessions.verify(await tokenOf({ role: 'admin' }))).role).toBe('admin');
  });

  test('are denied for as long as they can live, and forgotten then', async () => {
    const { forge, tokenOf, clock, storage } = foreign({ maxLifetimeSeconds: 3_600 });
    await forge.sessions.revoke({ userId: 'ada', sessionId: 'foreign' });
    const token = await tokenOf();
    clock.advance(3_604_000);
    expect(await codeOf(forge.sessions.verify(token))).toBe('session_revoked');
    clock.advance(1_000);
    expect(await codeOf(forge.sessions.verify(token))).toBe('session_expired');
    clock.advance(minute);
    expect(await forge.maintain({ everything: true })).toMatchObject({ deletedDenials: 1 });
    expect((await storage.sessions.standing({ orgId: 'acme' }, { userId: 'ada' }, 'foreign')).isDenied).toBe(false);
  });
});

describe('tokens of ours without a session', () => {
  const signed = (now: number, changes: object = {}) => {
    const [iat, own] = [
      Math.floor(now / 1_000),
      { iss: 'promptforge', aud: 'promptforge', sub: 'ada', sid: 'elsewhere' },
    ];
    return signedToken(secret, { ...own, org_id: 'acme', org_role: 'member', iat, exp: iat + 900, ...changes });
  };

  test('are taken, unless they were denied', async () => {
    const { forge, clock } = forgeWithModel([], { engine: 'rules' });
    const token = signed(clock.now());
    expect(await forge.sessions.verify(token)).toMatchObject({ userId: 'ada', role: 'member', sessionId: 'elsewhere' });
    await forge.sessions.revoke({ userId: 'ada', sessionId: 'elsewhere' });
    expect(await codeOf(forge.sessions.verify(token))).toBe('session_revoked');
    expect(await codeOf(forge.sessions.verify(signed(clock.now(), { exp: clock.now() / 1_000 + 60 })))).toBe(
      'session_revoked',
    );
  });
});

describe('what is known of a session', () => {
  /** A forge whose standings are counted, and can be held back or taken away. */
  function counting(options: Parameters<typeof forgeWithModel>[1] = {}) {
    const asked = { count: 0, fails: false, answers: Promise.resolve() };
    const setup = forgeWithModel([], {
      engine: 'rules',
      storage: (storage: Storage) =>
        storageWithFaults(storage, {
          'sessions.standing': async (callThrough) => {
            asked.count += 1;
            if (asked.fails) throw storageDown();
            const answer = await callThrough();
            await asked.answers;
            return answer;
          },
        }),
      ...options,
    });
    return { ...setup, asked };
  }

  test('is asked for once, by however many at once, until it is too old', async () => {
    const { forge, tokenFor, clock, asked } = counting();
    const token = await tokenFor();
    asked.count = 0;
    await Promise.all(Array.from({ length: 20 }, () => forge.sessions.verify(token)));
    await forge.sessions.verify(token);
    expect(asked.count).toBe(1);
    clock.advance(4_999);
    await forge.sessions.verify(token);
    expect(asked.count).toBe(1);
    clock.advance(1);
    await forge.sessions.verify(token);
    expect(asked.count).toBe(2);
  });

  test('is asked for each time when nothing is to be believed', async () => {
    const { forge, tokenFor, asked } = counting({ session: { secret, revocationCacheMs: 0 } });
    const token = await tokenFor();
    asked.count = 0;
    await Promise.all(Array.from({ length: 3 }, () => forge.sessions.verify(token)));
    expect(asked.count).toBe(3);
  });

  test('is not what was read before the session was ended here', async () => {
    const { forge, tokenFor, asked } = counting();
    const token = await tokenFor();
    let goOn = () => {};
    asked.answers = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    asked.count = 0;
    const early = forge.sessions.verify(token);
    await expect.poll(() => asked.count).toBe(1);
    await forge.sessions.revokeAll({ userId: 'ada' });
    asked.answers = Promise.resolve();
    expect(await codeOf(forge.sessions.verify(token))).toBe('session_revoked');
    goOn();
    await early;
    expect(await codeOf(forge.sessions.verify(token))).toBe('session_revoked');
  });

  test('is no more believed than the session lives, by the clock of the storage', async () => {
    const session = { secret, revocationCacheMs: 300_000, sessionLifetimeSeconds: 60 };
    const { forge, tokenFor, clock, asked } = counting({ session });
    const token = await tokenFor();
    await forge.sessions.verify(token);
    asked.count = 0;
    clock.advance(59_999);
    await forge.sessions.verify(token);
    expect(asked.count).toBe(0);
    clock.advance(1);
    expect(await codeOf(forge.sessions.verify(token))).toBe('session_expired');
    expect(asked.count).toBe(1);
  });

  test('lets nobody in while the storage cannot be asked', async () => {
    const { forge, tokenFor, clock, asked } = counting();
    const token = await tokenFor();
    await forge.sessions.verify(token);
    asked.fails = true;
    await forge.sessions.verify(token);
    clock.advance(5_000);
    expect(await codeOf(forge.sessions.verify(token))).toBe('storage_unavailable');
    asked.fails = false;
    await forge.sessions.verify(token);
  });

  test('counts for longer where calls are let in meanwhile: whoever was revoked stays so, and a stranger gets in', async () => {
    const { forge, tokenFor, clock, asked, reported } = counting({ quota: { whenUnavailable: 'admit' } });
    const [token, stranger, revoked] = [
      await tokenFor(),
      await tokenFor({ userId: 'bob' }),
      await tokenFor({ userId: 'eve' }),
    ];
    await forge.sessions.verify(token);
    await forge.sessions.revokeAll({ userId: 'eve' });
    expect(await codeOf(forge.sessions.verify(revoked))).toBe('session_revoked');
    clock.advance(5_000);
    asked.fails = true;
    expect(await forge.sessions.verify(token)).toMatchObject({ userId: 'ada' });
    expect(await forge.sessions.verify(stranger)).toMatchObject({ userId: 'bob', role: 'member' });
    expect(await codeOf(forge.sessions.verify(revoked))).toBe('session_revoked');
    expect(reported.map(({ context }) => context.during)).toEqual(['quota']);
  });

  test('is waited for no longer than any turn', async () => {
    const { forge, tokenFor, asked } = counting({ quota: { maxWaitMs: 20 } });
    const token = await tokenFor();
    asked.answers = new Promise(() => {});
    expect(await codeOf(forge.sessions.verify(token))).toBe('overloaded');
  });
});

describe('secrets', () => {
  const [first, second, third] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];
  const forgeOf = (session: object) => forgeWithModel([], { engine: 'rules', session: session as { secret: string } });

  test('change without anybody signing in again, until the old one is removed', async () => {
    const old = await forgeOf({ secret: first }).tokenFor();
    const [header = ''] = old.split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    expect(kid).toMatch(/^[\w-]{16}$/);
    expect(first).not.toContain(kid);
    const between = forgeOf({ secret: second, previousSecrets: [first] });
    expect(await between.forge.sessions.verify(old)).toMatchObject({ userId: 'ada' });
    const next = await between.tokenFor();
    expect(next.split('.')[0]).not.toBe(header);
    const after = forgeOf({ secret: second }).forge;
    expect(await after.sessions.verify(next)).toMatchObject({ userId: 'ada' });
    expect(await codeOf(after.sessions.verify(old))).toBe('session_invalid');
  });

  test('are all tried for a token without a kid, and none for an unknown one', async () => {
    const { forge, clock } = forgeOf({ secret: third, previousSecrets: [first, second] });
    const iat = Math.floor(clock.now() / 1_000);
    const claims = {
      iss: 'promptforge',
      aud: 'promptforge',
      sub: 'ada',
      sid: 's',
      org_role: 'owner',
      iat,
      exp: iat + 9,
    };
    for (const each of [first, second, third]) {
      expect(await forge.sessions.verify(signedToken(each, claims))).toMatchObject({ userId: 'ada' });
      const header = { alg: 'HS256', typ: 'JWT', kid: 'unknown' };
      expect(await codeOf(forge.sessions.verify(signedToken(each, claims, header)))).toBe('session_invalid');
    }
    expect(await codeOf(forge.sessions.verify(signedToken('d'.repeat(40), claims)))).toBe('session_invalid');
  });

  test.each([
    { secret: first, previousSecrets: ['short'] },
    { secret: first, previousSecrets: first },
    { secret: first, previousSecrets: Array.from({ length: 11 }, () => second) },
    { secret: first, sessionLifetimeSeconds: 59 },
    { secret: first, idleTimeoutSeconds: 0 },
    { secret: first, refreshGraceSeconds: -1 },
    { secret: first, revocationCacheMs: 300_001 },
    { jwks: 'https://id.example/keys', issuer: 'i', audience: 'a', revocationCacheMs: -1 },
    { secret: first, maxLifetimeSeconds: 315_360_001 },
  ])('and the other settings cannot be %j', (options) => {
    expect(() => settingsOf(options)).toThrow();
  });
});
