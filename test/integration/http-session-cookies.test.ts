import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { nodeHandler } from '../../adapters/node/index.js';
import { createHandler, sessionCookies } from '../../src/http/index.js';
import type { AuthOptions } from '../../src/index.js';
import { forgeWithAuth, password } from '../fixtures/forge-with-auth.js';
import { addressOf } from '../hosts/trial-hosts.js';

const email = 'ada@example.com';
const closing: Server[] = [];

afterEach(() => {
  for (const server of closing.splice(0)) server.close();
});

/** A browser of one site, as far as cookies go, and the server it talks to. */
async function visitor(auth: Partial<AuthOptions> = {}) {
  const made = forgeWithAuth(auth);
  await made.registered(email);
  const cookies = sessionCookies({ secure: false });
  const server = createServer(nodeHandler(createHandler(made.forge, { cookies })));
  closing.push(server);
  const url = await addressOf(server);
  const jar = new Map<string, string>();
  const send = async (method: string, path: string, body?: unknown, site = 'same-origin') => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        'sec-fetch-site': site,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie();
    for (const cookie of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (cookie.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text), set: set.length };
  };
  const signIn = (secret = password) => send('POST', '/auth/sign-in', { email, password: secret });
  return { ...made, jar, send, signIn };
}

describe('a handler that keeps sessions in cookies', () => {
  test('signs in, answers who somebody is, renews and signs out, and no script ever sees a token', async () => {
    const { jar, send, signIn } = await visitor();
    const opened = await signIn();
    expect(opened).toMatchObject({ status: 200, body: { tokenType: 'Cookie', expiresIn: expect.any(Number) } });
    const seen = [opened];
    expect([...jar.keys()]).toEqual(['session', 'session_refresh']);
    const first = new Map(jar);
    expect(await send('GET', '/me')).toMatchObject({ status: 200, body: { userId: opened.body.principal.userId } });

    seen.push(await send('POST', '/sessions/refresh', {}));
    expect(seen[1]).toMatchObject({ status: 200, body: { tokenType: 'Cookie' } });
    expect(jar.get('session_refresh')).not.toBe(first.get('session_refresh'));
    expect((await send('GET', '/me')).status).toBe(200);

    const tokens = [...first.values(), ...jar.values()];
    for (const { body } of seen) for (const token of tokens) expect(JSON.stringify(body)).not.toContain(token);
    expect(await send('POST', '/sessions/sign-out')).toMatchObject({ status: 204, set: 2 });
    expect(jar.size).toBe(0);
    expect((await send('GET', '/me')).body).toMatchObject({ code: 'session_missing' });
  });

  test('opens a session for whoever signs up where addresses need not be verified', async () => {
    const { jar, send } = await visitor({ requireVerifiedEmail: false });
    const answer = await send('POST', '/auth/sign-up', { email: 'eve@example.com', password });
    expect(answer.body).toMatchObject({ outcome: 'signed_in', session: { tokenType: 'Cookie' } });
    expect(answer.body.session).not.toHaveProperty('refreshToken');
    expect(jar.size).toBe(2);
    expect((await send('GET', '/me')).status).toBe(200);
  });

  test('replaces the session of whoever sets another password', async () => {
    const { jar, send, signIn } = await visitor();
    await signIn();
    const before = new Map(jar);
    const next = { currentPassword: password, newPassword: 'another horse battery staple' };
    expect((await send('POST', '/auth/change-password', next)).body).toMatchObject({ tokenType: 'Cookie' });
    expect(jar.get('session')).not.toBe(before.get('session'));
    expect((await send('GET', '/me')).status).toBe(200);
  });

  test('takes no cookie from a page of another site', async () => {
    const { jar, send, signIn } = await visitor();
    await signIn();
    const before = new Map(jar);
    for (const site of ['cross-site', 'same-site']) {
      expect((await send('POST', '/sessions/sign-out', undefined, site)).body).toMatchObject({
        code: 'session_missing',
      });
      expect((await send('POST', '/sessions/refresh', {}, site)).body).toMatchObject({ code: 'session_missing' });
    }
    expect(jar).toEqual(before);
    expect((await send('GET', '/me')).status).toBe(200);
  });

  test('clears cookies of a session that was ended, and leaves those that can be renewed', async () => {
    const { jar, send, signIn, forge, clock } = await visitor();
    const { body } = await signIn();
    clock.advance(body.expiresIn * 1_000 + 60_000);
    expect(await send('GET', '/me')).toMatchObject({ status: 401, body: { code: 'session_expired' }, set: 0 });
    expect((await send('POST', '/sessions/refresh', {})).status).toBe(200);
    await forge.sessions.revokeAll({ userId: body.principal.userId });
    expect(await send('GET', '/me')).toMatchObject({ body: { code: 'session_revoked' }, set: 2 });
    expect(jar.size).toBe(0);
  });

  test('forgets whoever erases their account', async () => {
    const { jar, send, signIn } = await visitor();
    const { userId } = (await signIn()).body.principal;
    expect((await send('DELETE', '/me', { confirmUserId: userId })).status).toBe(200);
    expect(jar.size).toBe(0);
  });
});
