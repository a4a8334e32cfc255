import { expect, onTestFinished, test } from 'vitest';
import { PromptForgeError } from '../../src/errors/promptforge-error.js';
import { tokenVerifier } from '../../src/session/token-verifier.js';
import { settingsOf, signedBy, signingKey, startKeyServer } from '../fixtures/issuer.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { amount } from './amount.js';

const seeds = amount('ROUNDS', 1);
const size = amount('SIZE', 5_000);
const algorithms = ['ES256', 'RS256', 'EdDSA'] as const;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n\u0000é"{}';

/** mulberry32: the same numbers for a seed, everywhere. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A token with one thing or several done to it, which may leave it as it was. */
function changed(token: string, others: readonly string[], below: (limit: number) => number): string {
  const at = () => below(token.length);
  const letter = () => alphabet[below(alphabet.length)] ?? '';
  const parts = token.split('.');
  const part = below(3);
  const text = Buffer.from(parts[part] ?? '', 'base64url');
  const put = (bytes: Uint8Array) => parts.with(part, Buffer.from(bytes).toString('base64url')).join('.');
  const from = at();
  const changes: readonly (() => string)[] = [
    () => token.slice(0, from) + letter() + token.slice(from + 1),
    () => token.slice(0, from) + letter() + token.slice(from),
    () => token.slice(0, from) + token.slice(from + 1 + below(4)),
    () => token.slice(0, from) + token.slice(below(from + 1)),
    () => put(text.map((byte, index) => (index === from % text.length ? byte ^ (1 << below(8)) : byte))),
    () => put(Buffer.concat([text, Buffer.from([below(256)])])),
    () => put(text.subarray(0, below(text.length))),
    () => put(Buffer.from(text.toString('latin1').replace(/"(\w+)":/, '"$1":1,"$1":'), 'latin1')),
    () => put(Buffer.from(text.toString('latin1').replace(/\d/, String(below(10))), 'latin1')),
    () => parts.with(part, others[below(others.length)]?.split('.')[part] ?? '').join('.'),
    () => parts.with(part, parts[below(3)] ?? '').join('.'),
    () => token.toLowerCase(),
  ];
  const result = changes[below(changes.length)]?.() ?? token;
  return below(4) === 0 && result.split('.').length === 3 ? changed(result, others, below) : result;
}

test('no changed token is a session, and each is refused by a typed error', {
  timeout: 180_000 + size * 6,
}, async () => {
  const keys = await Promise.all(algorithms.map((alg) => signingKey(alg)));
  const server = await startKeyServer(keys.map(({ jwk }) => jwk));
  onTestFinished(server.stop);
  const clock = manualClock();
  const now = clock.now() / 1_000;
  const settings = settingsOf({ jwks: server.url, issuer: 'https://id.example', audience: 'api' });
  const claimsOf = (sub: string) => ({ iss: 'https://id.example', aud: 'api', sub, iat: now, exp: now + 900 });
  const originals = await Promise.all(keys.flatMap((key) => ['ada', 'bob'].map((sub) => signedBy(key, claimsOf(sub)))));
  const table: object[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const below = numbersFrom(seed);
    const codes: Record<string, number> = {};
    let same = 0;
    const verify = tokenVerifier(settings, clock, () => {});
    for (const token of originals) await verify(token);
    for (let index = 0; index < size; index += 1) {
      const token = changed(originals[index % originals.length] ?? '', originals, below);
      const outcome = await verify(token).then(
        () => 'accepted',
        (error: unknown) => (PromptForgeError.is(error) ? error.code : `untyped ${String(error)}`),
      );
      if (originals.includes(token)) {
        expect(outcome).toBe('accepted');
        same += 1;
      } else {
        codes[outcome] = (codes[outcome] ?? 0) + 1;
      }
    }
    table.push({ seed, tokens: size, 'equal to an original': same, ...codes });
    const known = ['session_invalid', 'session_missing', 'session_expired'];
    expect(Object.keys(codes).filter((code) => !known.includes(code))).toEqual([]);
    expect(codes.session_invalid).toBeGreaterThan(size * 0.8);
    // Names of keys that nobody knows cost no fetch each.
    expect(server.requests).toBe(seed);
  }
  console.table(table);
});
