import assert from 'node:assert/strict';
import type { UserRevocation } from '../../../storage.js';
import { dayMs, hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { newUser } from '../fixtures/new-user.js';
import { newLoginSession, openSession, rotation } from './new-login-session.js';

const all: UserRevocation = { orgId: null, createdBefore: null, reason: 'over', denyForMs: hourMs };

export const sessionsAreDenied: readonly ContractSpec[] = [
  {
    promise: 'an id without a session is denied for as long as was asked, once, and to nobody else',
    async verify({ storage: { sessions }, scope, clock }) {
      const [user, stranger] = [newUser(), newUser()];
      const denied = async (of = user, id = 'foreign') => (await sessions.standing(scope, of, id)).isDenied;
      const revocation = { reason: 'over', denyForMs: hourMs };
      assert.equal(await sessions.revoke(user, 'foreign', { ...revocation, denyForMs: null }), false);
      assert.equal(await denied(), false);
      const answers = await inParallel(10, () => sessions.revoke(user, 'foreign', revocation));
      assert.equal(answers.filter((isFirst) => isFirst).length, 1);
      assert.deepEqual([await denied(), await denied(stranger), await denied(user, 'other')], [true, false, false]);
      clock.advance(minuteMs);
      assert.equal(await sessions.revoke(user, 'foreign', revocation), false, 'it was denied before');
      clock.advance(hourMs - 1);
      assert.equal(await denied(), true, 'the second call counts for longer');
      clock.advance(1);
      assert.equal(await denied(), false);
      assert.equal(await sessions.revoke(user, 'foreign', revocation), true);
      assert.equal(await denied(), true);
    },
  },
  {
    promise: 'a session that is stored is revoked, and its id is not denied beside that',
    async verify({ storage, scope }) {
      const opened = newLoginSession(newUser());
      await openSession(storage, scope, opened);
      assert.equal(await storage.sessions.revoke(opened, opened.id, { reason: 'over', denyForMs: hourMs }), true);
      assert.equal(await storage.sessions.revoke(opened, opened.id, { reason: 'over', denyForMs: hourMs }), false);
      const { isDenied, notBefore } = await storage.sessions.standing(scope, opened, opened.id);
      assert.deepEqual([isDenied, notBefore], [false, null]);
    },
  },
  {
    promise: 'revoking a user sets an instant that only moves forward, and never to a time that is still to come',
    async verify({ storage: { sessions }, scope, clock }) {
      const [user, stranger] = [newUser(), newUser()];
      const notBefore = async (of = user) => (await sessions.standing(scope, of, 'any')).notBefore;
      const began = clock.now();
      clock.advance(hourMs);
      await sessions.revokeUser(user, { ...all, createdBefore: began + minuteMs });
      assert.equal(await notBefore(), began + minuteMs);
      await sessions.revokeUser(user, { ...all, createdBefore: began });
      assert.equal(await notBefore(), began + minuteMs);
      await sessions.revokeUser(user, { ...all, createdBefore: clock.now() + dayMs });
      assert.equal(await notBefore(), clock.now());
      clock.advance(1);
      await sessions.revokeUser(user, all);
      assert.equal(await notBefore(), clock.now());
      assert.equal(await notBefore(stranger), null);
    },
  },
  {
    promise: 'revoking a user in one organization leaves the others as they are',
    async verify({ storage, scope, clock }) {
      const { sessions } = storage;
      const user = newUser();
      const elsewhere = newTenant();
      const [here, there] = [newLoginSession(user), newLoginSession(user)];
      await openSession(storage, scope, here);
      await openSession(storage, elsewhere, there);
      assert.equal(await sessions.revokeUser(user, { ...all, orgId: scope.orgId }), 1);
      assert.equal((await sessions.standing(scope, user, 'any')).notBefore, clock.now());
      assert.equal((await sessions.standing(elsewhere, user, 'any')).notBefore, null);
      assertOutcome(await sessions.rotate(rotation(here.tokenHash)), 'revoked');
      assertOutcome(await sessions.rotate(rotation(there.tokenHash)), 'rotated');
      clock.advance(1);
      assert.equal(await sessions.revokeUser(user, all), 1);
      assert.equal((await sessions.standing(scope, user, 'any')).notBefore, clock.now(), 'the later of the two counts');
    },
  },
  {
    promise: 'of sessions opened while a user is revoked each is revoked with the others, or lives on',
    async verify({ storage, scope }) {
      const user = newUser();
      const opened = Array.from({ length: 20 }, () => newLoginSession(user));
      let revoked = 0;
      await Promise.all(
        opened.map(async (session, index) => {
          await openSession(storage, scope, session);
          if (index === 10) revoked += await storage.sessions.revokeUser(user, all);
        }),
      );
      const left = await Promise.all(opened.map(({ tokenHash }) => storage.sessions.rotate(rotation(tokenHash))));
      assert.equal(left.filter(({ outcome }) => outcome === 'revoked').length, revoked);
      assert.equal(
        left.every(({ outcome }) => outcome === 'revoked' || outcome === 'rotated'),
        true,
      );
    },
  },
  {
    promise: 'erasing a user in an organization leaves what denies their tokens',
    async verify({ storage: { sessions }, scope, clock }) {
      const user = newUser();
      await sessions.revoke(user, 'foreign', { reason: 'over', denyForMs: hourMs });
      await sessions.revokeUser(user, all);
      await sessions.eraseUser(scope, user.userId);
      const { isDenied, notBefore } = await sessions.standing(scope, user, 'foreign');
      assert.deepEqual([isDenied, notBefore], [true, clock.now()]);
    },
  },
  {
    promise: 'a time that is none denies nothing, and is rejected as internal',
    async verify({ storage: { sessions }, scope }) {
      const user = newUser();
      for (const denyForMs of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
        const revoke = () => sessions.revoke(user, 'foreign', { reason: 'over', denyForMs });
        await assertRejectsWith('internal', revoke, `${denyForMs}`);
        await assertRejectsWith('internal', () => sessions.revokeUser(user, { ...all, denyForMs }), `${denyForMs}`);
      }
      const { isDenied, notBefore } = await sessions.standing(scope, user, 'foreign');
      assert.deepEqual([isDenied, notBefore], [false, null]);
    },
  },
  {
    promise: 'denials and instants are forgotten once they are over, in steps, and not before',
    async verify({ storage: { sessions }, scope, clock }) {
      // By then those of every earlier test are over.
      clock.advance(60 * dayMs);
      while ((await sessions.purgeDenials({ limit: 100 })) > 0);
      const user = newUser();
      for (const id of ['a', 'b', 'c']) await sessions.revoke(user, id, { reason: 'over', denyForMs: hourMs });
      await sessions.revokeUser(user, all);
      clock.advance(hourMs - 1);
      assert.equal(await sessions.purgeDenials({ limit: 10 }), 0);
      assert.notEqual((await sessions.standing(scope, user, 'a')).notBefore, null);
      clock.advance(1);
      assert.equal(await sessions.purgeDenials({ limit: 2 }), 3, 'two denials and an instant');
      assert.equal(await sessions.purgeDenials({ limit: 2 }), 1);
      assert.equal(await sessions.purgeDenials({ limit: 2 }), 0);
      assert.equal((await sessions.standing(scope, user, 'a')).notBefore, null);
    },
  },
];
