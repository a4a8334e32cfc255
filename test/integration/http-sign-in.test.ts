import { expect, test } from 'vitest';
import { createHandler, type HandlerOptions } from '../../src/http/index.js';
import { supabaseSession } from '../../src/issuers/index.js';
import { forgeWithAuth, password } from '../fixtures/forge-with-auth.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';

const email = 'ada@example.com';

type Forge = ReturnType<typeof forgeWithModel>['forge'];

function poster(forge: Forge, options: HandlerOptions = {}) {
  const handle = createHandler(forge, options);
  return async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await handle(
      new Request(`http://localhost/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
    const text = await response.text();
    const { 'x-request-id': _id, ...seen } = Object.fromEntries(response.headers);
    return { status: response.status, headers: seen, body: text === '' ? null : JSON.parse(text) };
  };
}

const tooOften = { status: 429, body: { code: 'sign_in_throttled' } };
const wrong = { status: 401, body: { code: 'sign_in_failed' } };

/** One wrong password for each of so many accounts. */
async function guesses(
  post: ReturnType<typeof poster>,
  times: number,
  headers: (index: number) => object = () => ({}),
) {
  const answers = [];
  for (let index = 0; index < times; index += 1) {
    const body = { email: `somebody-${index}@example.com`, password: 'a wrong password' };
    answers.push(await post('/auth/sign-in', body, { ...headers(index) }));
  }
  return answers;
}

test('a wrong password and an unknown address get the same answer', async () => {
  const { forge, registered } = forgeWithAuth();
  await registered(email);
  const post = poster(forge);
  const known = await post('/auth/sign-in', { email, password: 'a wrong password' });
  expect(known).toMatchObject(wrong);
  expect(await post('/auth/sign-in', { email: 'nobody@example.com', password: 'a wrong password' })).toEqual(known);
});

test('signing up and asking for a reset answer the same whoever has the address', async () => {
  const { forge, registered } = forgeWithAuth();
  await registered(email);
  const post = poster(forge);
  for (const path of ['/auth/sign-up', '/auth/request-password-reset']) {
    const more = path === '/auth/sign-up' ? { password } : {};
    const taken = await post(path, { email, ...more });
    expect(taken.status, path).toBeLessThan(300);
    expect(await post(path, { email: 'nobody@example.com', ...more }), path).toEqual(taken);
  }
});

test('failures are counted by the address that the host tells, and not by what a caller writes into a header', async () => {
  const { forge } = forgeWithAuth({ throttle: { failuresPerAddress: 3 } });
  const post = poster(forge, { clientAddress: (request) => request.headers.get('x-real-ip') });
  const from = (address: string) => (index: number) => ({
    'x-real-ip': address,
    'x-forwarded-for': `198.51.100.${index}`,
  });
  const answers = await guesses(post, 4, from('192.0.2.1'));
  expect(answers.slice(0, 3)).toMatchObject([wrong, wrong, wrong]);
  expect(answers[3]).toMatchObject(tooOften);
  expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0);
  expect(await guesses(post, 1, from('192.0.2.2'))).toMatchObject([wrong]);
});

test('without an address from the host, failures are counted by account alone', async () => {
  const { forge } = forgeWithAuth({ throttle: { failuresPerAddress: 3 } });
  const post = poster(forge);
  const answers = await guesses(post, 5, () => ({ 'x-forwarded-for': '192.0.2.1' }));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
});

test('e-mails are counted by address, too', async () => {
  const { forge } = forgeWithAuth({ throttle: { emailsPerAddress: 2 } });
  const post = poster(forge, { clientAddress: () => '192.0.2.1' });
  const ask = (name: string) => post('/auth/request-password-reset', { email: `${name}@example.com` });
  expect([(await ask('one')).status, (await ask('two')).status]).toEqual([204, 204]);
  expect(await ask('three')).toMatchObject(tooOften);
});

test('an address that is none is the mistake of the host, and the host is told', async () => {
  const { forge, reported } = forgeWithAuth();
  const post = poster(forge, { clientAddress: () => 'unknown, 10.0.0.1' });
  const answer = await post('/auth/sign-in', { email, password });
  expect(answer).toMatchObject({ status: 500, body: { code: 'config_invalid' } });
  expect(reported).toHaveLength(1);
});

test('a server that signs nobody in has none of these routes, and its operator is not told of each who asks', async () => {
  const { forge, reported, tokenFor } = forgeWithModel([]);
  const post = poster(forge);
  const none = { status: 404, body: { code: 'route_not_found' } };
  const authorization = `Bearer ${await tokenFor()}`;
  expect(await post('/auth/sign-up', { email, password })).toMatchObject(none);
  expect(await post('/auth/sign-in', { email, password })).toMatchObject(none);
  expect(await post('/auth/request-password-reset', { email })).toMatchObject(none);
  expect(await post('/auth/reset-password', { resetToken: 'x', newPassword: password })).toMatchObject(none);
  expect(await post('/auth/verify-email', { verificationToken: 'x' })).toMatchObject(none);
  expect(await post('/auth/request-email-verification', {}, { authorization })).toMatchObject(none);
  const change = { currentPassword: password, newPassword: password };
  expect(await post('/auth/change-password', change, { authorization })).toMatchObject(none);
  expect(reported).toEqual([]);
});

test('somebody signs up, verifies the address, signs in, refreshes the tokens and signs out', async () => {
  const { forge, nextToken } = forgeWithAuth();
  const post = poster(forge);
  expect(await post('/auth/sign-up', { email, password })).toMatchObject({
    status: 200,
    body: { outcome: 'check_email' },
  });
  expect(await post('/auth/sign-in', { email, password })).toMatchObject({
    status: 403,
    body: { code: 'email_unverified' },
  });
  const early = await nextToken('verify_email');
  const verificationToken = await nextToken('verify_email');
  expect(await post('/auth/verify-email', { verificationToken: early })).toMatchObject({ status: 400 });
  expect(await post('/auth/verify-email', { verificationToken })).toMatchObject({ status: 200, body: { email } });
  const signedIn = await post('/auth/sign-in', { email, password });
  expect(signedIn.headers['cache-control']).toBe('no-store');
  const { refreshToken } = signedIn.body as { refreshToken: string };
  const refreshed = await post('/sessions/refresh', { refreshToken });
  const { accessToken } = refreshed.body as { accessToken: string };
  const authorization = `Bearer ${accessToken}`;
  expect(await post('/sessions/sign-out', null, { authorization })).toMatchObject({ status: 204, body: null });
  expect(await post('/sessions/sign-out', null, { authorization })).toMatchObject({ status: 401 });
  const { refreshToken: newer } = refreshed.body as { refreshToken: string };
  expect(await post('/sessions/refresh', { refreshToken: newer })).toMatchObject({
    status: 401,
    body: { code: 'session_revoked' },
  });
});

test('a server whose tokens are those of another issuer refreshes none', async () => {
  const { forge, reported } = forgeWithModel([], { session: supabaseSession({ url: 'https://abcdefgh.supabase.co' }) });
  const answer = await poster(forge)('/sessions/refresh', { refreshToken: 'x' });
  expect(answer).toMatchObject({ status: 404, body: { code: 'route_not_found' } });
  expect(reported).toEqual([]);
});
