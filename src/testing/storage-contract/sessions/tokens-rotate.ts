import assert from 'node:assert/strict';
import { dayMs, hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newUser } from '../fixtures/new-user.js';
import { newLoginSession, newTokenHash, openSession, rotation } from './new-login-session.js';

export const tokensRotate: readonly ContractSpec[] = [
  {
    promise: 'each rotation moves the last use on, and the end of the session only if it is told to',
    async verify({ storage, scope, clock }) {
      const opened = newLoginSession(newUser());
      const session = await openSession(storage, scope, opened);
      clock.advance(hourMs);
      const first = rotation(opened.tokenHash);
      const used = { ...session, lastUsedAt: clock.now() };
      assert.deepEqual(await storage.sessions.rotate(first), { outcome: 'rotated', session: used });
      clock.advance(hourMs);
      const answer = await storage.sessions.rotate(rotation(first.nextHash, { lifetimeMs: 40 * dayMs }));
      const extended = { ...session, lastUsedAt: clock.now(), expiresAt: clock.now() + 40 * dayMs };
      assert.deepEqual(answer, { outcome: 'rotated', session: extended });
      assert.deepEqual(await storage.sessions.get(opened, opened.id), extended);
    },
  },
  {
    promise: 'a hash that no session has is unknown, whatever it is',
    async verify({ storage: { sessions } }) {
      for (const hash of [newTokenHash(), '', 'token', '__proto__', 'constructor']) {
        assert.deepEqual(await sessions.rotate(rotation(hash)), { outcome: 'unknown' });
      }
    },
  },
  {
    promise: 'a token that was replaced within the grace is taken again, and all tokens of the session live on',
    async verify({ storage, scope, clock }) {
      const opened = newLoginSession(newUser());
      await openSession(storage, scope, opened);
      const graceMs = minuteMs;
      const first = rotation(opened.tokenHash, { graceMs });
      assertOutcome(await storage.sessions.rotate(first), 'rotated');
      clock.advance(graceMs - 1);
      const second = rotation(opened.tokenHash, { graceMs });
      assertOutcome(await storage.sessions.rotate(second), 'rotated');
      clock.advance(dayMs / 2);
      for (const { nextHash } of [first, second]) {
        assertOutcome(await storage.sessions.rotate(rotation(nextHash, { graceMs })), 'rotated');
      }
    },
  },
  {
    promise: 'the grace is counted from when the token was replaced: taking it again does not prolong it',
    async verify({ storage, scope, clock }) {
      const opened = newLoginSession(newUser());
      await openSession(storage, scope, opened);
      for (const waited of [0, 30_000, 29_999]) {
        clock.advance(waited);
        const answer = await storage.sessions.rotate(rotation(opened.tokenHash, { graceMs: minuteMs }));
        assertOutcome(answer, 'rotated');
      }
      clock.advance(1);
      assertOutcome(await storage.sessions.rotate(rotation(opened.tokenHash, { graceMs: minuteMs })), 'reused');
    },
  },
  {
    promise: 'a token that comes back after the grace revokes its session with every token, and no other session',
    async verify({ storage, scope, clock }) {
      const user = newUser();
      const opened = newLoginSession(user);
      const other = newLoginSession(user);
      const session = await openSession(storage, scope, opened);
      await openSession(storage, scope, other);
      const first = rotation(opened.tokenHash, { graceMs: 0 });
      assertOutcome(await storage.sessions.rotate(first), 'rotated');
      const second = rotation(first.nextHash, { graceMs: 0 });
      assertOutcome(await storage.sessions.rotate(second), 'rotated');
      clock.advance(minuteMs);
      const stolen = rotation(opened.tokenHash, { graceMs: minuteMs });
      const revoked = { ...session, revokedAt: clock.now(), revokedReason: 'refresh_token_reused' };
      assert.deepEqual(await storage.sessions.rotate(stolen), { outcome: 'reused', session: revoked });
      assert.deepEqual(await storage.sessions.get(user, opened.id), revoked);
      clock.advance(1);
      for (const hash of [opened.tokenHash, first.nextHash, second.nextHash]) {
        assert.deepEqual(await storage.sessions.rotate(rotation(hash)), { outcome: 'revoked', session: revoked });
      }
      assert.deepEqual(await storage.sessions.rotate(rotation(stolen.nextHash)), { outcome: 'unknown' });
      assertOutcome(await storage.sessions.rotate(rotation(other.tokenHash)), 'rotated');
    },
  },
  {
    promise: 'of 20 tabs that refresh at once within the grace every one lives on',
    async verify({ storage, scope }) {
      const opened = newLoginSession(newUser());
      await openSession(storage, scope, opened);
      const rotations = Array.from({ length: 20 }, () => rotation(opened.tokenHash, { graceMs: minuteMs }));
      const answers = await Promise.all(rotations.map((each) => storage.sessions.rotate(each)));
      assert.deepEqual(countOutcomes(answers), { rotated: 20 });
      const onward = await Promise.all(rotations.map(({ nextHash }) => storage.sessions.rotate(rotation(nextHash))));
      assert.deepEqual(countOutcomes(onward), { rotated: 20 });
    },
  },
  {
    promise: 'of 20 who present one token at once without any grace exactly one gets through, and the session ends',
    async verify({ storage, scope }) {
      const opened = newLoginSession(newUser());
      await openSession(storage, scope, opened);
      const answers = await inParallel(20, () => storage.sessions.rotate(rotation(opened.tokenHash, { graceMs: 0 })));
      assert.deepEqual(countOutcomes(answers), { rotated: 1, reused: 1, revoked: 18 });
      assert.notEqual((await storage.sessions.get(opened, opened.id))?.revokedAt, null);
    },
  },
];
