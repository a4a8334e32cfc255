import assert from 'node:assert/strict';
import { dayMs, hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { newUser } from '../fixtures/new-user.js';
import { newLoginSession, openSession, rotation } from './new-login-session.js';

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export const sessionDaysAddUp: readonly ContractSpec[] = [
  {
    promise: 'what becomes of sessions is counted on its UTC day, and stays when they are purged and erased',
    async verify({ storage, scope, clock }) {
      const { sessions } = storage;
      clock.advance(60 * dayMs);
      const today = Math.floor(clock.now() / dayMs) * dayMs;
      const range = { from: today, to: today + 2 * dayMs };
      const [user, other] = [newUser(), newUser()];
      const opened = [user, user, user, other].map((each) => newLoginSession(each, { idleTimeoutMs: null }));
      const [first, second, third] = opened;
      if (first === undefined || second === undefined || third === undefined) throw new Error('four were opened');
      for (const session of opened) await openSession(storage, scope, session);
      await sessions.create(scope, first);
      for (const { tokenHash } of [first, second]) {
        assertOutcome(await sessions.rotate(rotation(tokenHash, { graceMs: 0 })), 'rotated');
      }
      assertOutcome(await sessions.rotate(rotation(first.tokenHash, { graceMs: 0 })), 'reused');
      assertOutcome(await sessions.rotate(rotation(first.tokenHash, { graceMs: 0 })), 'revoked');
      await sessions.revoke(user, second.id, { reason: 'over', denyForMs: hourMs });
      await sessions.revoke(user, second.id, { reason: 'over', denyForMs: hourMs });
      await sessions.revoke(user, 'foreign', { reason: 'over', denyForMs: hourMs });
      const counted = { day: dayOf(today), created: 4, refreshed: 2, revoked: 2, reused: 1 };
      assert.deepEqual((await sessions.statistics(range)).days, [counted]);

      clock.moveTo(today + dayMs);
      await sessions.revokeUser(user, { orgId: null, createdBefore: null, reason: 'over', denyForMs: hourMs });
      const next = { day: dayOf(today + dayMs), created: 0, refreshed: 0, revoked: 1, reused: 0 };
      await sessions.purge({ before: clock.now() + 1, limit: 100 });
      await sessions.eraseUser(scope, other.userId);
      assert.deepEqual((await sessions.statistics(range)).days, [counted, next]);
      assert.deepEqual((await sessions.statistics({ ...range, to: today + dayMs })).days, [counted]);
      assert.deepEqual((await sessions.statistics({ ...range, to: today + dayMs + 1 })).days, [counted, next]);
      assert.deepEqual((await sessions.statistics({ ...range, from: today + dayMs - 1 })).days, [counted, next]);
      assert.deepEqual((await sessions.statistics({ ...range, from: today + dayMs })).days, [next]);
    },
  },
  {
    promise: 'sessions that have not ended in any way are active',
    async verify({ storage, scope, clock }) {
      const { sessions } = storage;
      clock.advance(60 * dayMs);
      const range = { from: 0, to: 1 };
      const before = (await sessions.statistics(range)).active;
      const added = async () => (await sessions.statistics(range)).active - before;
      const user = newUser();
      const lasting = newLoginSession(user, { idleTimeoutMs: null });
      for (const session of [
        lasting,
        newLoginSession(user, { idleTimeoutMs: hourMs }),
        newLoginSession(user, { lifetimeMs: 2 * hourMs }),
      ]) {
        await openSession(storage, scope, session);
      }
      assert.equal(await added(), 3);
      clock.advance(hourMs);
      assert.equal(await added(), 2);
      clock.advance(hourMs);
      assert.equal(await added(), 1);
      await sessions.revoke(user, lasting.id, { reason: 'over', denyForMs: null });
      assert.equal(await added(), 0);
    },
  },
];
