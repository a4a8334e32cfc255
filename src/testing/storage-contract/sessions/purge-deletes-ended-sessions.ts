import assert from 'node:assert/strict';
import type { NewLoginSession, Storage } from '../../../storage.js';
import { dayMs, hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { newUser } from '../fixtures/new-user.js';
import { newLoginSession, openSession, rotation } from './new-login-session.js';

async function purgeAll({ sessions }: Storage, before: number): Promise<void> {
  while ((await sessions.purge({ before, limit: 100 })) > 0);
}

export const purgeDeletesEndedSessions: readonly ContractSpec[] = [
  {
    promise: 'a purge deletes sessions of everybody that ended before an instant, those that ended first first',
    async verify({ storage, scope, clock }) {
      const { sessions } = storage;
      // By then every session of an earlier test has ended.
      clock.advance(60 * dayMs);
      await purgeAll(storage, clock.now() + 1);
      const lasting = newLoginSession(newUser(), { idleTimeoutMs: null });
      const idle = newLoginSession(newUser(), { idleTimeoutMs: minuteMs });
      const expired = newLoginSession(newUser(), { lifetimeMs: 2 * minuteMs });
      const revoked = newLoginSession(newUser());
      for (const session of [revoked, expired, idle, lasting]) await openSession(storage, scope, session);
      clock.advance(3 * minuteMs);
      await sessions.revoke(revoked, revoked.id, { reason: 'signed out', denyForMs: null });

      const left = async (opened: readonly NewLoginSession[]) => {
        const found = await Promise.all(opened.map((session) => sessions.get(session, session.id)));
        return found.map((session) => session !== null);
      };
      const all = [idle, expired, revoked, lasting];
      assert.equal(await sessions.purge({ before: clock.now(), limit: 1 }), 1);
      assert.deepEqual(await left(all), [false, true, true, true]);
      assert.equal(await sessions.purge({ before: clock.now(), limit: 10 }), 1, 'one ended at that very instant');
      assert.deepEqual(await left(all), [false, false, true, true]);
      assert.equal(await sessions.purge({ before: clock.now() + 1, limit: 10 }), 1);
      assert.equal(await sessions.purge({ before: clock.now() + 1, limit: 10 }), 0);
      assert.deepEqual(await left(all), [false, false, false, true]);
      for (const { tokenHash } of [idle, expired, revoked]) {
        assertOutcome(await sessions.rotate(rotation(tokenHash)), 'unknown');
      }
      assertOutcome(await sessions.rotate(rotation(lasting.tokenHash)), 'rotated');
    },
  },
  {
    promise: 'a purge leaves sessions that live, whatever instant it is given and however long ago they were opened',
    async verify({ storage, scope, clock }) {
      const opened = newLoginSession(newUser(), { idleTimeoutMs: hourMs });
      await openSession(storage, scope, opened);
      clock.advance(hourMs - 1);
      const next = rotation(opened.tokenHash);
      const { session } = assertOutcome(await storage.sessions.rotate(next), 'rotated');
      clock.advance(hourMs - 1);
      await purgeAll(storage, clock.now() + 365 * dayMs);
      assert.deepEqual(await storage.sessions.get(opened, opened.id), session);
      assertOutcome(await storage.sessions.rotate(rotation(next.nextHash)), 'rotated');
    },
  },
];
