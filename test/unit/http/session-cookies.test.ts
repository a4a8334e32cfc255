import { describe, expect, test } from 'vitest';
import { type SessionCookieOptions, sessionCookies } from '../../../src/http/index.js';
import { refusal } from '../../fixtures/rejection.js';

const session = { accessToken: 'a.b.c', expiresIn: 900, refreshToken: 'r-1', refreshExpiresIn: 86_400 };

const post = (headers: Readonly<Record<string, string>>) =>
  new Request('https://app.test/api/sessions/refresh', { method: 'POST', headers });

describe('the cookies of a session', () => {
  test.each<[options: SessionCookieOptions, access: string, refresh: string]>([
    [
      {},
      '__Host-session=a.b.c; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=900',
      '__Host-session_refresh=r-1; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=86400',
    ],
    [
      { secure: false, sameSite: 'strict' },
      'session=a.b.c; Path=/; HttpOnly; SameSite=Strict; Max-Age=900',
      'session_refresh=r-1; Path=/; HttpOnly; SameSite=Strict; Max-Age=86400',
    ],
    [
      { name: 'sid', domain: 'example.com' },
      'sid=a.b.c; Path=/; Domain=example.com; HttpOnly; Secure; SameSite=Lax; Max-Age=900',
      'sid_refresh=r-1; Path=/; Domain=example.com; HttpOnly; Secure; SameSite=Strict; Max-Age=86400',
    ],
  ])('are set as %j says', (options, access, refresh) => {
    expect(sessionCookies(options).set(session)).toEqual([access, refresh]);
  });

  test('are cleared by cookies of the same name and place that are over', () => {
    const { set, clear } = sessionCookies({ name: 'sid', domain: 'example.com' });
    const over = (cookie: string) => cookie.replace(/=[^;]+/, '=').replace(/Max-Age=\d+/, 'Max-Age=0');
    expect(clear()).toEqual(set(session).map(over));
  });

  test('are found again in a request of the same site, and in none of another', () => {
    const { tokenOf, refreshTokenOf } = sessionCookies();
    const cookie = '__Host-session=a.b.c; __Host-session_refresh=r-1';
    const own = post({ cookie, 'sec-fetch-site': 'same-origin' });
    expect([tokenOf(own), refreshTokenOf(own)]).toEqual(['a.b.c', 'r-1']);
    for (const site of ['cross-site', 'same-site']) {
      const foreign = post({ cookie, 'sec-fetch-site': site });
      expect([tokenOf(foreign), refreshTokenOf(foreign)]).toEqual([null, null]);
    }
  });

  test.each<[why: string, options: SessionCookieOptions]>([
    ['a name with a space', { name: 'my session' }],
    ['no name', { name: '' }],
    ['a domain with more behind it', { domain: 'example.com; Secure' }],
    ['an address for a domain', { domain: 'https://example.com' }],
    ['a name that promises a host, with a domain', { name: '__Host-session', domain: 'example.com' }],
    ['a name that promises TLS, without', { name: '__Secure-session', secure: false }],
    ['the same in other case', { name: '__host-session', secure: false }],
  ])('are not made of %s', async (_why, options) => {
    expect((await refusal(() => sessionCookies(options))).code).toBe('config_invalid');
  });
});
