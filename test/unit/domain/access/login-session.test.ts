import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isSessionTime,
  isTokenHash,
  type LoginSession,
  sessionEnding,
  sessionEndsAt,
} from '../../../../src/domain/access/login-session.js';

const session: LoginSession = {
  id: 'session',
  userId: 'ada',
  orgId: 'acme',
  role: 'member',
  device: null,
  createdAt: 1_000,
  lastUsedAt: 2_000,
  expiresAt: 10_000,
  idleTimeoutMs: 3_000,
  revokedAt: null,
  revokedReason: null,
};

describe('a session', () => {
  test.each([
    [{}, 4_999, null],
    [{}, 5_000, 'idle'],
    [{}, 10_000, 'expired'],
    [{ idleTimeoutMs: null }, 9_999, null],
    [{ idleTimeoutMs: null }, 10_000, 'expired'],
    [{ idleTimeoutMs: 0 }, 2_000, 'idle'],
    [{ revokedAt: 3_000 }, 3_000, 'revoked'],
    [{ revokedAt: 3_000 }, 20_000, 'revoked'],
  ] as const)('with %j has at %i ended as %s', (changes, now, ending) => {
    expect(sessionEnding({ ...session, ...changes }, now)).toBe(ending);
  });

  test('has ended from the instant on at which it ends, and lives before', () => {
    const instant = fc.nat({ max: 1_000 });
    const ends = fc.record({
      lastUsedAt: instant,
      expiresAt: instant,
      idleTimeoutMs: fc.option(instant),
    });
    fc.assert(
      fc.property(ends, instant, (fields, now) => {
        const lived = { ...session, ...fields };
        expect(sessionEnding(lived, now) !== null).toBe(sessionEndsAt(lived) <= now);
      }),
    );
  });

  test('that was revoked ended then, unless it had ended before', () => {
    expect(sessionEndsAt({ ...session, revokedAt: 3_000 })).toBe(3_000);
    expect(sessionEndsAt({ ...session, revokedAt: 9_000 })).toBe(5_000);
  });
});

test('only SHA-256 in lower-case hexadecimal is a hash of a token', () => {
  expect(isTokenHash('0123456789abcdef'.repeat(4))).toBe(true);
  for (const text of ['', 'a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), 'g'.repeat(64), `${'a'.repeat(64)}\n`]) {
    expect(isTokenHash(text)).toBe(false);
  }
});

test('a session lives and waits for whole milliseconds, up to a hundred years', () => {
  for (const ms of [0, 1, 30 * 86_400_000, 100 * 365 * 86_400_000]) expect(isSessionTime(ms)).toBe(true);
  for (const ms of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 100 * 365 * 86_400_000 + 1]) {
    expect(isSessionTime(ms)).toBe(false);
  }
});
