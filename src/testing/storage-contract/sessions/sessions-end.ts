import assert from 'node:assert/strict';
import { sessionEnding } from '../../../storage.js';
import { dayMs, hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { newUser } from '../fixtures/new-user.js';
import { newLoginSession, newTokenHash, openSession, rotation } from './new-login-session.js';

export const sessionsEnd: readonly ContractSpec[] = [
  {
    promise: 'a session expires by the clock of the storage, at the instant itself, however much it was used',
    async verify({ storage, scope, clock }) {
      for (const idleTimeoutMs of [null, hourMs]) {
        const opened = newLoginSession(newUser(), { lifetimeMs: hourMs, idleTimeoutMs });
        await openSession(storage, scope, opened);
        clock.advance(hourMs - 1);
        const used = rotation(opened.tokenHash);
        const { session } = assertOutcome(await storage.sessions.rotate(used), 'rotated');
        clock.advance(1);
        const late = rotation(used.nextHash, { lifetimeMs: dayMs });
        assert.deepEqual(await storage.sessions.rotate(late), { outcome: 'expired', session });
        assert.deepEqual(await storage.sessions.get(opened, opened.id), session, 'nothing was changed');
        assert.deepEqual(await storage.sessions.rotate(rotation(late.nextHash)), { outcome: 'unknown' });
        assert.equal(sessionEnding(session, clock.now()), 'expired');
      }
    },
  },
  {
    promise: 'a session ends when it was not used for its idle time, counted from its last use',
    async verify({ storage, scope, clock }) {
      const opened = newLoginSession(newUser(), { idleTimeoutMs: hourMs });
      await openSession(storage, scope, opened);
      let presented = opened.tokenHash;
      for (let use = 0; use < 3; use += 1) {
        clock.advance(hourMs - 1);
        const next = rotation(presented);
        assertOutcome(await storage.sessions.rotate(next), 'rotated');
        presented = next.nextHash;
      }
      const session = await storage.sessions.get(opened, opened.id);
      clock.advance(hourMs);
      assert.deepEqual(await storage.sessions.rotate(rotation(presented)), { outcome: 'idle', session });
      assert.equal(session === null ? null : sessionEnding(session, clock.now()), 'idle');
    },
  },
  {
    promise: 'a session that has ended in several ways is revoked first, expired next, and idle last',
    async verify({ storage, scope, clock }) {
      const user = newUser();
      const opened = newLoginSession(user, { lifetimeMs: hourMs, idleTimeoutMs: 1 });
      await openSession(storage, scope, opened);
      clock.advance(hourMs);
      assertOutcome(await storage.sessions.rotate(rotation(opened.tokenHash)), 'expired');
      assert.equal(await storage.sessions.revoke(user, opened.id, { reason: 'late', denyForMs: null }), true);
      assertOutcome(await storage.sessions.rotate(rotation(opened.tokenHash)), 'revoked');
    },
  },
  {
    promise: 'a session is revoked once, with the time and the reason of the first who did',
    async verify({ storage, scope, clock }) {
      const user = newUser();
      const opened = newLoginSession(user);
      const session = await openSession(storage, scope, opened);
      clock.advance(hourMs);
      const answers = await inParallel(10, () =>
        storage.sessions.revoke(user, opened.id, { reason: `it's "over"`, denyForMs: null }),
      );
      assert.equal(answers.filter((revoked) => revoked).length, 1);
      const revoked = { ...session, revokedAt: clock.now(), revokedReason: `it's "over"` };
      clock.advance(1);
      assert.equal(await storage.sessions.revoke(user, opened.id, { reason: 'again', denyForMs: null }), false);
      assert.equal(
        await storage.sessions.revokeUser(user, {
          orgId: null,
          createdBefore: null,
          reason: 'again',
          denyForMs: dayMs,
        }),
        0,
      );
      assert.deepEqual(await storage.sessions.get(user, opened.id), revoked);
      assert.deepEqual(await storage.sessions.rotate(rotation(opened.tokenHash)), {
        outcome: 'revoked',
        session: revoked,
      });
      assert.equal(await storage.sessions.revoke(user, 'nothing', { reason: 'none', denyForMs: null }), false);
    },
  },
  {
    promise: 'the sessions of a user are revoked all at once, or those created before an instant',
    async verify({ storage, scope, clock }) {
      const user = newUser();
      const opened = [];
      for (const tenant of [scope, newTenant(), scope]) {
        const session = newLoginSession(user);
        await openSession(storage, tenant, session);
        opened.push(session);
        clock.advance(hourMs);
      }
      const third = clock.now() - hourMs;
      const reason = 'password changed';
      assert.equal(
        await storage.sessions.revokeUser(user, { orgId: null, createdBefore: third, reason, denyForMs: dayMs }),
        2,
      );
      const outcomes = await Promise.all(opened.map(({ tokenHash }) => storage.sessions.rotate(rotation(tokenHash))));
      assert.deepEqual(
        outcomes.map(({ outcome }) => outcome),
        ['revoked', 'revoked', 'rotated'],
      );
      assert.equal(
        await storage.sessions.revokeUser(user, { orgId: null, createdBefore: null, reason, denyForMs: dayMs }),
        1,
      );
      assert.equal((await storage.sessions.get(user, opened[2]?.id ?? ''))?.revokedReason, reason);
    },
  },
  {
    promise: 'no token outlives a revocation, however many are replaced at that moment',
    async verify({ storage, scope }) {
      const user = newUser();
      const opened = newLoginSession(user);
      await openSession(storage, scope, opened);
      const rotations = Array.from({ length: 20 }, () => rotation(opened.tokenHash));
      await Promise.all(
        rotations.map((each, index) =>
          index === 10
            ? storage.sessions.revoke(user, opened.id, { reason: 'signed out', denyForMs: null })
            : storage.sessions.rotate(each),
        ),
      );
      const after = await Promise.all(rotations.map(({ nextHash }) => storage.sessions.rotate(rotation(nextHash))));
      assert.equal(countOutcomes(after).rotated, undefined);
    },
  },
  {
    promise: 'a user neither sees nor ends the sessions of another, whatever they are called',
    async verify({ storage, scope }) {
      const { sessions } = storage;
      const [user, stranger] = [newUser(), newUser()];
      const opened = newLoginSession(user);
      const session = await openSession(storage, scope, opened);
      assert.equal(await sessions.get(stranger, opened.id), null);
      assert.deepEqual(await sessions.list(stranger, { limit: 5, after: null }), { items: [], next: null });
      assert.equal(await sessions.revoke(stranger, opened.id, { reason: 'theft', denyForMs: null }), false);
      assert.equal(
        await sessions.revokeUser(stranger, { orgId: null, createdBefore: null, reason: 'theft', denyForMs: dayMs }),
        0,
      );
      assert.equal(await sessions.eraseUser(scope, stranger.userId), 0);
      assert.equal(await sessions.eraseUser(newTenant(), user.userId), 0);
      const namesake = newLoginSession(stranger, { id: opened.id });
      assertOutcome(await sessions.create(scope, namesake), 'created');
      await sessions.revoke(stranger, opened.id, { reason: 'own', denyForMs: null });
      assert.deepEqual(await sessions.get(user, opened.id), session);
      assertOutcome(await sessions.rotate(rotation(opened.tokenHash)), 'rotated');
    },
  },
  {
    promise: 'erasing a user deletes their sessions in the organization with every token, and in no other',
    async verify({ storage, scope, clock }) {
      const user = newUser();
      const elsewhere = newLoginSession(user);
      const own = [newLoginSession(user), newLoginSession(user)];
      await openSession(storage, newTenant(), elsewhere);
      for (const session of own) await openSession(storage, scope, session);
      await storage.sessions.revoke(user, own[0]?.id ?? '', { reason: 'signed out', denyForMs: null });
      clock.advance(1);
      assert.equal(await storage.sessions.eraseUser(scope, user.userId), 2);
      assert.equal(await storage.sessions.eraseUser(scope, user.userId), 0);
      for (const { id, tokenHash } of own) {
        assert.equal(await storage.sessions.get(user, id), null);
        assertOutcome(await storage.sessions.rotate(rotation(tokenHash)), 'unknown');
      }
      assertOutcome(await storage.sessions.rotate(rotation(elsewhere.tokenHash)), 'rotated');
      const reopened = newLoginSession(user, { tokenHash: own[0]?.tokenHash ?? newTokenHash() });
      assertOutcome(await storage.sessions.create(scope, reopened), 'created');
    },
  },
];
