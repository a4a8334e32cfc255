import assert from 'node:assert/strict';
import { roles } from '../../../storage.js';
import { hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { newUser } from '../fixtures/new-user.js';
import { newLoginSession, openSession } from './new-login-session.js';

const nothing = {
  session: null,
  isDenied: false,
  notBefore: null,
  areMembersKept: false,
  memberRole: null,
} as const;

export const standingIsOfOneMoment: readonly ContractSpec[] = [
  {
    promise: 'of a session that nobody knows the standing says nothing but the time',
    async verify({ storage, scope, clock }) {
      const standing = await storage.sessions.standing(scope, newUser(), 'unknown');
      assert.deepEqual(standing, { ...nothing, now: clock.now() });
    },
  },
  {
    promise: 'a standing has the session as it is stored, with the role it was opened with, until it is deleted',
    async verify({ storage, scope, clock }) {
      for (const role of roles) {
        const opened = newLoginSession(newUser(), { role });
        const session = await openSession(storage, scope, opened);
        assert.equal(session.role, role);
        clock.advance(hourMs);
        const known = { ...nothing, session, now: clock.now() };
        assert.deepEqual(await storage.sessions.standing(scope, opened, opened.id), known);
        await storage.sessions.revoke(opened, opened.id, { reason: 'over', denyForMs: hourMs });
        const { session: revoked } = await storage.sessions.standing(scope, opened, opened.id);
        assert.deepEqual(revoked, { ...session, revokedAt: clock.now(), revokedReason: 'over' });
        await storage.sessions.eraseUser(scope, opened.userId);
        assert.deepEqual(await storage.sessions.standing(scope, opened, opened.id), { ...known, session: null });
      }
    },
  },
  {
    promise: 'a standing knows what the user is in the organization by now, and whether members are kept at all',
    async verify({ storage, scope }) {
      const user = newUser();
      const membership = async (orgId: string) => {
        const { areMembersKept, memberRole } = await storage.sessions.standing({ orgId }, user, 'any');
        return [areMembersKept, memberRole];
      };
      await storage.organizations.save(scope, { name: 'Acme' }, 0);
      assert.deepEqual(await membership(scope.orgId), [false, null]);
      await storage.organizations.setMember(scope, { ...newUser(), role: 'owner' });
      assert.deepEqual(await membership(scope.orgId), [true, null]);
      for (const role of roles) {
        await storage.organizations.setMember(scope, { ...user, role });
        assert.deepEqual(await membership(scope.orgId), [true, role]);
        assert.deepEqual(await membership(newTenant().orgId), [false, null]);
      }
      await storage.organizations.removeMember(scope, user.userId);
      assert.deepEqual(await membership(scope.orgId), [true, null]);
    },
  },
];
