import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { authSchema } from '../../../src/auth/auth-schema.js';
import { passwordHasher } from '../../../src/auth/password-hasher.js';
import { parseScryptHash } from '../../../src/auth/scrypt-hash.js';
import { rejection } from '../../fixtures/rejection.js';

const roomy = { cost: 14, concurrency: 2, maxQueue: 10 };

test('a hash is scrypt with a salt of its own and its parameters, in the PHC string format', async () => {
  const hasher = passwordHasher(roomy);
  const [one, other] = await Promise.all([hasher.hash('a password'), hasher.hash('a password')]);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^\$scrypt\$ln=14,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  const [salt = '', hash = ''] = one.split('$').slice(3);
  const expected = scryptSync('a password', Buffer.from(salt, 'base64'), 32, { N: 2 ** 14, r: 8, p: 1 });
  expect(Buffer.from(hash, 'base64')).toEqual(expected);
  expect(await hasher.verify('a password', one)).toBe(true);
  expect(await hasher.verify('a passwore', one)).toBe(false);
  expect(await hasher.verify('a password', null)).toBe(false);
});

test('the cost is that of OWASP unless told otherwise, has a floor, and is read from the hash', async () => {
  const settings = (cost?: number) =>
    authSchema.safeParse({ sendEmail: () => {}, ...(cost === undefined ? {} : { passwordHashing: { cost } }) });
  expect(settings().data?.passwordHashing).toEqual({ cost: 17, concurrency: 2, maxQueue: 50 });
  expect([13, 14, 20, 21].map((cost) => settings(cost).success)).toEqual([false, true, true, false]);
  const [older, newer] = [passwordHasher(roomy), passwordHasher({ ...roomy, cost: 15 })];
  const hash = await older.hash('a password');
  expect([older.isOutdated(hash), newer.isOutdated(hash)]).toEqual([false, true]);
  expect(await newer.verify('a password', hash)).toBe(true);
});

test('the published cost fits the memory that is asked for', async () => {
  const hasher = passwordHasher({ ...roomy, cost: 17 });
  expect(await hasher.verify('a password', await hasher.hash('a password'))).toBe(true);
});

test.each([
  'a password',
  '$scrypt$ln=30,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=14,r=99,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=14,r=8,p=99$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=14,r=8,p=1$$',
  '$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
])('a stored text that we would never write is no hash: %s', async (text) => {
  expect(parseScryptHash(text)).toBe(null);
  expect(await rejection(passwordHasher(roomy).verify('a password', text))).toMatchObject({ code: 'internal' });
});

test('hashes are worked out in turn, and are turned away when too many wait', async () => {
  const hasher = passwordHasher({ cost: 14, concurrency: 1, maxQueue: 2 });
  const answers = await Promise.allSettled([
    hasher.hash('one'),
    // Nobody's password takes a turn as everybody's does.
    hasher.verify('two', null),
    hasher.verify('three', null),
    hasher.hash('four'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  expect(answers[3]).toMatchObject({ reason: { code: 'overloaded', retryAfterMs: 1_000 } });
  expect(await hasher.verify('five', null)).toBe(false);
});
