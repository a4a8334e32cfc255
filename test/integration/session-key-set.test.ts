import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { tokenVerifier } from '../../src/session/token-verifier.js';
import { keyServer, type SigningKey, settingsOf, signedBy, signingKey } from '../fixtures/issuer.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { rejection } from '../fixtures/rejection.js';

let first: SigningKey;
let second: SigningKey;
beforeAll(async () => {
  [first, second] = [await signingKey('ES256', 'first'), await signingKey('EdDSA', 'second')];
});

async function setup(options: object = {}, keys = [first.jwk]) {
  const server = await keyServer(keys);
  const clock = manualClock();
  const reported: string[] = [];
  const settings = settingsOf({ jwks: server.url, issuer: 'https://issuer.example', audience: 'api', ...options });
  const verify = tokenVerifier(settings, clock, (error) => reported.push(String(error)));
  const tokenOf = (key: SigningKey, changes: object = {}) => {
    const now = Math.floor(clock.now() / 1_000);
    const claims = { iss: 'https://issuer.example', aud: 'api', sub: 'ada', iat: now, exp: now + 86_400, ...changes };
    return signedBy(key, claims);
  };
  const codeOf = async (key: SigningKey, changes?: object) =>
    (await rejection(verify(await tokenOf(key, changes)))).code;
  return { server, clock, reported, verify, tokenOf, codeOf };
}

describe('a key set', () => {
  test('is fetched once, however many ask at once', async () => {
    const { server, verify, tokenOf } = await setup();
    const token = await tokenOf(first);
    const principals = await Promise.all(Array.from({ length: 50 }, () => verify(token)));
    expect(principals.every(({ userId }) => userId === 'ada')).toBe(true);
    expect(server.requests).toBe(1);
  });

  test('is asked again for a key that is new, once in a cooldown', async () => {
    const { server, clock, verify, tokenOf, codeOf } = await setup();
    await verify(await tokenOf(first));
    server.keys = [first.jwk, second.jwk];
    expect(await codeOf(second), 'the cooldown began with the first fetch').toBe('session_invalid');
    clock.advance(30_000);
    expect(await verify(await tokenOf(second))).toMatchObject({ userId: 'ada' });
    expect(server.requests).toBe(2);
  });

  test('is fetched once more under a flood of keys nobody knows', async () => {
    const { server, clock, verify, tokenOf } = await setup();
    await verify(await tokenOf(first));
    for (const round of [1, 2, 3]) {
      clock.advance(30_000);
      const flood = Array.from({ length: 200 }, (_, index) => tokenOf({ ...first, kid: `unknown-${round}-${index}` }));
      const codes = await Promise.all(
        (await Promise.all(flood)).map(async (token) => (await rejection(verify(token))).code),
      );
      expect(new Set(codes)).toEqual(new Set(['session_invalid']));
      expect(server.requests).toBe(1 + round);
    }
  });

  test('without a key any more ends what was signed with it, remembered or not, after its age', async () => {
    const { server, clock, verify, tokenOf } = await setup({}, [first.jwk, second.jwk]);
    const token = await tokenOf(first);
    await verify(token);
    server.keys = [second.jwk];
    clock.advance(299_999);
    await expect(verify(token)).resolves.toMatchObject({ userId: 'ada' });
    clock.advance(300_001);
    expect((await rejection(verify(token))).code).toBe('session_invalid');
    await expect(verify(await tokenOf(second))).resolves.toMatchObject({ userId: 'ada' });
  });

  test('is fetched ahead of its age, and nobody waits for that', async () => {
    const { server, clock, verify, tokenOf } = await setup();
    const token = await tokenOf(first);
    await verify(token);
    clock.advance(300_000);
    server.answer = () => {};
    await expect(verify(token)).resolves.toMatchObject({ userId: 'ada' });
    await expect.poll(() => server.requests).toBe(2);
  });

  test('that is empty ends everything, and the host is told', async () => {
    const { server, clock, reported, verify, tokenOf, codeOf } = await setup();
    await verify(await tokenOf(first));
    server.keys = [];
    clock.advance(600_000);
    expect(await codeOf(first)).toBe('session_invalid');
    expect(reported.join()).toContain('holds no key for ES256, RS256, EdDSA');
  });

  test.each([
    ['for encryption', { use: 'enc' }],
    ['for other operations', { key_ops: ['encrypt'] }],
    ['for another algorithm', { alg: 'ES384' }],
    ['without a name', { kid: '' }],
    ['that is private', { d: 'AAAA' }],
    ['whose point is on no curve', { x: 'AAAA' }],
  ])('lends no key %s', async (_what, change) => {
    const { codeOf } = await setup({}, [{ ...first.jwk, ...change }]);
    expect(await codeOf(first)).toBe('session_invalid');
  });

  test('lends no key of an algorithm that is not configured', async () => {
    const { codeOf } = await setup({ algorithms: ['RS256'] });
    expect(await codeOf(first)).toBe('session_invalid');
  });
});

describe('an endpoint', () => {
  test.each<[string, string, (server: Awaited<ReturnType<typeof keyServer>>) => void]>([
    [
      'that fails',
      'answered with status 500',
      (server) => {
        server.answer = (_, response) => response.writeHead(500).end();
      },
    ],
    [
      'that redirects',
      'answered with status 302',
      (server) => {
        server.answer = (request, response) =>
          request.url === '/keys'
            ? response.end(JSON.stringify({ keys: server.keys }))
            : response.writeHead(302, { location: '/keys' }).end();
      },
    ],
    [
      'that never ends',
      'larger than 131072 bytes',
      (server) => {
        server.answer = (_, response) => {
          const more = () => {
            if (response.destroyed) return;
            response.write(' '.repeat(65_536));
            setImmediate(more);
          };
          more();
        };
      },
    ],
    [
      'that answers with a page',
      'not a JSON Web Key Set',
      (server) => {
        server.answer = (_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>');
      },
    ],
    [
      'that answers with half a set',
      'not a JSON Web Key Set',
      (server) => {
        server.answer = (_, response) => response.end('{"keys":[');
      },
    ],
    [
      'that answers with something else',
      'not a JSON Web Key Set',
      (server) => {
        server.answer = (_, response) => response.end('{"keys":{}}');
      },
    ],
    [
      'that answers with more keys than anybody has',
      'not a JSON Web Key Set',
      (server) => {
        server.answer = (_, response) => response.end(JSON.stringify({ keys: Array(101).fill({}) }));
      },
    ],
    [
      'that never answers',
      'did not answer within 50 ms',
      (server) => {
        server.answer = () => {};
      },
    ],
    [
      'that hangs up',
      'could not be reached',
      (server) => {
        server.answer = (request) => request.socket.destroy();
      },
    ],
  ])('%s is a 503 that tells the operator why', async (_what, why, break_) => {
    const { server, clock, reported, verify, tokenOf } = await setup({ timeoutMs: why.includes('50 ms') ? 50 : 5_000 });
    break_(server);
    const token = await tokenOf(first);
    const error = await rejection(verify(token));
    expect(error).toMatchObject({ code: 'session_keys_unavailable', retryAfterMs: 1_000 });
    expect(reported).toEqual([expect.stringContaining(why)]);
    expect(reported[0]).toContain(server.url);
    expect(error.message).not.toContain('127.0.0.1');
    server.answer = null;
    clock.advance(1_000);
    // Where the machine is busy, a good answer may take longer.
    const patient = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal);
    onTestFinished(() => patient.mockRestore());
    await expect(verify(token), 'and is asked again').resolves.toMatchObject({ userId: 'ada' });
  });

  test('that is down is asked less and less often, never once a call', async () => {
    const { server, clock, verify, tokenOf } = await setup();
    server.answer = (_, response) => response.writeHead(503).end();
    const token = await tokenOf(first);
    const asked: number[] = [];
    for (let second = 0; second < 300; second += 1) {
      const before = server.requests;
      const errors = await Promise.all([verify(token), verify(token)].map((call) => rejection(call)));
      expect(errors.every(({ code }) => code === 'session_keys_unavailable')).toBe(true);
      if (server.requests > before) asked.push(second);
      clock.advance(1_000);
    }
    expect(asked).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
    expect(server.requests).toBe(asked.length);
  });

  test('that is down leaves a set in force for a bounded time', async () => {
    const { server, clock, verify, tokenOf, codeOf } = await setup();
    await verify(await tokenOf(first));
    server.answer = (_, response) => response.writeHead(500).end();
    clock.advance(600_000);
    for (let call = 0; call < 50; call += 1) await verify(await tokenOf(first, { sub: `user-${call}` }));
    expect(server.requests).toBe(2);
    clock.advance(3_599_999);
    await verify(await tokenOf(first));
    clock.advance(1);
    expect(await codeOf(first)).toBe('session_keys_unavailable');
  });

  test('that is down makes an unknown key a question, not a forgery', async () => {
    const { server, clock, verify, tokenOf, codeOf } = await setup();
    await verify(await tokenOf(first));
    server.answer = (_, response) => response.writeHead(500).end();
    clock.advance(30_000);
    expect(await codeOf(second)).toBe('session_keys_unavailable');
    for (let call = 0; call < 50; call += 1) await codeOf(second, { sub: `user-${call}` });
    expect(server.requests).toBe(2);
    await expect(verify(await tokenOf(first)), 'what is known stays known').resolves.toMatchObject({ userId: 'ada' });
  });

  test('is not needed by a token that could not be right anyhow', async () => {
    const { server, verify } = await setup();
    for (const token of ['x', 'a.b.c', 'e30.e30.AAAA']) await rejection(verify(token));
    expect(server.requests).toBe(0);
  });

  test('is asked again after the clock was set back', async () => {
    const { server, clock, verify, tokenOf } = await setup();
    await verify(await tokenOf(first));
    clock.advance(-3_600_000);
    await verify(await tokenOf(first));
    expect(server.requests).toBe(2);
  });
});

describe('a token that was verified', () => {
  test('is remembered, and not beyond its expiry', async () => {
    const { clock, verify, tokenOf } = await setup();
    const token = await tokenOf(first, { exp: Math.floor(clock.now() / 1_000) + 60 });
    const principal = await verify(token);
    expect(await verify(token), 'the very same').toBe(principal);
    clock.advance(60_000);
    expect(await verify(token), 'verified anew').not.toBe(principal);
    clock.advance(5_000);
    expect((await rejection(verify(token))).code).toBe('session_expired');
  });

  test('lends nothing to a token that differs by a character', async () => {
    const { verify, tokenOf } = await setup();
    const token = await tokenOf(first);
    await verify(token);
    const other = token.slice(0, -10) + (token.at(-10) === 'A' ? 'B' : 'A') + token.slice(-9);
    expect((await rejection(verify(other))).code).toBe('session_invalid');
  });
});
