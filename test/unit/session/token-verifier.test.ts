import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../src/errors/code.js';
import { tokenVerifier } from '../../../src/session/token-verifier.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { rejection } from '../../fixtures/rejection.js';
import { sessionSettings } from '../../fixtures/session-settings.js';
import { signedToken } from '../../fixtures/signed-token.js';

const settings = sessionSettings();
const now = Math.floor(manualClock().now() / 1000);
const claims = (changes: Readonly<Record<string, unknown>> = {}) => ({
  iss: 'promptforge',
  aud: 'promptforge',
  sub: 'ada',
  sid: 'session-1',
  org_id: 'acme',
  org_role: 'member',
  iat: now,
  exp: now + 900,
  ...changes,
});
const token = (changes: Readonly<Record<string, unknown>> = {}, header?: unknown) =>
  signedToken(settings.secret, claims(changes), header);
const verify = (value: unknown, at = settings) => tokenVerifier(at, manualClock(), () => {})(value);

async function expectRefused(value: unknown, code: ErrorCode): Promise<void> {
  const error = await rejection(verify(value));
  expect(error.code).toBe(code);
  const told = JSON.stringify([error.message, error.details, String(error.cause ?? '')]);
  for (const part of typeof value === 'string' ? value.split('.').filter((piece) => piece.length > 8) : []) {
    expect(told).not.toContain(part);
  }
}

/** The same bytes in another spelling: the last character of base64url has bits nobody reads. */
function respelled(part: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(part.at(-1) ?? '');
  return part.slice(0, -1) + alphabet[last ^ 1];
}

describe('a token', () => {
  test('that is in order is a principal', async () => {
    expect(await verify(token())).toEqual({ userId: 'ada', orgId: 'acme', role: 'member', sessionId: 'session-1' });
  });

  test('without an organization is for the personal one', async () => {
    expect(await verify(token({ org_id: undefined, org_role: 'owner' }))).toMatchObject({ orgId: 'personal:ada' });
  });

  test.each([undefined, null, ''])('that is %j is missing', async (value) => {
    await expectRefused(value, 'session_missing');
  });

  test('is good for five seconds beyond its expiry, and expired after that', async () => {
    await expect(verify(token({ iat: now - 900, exp: now - 4 }))).resolves.toMatchObject({ userId: 'ada' });
    await expectRefused(token({ iat: now - 900, exp: now - 5 }), 'session_expired');
    await expectRefused(token({ iat: now - 900, exp: now - 600 }), 'session_expired');
  });

  test('that is expired and forged is forged', async () => {
    await expectRefused(signedToken('another secret', claims({ iat: now - 900, exp: now - 600 })), 'session_invalid');
  });

  test('may come from a clock that is five seconds ahead', async () => {
    await expect(verify(token({ iat: now + 5, exp: now + 900 }))).resolves.toMatchObject({ userId: 'ada' });
    await expect(verify(token({ nbf: now + 5 }))).resolves.toMatchObject({ userId: 'ada' });
  });

  test('may live for the longest time allowed', async () => {
    await expect(verify(token({ exp: now + 86_400 }))).resolves.toMatchObject({ userId: 'ada' });
  });
});

describe('a token is refused', () => {
  test.each([
    ['is not valid yet', token({ nbf: now + 6 })],
    ['was issued in the future', token({ iat: now + 6 })],
    ['is signed with another secret', signedToken('another secret that is as long as the first', claims())],
    ['is from another issuer', token({ iss: 'promptforge.example' })],
    ['has no issuer', token({ iss: undefined })],
    ['is for another audience', token({ aud: 'promptforge-admin' })],
    ['has no audience', token({ aud: undefined })],
    ['is for several audiences', token({ aud: ['promptforge', 'billing'] })],
    ['is for a list of one audience', token({ aud: ['promptforge'] })],
    ['never expires', token({ exp: undefined })],
    ['does not say since when', token({ iat: undefined })],
    ['is for nobody', token({ sub: undefined })],
    ['has no session', token({ sid: undefined })],
    ['lives too long', token({ exp: now + 86_401 })],
    ['was issued after its expiry', token({ iat: now + 4, exp: now + 3 })],
    ['has an expiry that is text', token({ exp: String(now + 900) })],
    ['has a start that is text', token({ iat: String(now) })],
    ['has a role nobody knows', token({ org_role: 'superuser' })],
    ['has no role', token({ org_role: undefined })],
    ['has a role by inheritance', token({ org_role: 'constructor' })],
    ['has a list for a role', token({ org_role: ['owner'] })],
    ['has a line feed in its subject', token({ sub: 'ada\nadmin' })],
    ['has a NUL in its session', token({ sid: 'a\u0000b' })],
    ['has a control character in its organization', token({ org_id: 'acme\u007f' })],
    ['has an empty subject', token({ sub: '' })],
    ['has a subject of 256 characters', token({ sub: 'x'.repeat(256) })],
    ['has a number for a subject', token({ sub: 42 })],
    ['has an object for an organization', token({ org_id: { id: 'acme' } })],
    ['has no organization but null', token({ org_id: '' })],
  ])('that %s', async (_what, value) => {
    await expectRefused(value, 'session_invalid');
  });

  test.each([
    ['alg none and no signature', `${token({}, { alg: 'none', typ: 'JWT' }).split('.').slice(0, 2).join('.')}.`],
    ['alg none and a signature', token({}, { alg: 'none', typ: 'JWT' })],
    ['alg None', token({}, { alg: 'None', typ: 'JWT' })],
    ['a swap to HS512', signedToken(settings.secret, claims(), { alg: 'HS512', typ: 'JWT' }, 'sha512')],
    ['a swap to RS256', token({}, { alg: 'RS256', typ: 'JWT' })],
    ['no alg', token({}, { typ: 'JWT' })],
    ['another typ', token({}, { alg: 'HS256', typ: 'at+jwt' })],
    ['no typ', token({}, { alg: 'HS256' })],
    ['a critical extension', token({}, { alg: 'HS256', typ: 'JWT', crit: ['exp'] })],
    ['an unencoded payload', token({}, { alg: 'HS256', typ: 'JWT', b64: false, crit: ['b64'] })],
    ['a header that is not JSON', signedToken(settings.secret, claims(), 'not json')],
    ['a header that is a list', signedToken(settings.secret, claims(), [])],
    ['a payload that is not JSON', signedToken(settings.secret, '{"sub":')],
    ['a payload that is null', signedToken(settings.secret, null)],
    ['a payload that is a list', signedToken(settings.secret, [claims()])],
    ['a payload that is a number', signedToken(settings.secret, 7)],
  ])('with %s', async (_what, value) => {
    await expectRefused(value, 'session_invalid');
  });

  test('when a claim was changed after it was signed', async () => {
    const [header, , signature] = token().split('.');
    const payload = Buffer.from(JSON.stringify(claims({ org_role: 'owner' }))).toString('base64url');
    await expectRefused(`${header}.${payload}.${signature}`, 'session_invalid');
  });

  test('when any of its parts is spelled in another way', async () => {
    const [header = '', payload = '', signature = ''] = token().split('.');
    // 32 bytes of signature leave two unread bits in its last character.
    expect(Buffer.from(respelled(signature), 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
    for (const spelled of [
      `${header}.${payload}.${respelled(signature)}`,
      `${header}.${payload}.${signature}=`,
      `${header}=.${payload}.${signature}`,
      `${header}.${payload}=.${signature}`,
      `${header}.${payload}.${signature} `,
      ` ${header}.${payload}.${signature}`,
      `${header}.${payload}\n.${signature}`,
      `${header}.${payload}.${Buffer.from(signature, 'base64url').toString('base64')}`,
    ]) {
      await expectRefused(spelled, 'session_invalid');
    }
  });

  test('when it has any other number of parts than three', async () => {
    const [header, payload, signature] = token().split('.');
    for (const parts of [
      [header],
      [header, payload],
      [header, payload, signature, signature],
      [header, payload, signature, signature, signature],
      [header, payload, ''],
      ['', payload, signature],
    ]) {
      await expectRefused(parts.join('.'), 'session_invalid');
    }
  });

  test('when it is larger than 8 KB, though it was signed by us', async () => {
    const sized = (length: number) => token({ filler: 'x'.repeat(length) });
    const fits = sized(5_700);
    expect(fits.length).toBeLessThanOrEqual(8_192);
    await expect(verify(fits)).resolves.toMatchObject({ userId: 'ada' });
    const large = sized(6_100);
    expect(large.length).toBeGreaterThan(8_192);
    await expectRefused(large, 'session_invalid');
  });

  test.each([42, true, {}, [], Symbol('token'), () => token(), new String(token())])('when it is %o', async (value) => {
    await expectRefused(value, 'session_invalid');
  });

  test('with one message for every claim, so that it tells a forger nothing', async () => {
    const messages = await Promise.all(
      [
        signedToken('another secret', claims()),
        token({ iss: 'x' }),
        token({ aud: 'x' }),
        token({ sub: undefined }),
      ].map(async (value) => (await rejection(verify(value))).message),
    );
    expect(new Set(messages).size).toBe(1);
  });
});
