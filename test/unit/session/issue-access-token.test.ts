import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { issueAccessToken } from '../../../src/session/issue-access-token.js';
import { tokenVerifier } from '../../../src/session/token-verifier.js';
import { countedIds } from '../../fixtures/counted-ids.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { rejection } from '../../fixtures/rejection.js';
import { sessionSettings } from '../../fixtures/session-settings.js';

function parts() {
  const clock = manualClock();
  const { sessions } = memoryStorage({ clock });
  return { settings: sessionSettings(), store: sessions, clock, newId: countedIds('session') };
}

describe('an issued token', () => {
  test('verifies as the principal it was issued for', async () => {
    const { settings, store, clock, newId } = parts();
    const issued = await issueAccessToken(
      { settings, store, clock, newId },
      { userId: 'ada', orgId: 'acme', role: 'admin' },
    );
    expect(issued).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
    expect(issued.principal).toEqual({ userId: 'ada', orgId: 'acme', role: 'admin', sessionId: 'session-1' });
    expect(await tokenVerifier(settings, clock, () => {})(issued.accessToken)).toEqual(issued.principal);
  });

  test('of a lone user is for the owner of a personal organization', async () => {
    const { principal } = await issueAccessToken(parts(), { userId: 'ada' });
    expect(principal).toMatchObject({ orgId: 'personal:ada', role: 'owner' });
  });

  test('is for no personal organization but that of the user', async () => {
    const own = await issueAccessToken(parts(), { userId: 'ada', orgId: 'personal:ada' });
    expect(own.principal.role).toBe('owner');
    const error = await rejection(issueAccessToken(parts(), { userId: 'eve', orgId: 'personal:ada' }));
    expect(error).toMatchObject({ code: 'request_invalid', message: expect.stringContaining('personal organization') });
  });

  test('of an organization is for a member, unless told otherwise', async () => {
    const { principal } = await issueAccessToken(parts(), { userId: 'ada', orgId: 'acme' });
    expect(principal.role).toBe('member');
  });

  test('begins a session of its own', async () => {
    const shared = parts();
    const first = await issueAccessToken(shared, { userId: 'ada' });
    const second = await issueAccessToken(shared, { userId: 'ada' });
    expect(second.principal.sessionId).not.toBe(first.principal.sessionId);
  });

  test('lives no longer than the settings allow, also by default', async () => {
    const short = { ...parts(), settings: sessionSettings({ maxLifetimeSeconds: 300 }) };
    expect((await issueAccessToken(short, { userId: 'ada' })).expiresIn).toBe(300);
    expect((await issueAccessToken(short, { userId: 'ada', expiresInSeconds: 299 })).expiresIn).toBe(299);
  });

  test('keeps ids of any script and of 255 characters', async () => {
    const shared = parts();
    const userId = `${'ü'.repeat(200)} ${'名'.repeat(54)}`;
    expect(userId).toHaveLength(255);
    const { accessToken } = await issueAccessToken(shared, { userId, orgId: 'acme' });
    expect((await tokenVerifier(shared.settings, shared.clock, () => {})(accessToken)).userId).toBe(userId);
  });

  test('with the longest ids still fits into what is accepted', async () => {
    const shared = parts();
    const long = '\u{1F469}'.repeat(127);
    const { accessToken } = await issueAccessToken(shared, { userId: long, orgId: long });
    await expect(tokenVerifier(shared.settings, shared.clock, () => {})(accessToken)).resolves.toMatchObject({
      userId: long,
    });
  });
});

describe('no token is issued', () => {
  test.each([
    '',
    'x'.repeat(256),
    'a\nb',
    'a\u0000b',
    'a\u0085b',
    'lone \ud800 surrogate',
    42 as unknown as string,
  ])('for the identifier %j', async (id) => {
    for (const request of [{ userId: id }, { userId: 'ada', orgId: id }]) {
      const error = await rejection(issueAccessToken(parts(), request));
      expect(error.code).toBe('request_invalid');
      expect(error.message).toContain('1 to 255 characters without control characters');
    }
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 86_401])('for %d seconds', async (expiresInSeconds) => {
    const error = await rejection(issueAccessToken(parts(), { userId: 'ada', expiresInSeconds }));
    expect(error.code).toBe('request_invalid');
    expect(error.message).toContain('from 1 to 86400');
  });

  test('for a lone user whose personal organization would have too long a name', async () => {
    await expect(issueAccessToken(parts(), { userId: 'x'.repeat(246) })).resolves.toMatchObject({ expiresIn: 900 });
    const error = await rejection(issueAccessToken(parts(), { userId: 'x'.repeat(247) }));
    expect(error.code).toBe('request_invalid');
    expect(error.message).toContain('246');
  });

  test('for a role that could never be verified', async () => {
    const role = 'emperor' as 'owner';
    expect((await rejection(issueAccessToken(parts(), { userId: 'ada', role }))).code).toBe('request_invalid');
  });
});
