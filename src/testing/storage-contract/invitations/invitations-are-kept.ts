import assert from 'node:assert/strict';
import { dayMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { allPages, noCursors } from '../fixtures/all-pages.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { adaAndBob, invite, newInvitation } from './new-invitation.js';

const all = { userId: null, limit: 100, after: null };

export const invitationsAreKept: readonly ContractSpec[] = [
  {
    promise: 'an invitation is stored whole, without its secret, and listed newest first, of all or of one user',
    async verify({ storage, scope, clock }) {
      const { invitations } = storage;
      await adaAndBob(storage, scope);
      const made = [];
      for (let index = 0; index < 7; index += 1) {
        const invitedBy = index % 2 === 0 ? 'ada' : 'bob';
        made.unshift(await invite(storage, scope, { invitedBy, email: `${index}@example.org` }));
        if (index > 2) clock.advance(minuteMs);
      }
      const [newest] = made;
      assert.ok(newest !== undefined);
      const { invitation } = newest;
      assert.deepEqual(invitation, {
        id: invitation.id,
        orgId: scope.orgId,
        email: '6@example.org',
        role: 'member',
        invitedBy: 'ada',
        createdAt: clock.now() - minuteMs,
        expiresAt: clock.now() - minuteMs + 7 * dayMs,
        acceptedAt: null,
        acceptedBy: null,
        revokedAt: null,
      });
      assert.deepEqual(await invitations.find(newest.secretHash), invitation);
      for (const limit of [1, 2, 100]) {
        const listed = await allPages(limit, (page) => invitations.list(scope, { ...page, userId: null }));
        assert.deepEqual(new Set(listed.map(({ id }) => id)).size, 7);
        assert.deepEqual(
          listed.slice(0, 3),
          made.slice(0, 3).map((one) => one.invitation),
        );
        const dates = listed.map(({ createdAt }) => createdAt);
        assert.deepEqual(
          dates,
          dates.toSorted((a, b) => b - a),
        );
      }
      await invitations.accept(scope, { secretHash: newest.secretHash, userId: 'guest', seats: null });
      const ofUser = async (userId: string) => (await invitations.list(scope, { ...all, userId })).items.length;
      assert.deepEqual(
        [await ofUser('ada'), await ofUser('bob'), await ofUser('guest'), await ofUser('eve')],
        [4, 3, 1, 0],
      );
      for (const after of noCursors) {
        await assertRejectsWith('request_invalid', () => invitations.list(scope, { ...all, after }), after);
      }
    },
  },
  {
    promise: 'a secret in plain text, a time that is none, and a secret or id that is known are rejected as internal',
    async verify({ storage, scope }) {
      await adaAndBob(storage, scope);
      const { secretHash, invitation } = await invite(storage, scope);
      const wrong = [{ secretHash: 'plain' }, { secretHash }, { id: invitation.id }, { lifetimeMs: Number.NaN }];
      for (const overrides of [...wrong, { lifetimeMs: -1 }]) {
        await assertRejectsWith('internal', () => storage.invitations.create(scope, newInvitation(overrides)));
      }
      assert.deepEqual((await storage.invitations.list(scope, all)).items, [invitation]);
    },
  },
  {
    promise: 'an organization neither sees, revokes, accepts nor erases the invitations of another',
    async verify({ storage, scope }) {
      const { invitations } = storage;
      const stranger = newTenant();
      for (const tenant of [scope, stranger]) await adaAndBob(storage, tenant);
      const { secretHash, invitation } = await invite(storage, scope);
      assert.deepEqual(await invitations.list(stranger, all), { items: [], next: null });
      assert.equal(await invitations.revoke(stranger, invitation.id), false);
      const acceptance = { secretHash, userId: 'eve', seats: null };
      assert.deepEqual(await invitations.accept(stranger, acceptance), { outcome: 'unknown' });
      const victim = { userId: 'ada', emails: [invitation.email] };
      assert.equal(await invitations.eraseUser(stranger, victim), 0);
      assert.deepEqual(await invitations.find(secretHash), invitation);
      assert.equal((await storage.organizations.members(stranger, all)).items.length, 2);
    },
  },
  {
    promise: 'erasing a user deletes the invitations they have made, accepted, or were sent, and no other',
    async verify({ storage, scope }) {
      const { invitations } = storage;
      await adaAndBob(storage, scope);
      const accepted = await invite(storage, scope);
      await invitations.accept(scope, { secretHash: accepted.secretHash, userId: 'bob2', seats: null });
      await invite(storage, scope, { invitedBy: 'bob' });
      await invite(storage, scope, { email: 'Bob@Example.org' });
      const other = await invite(storage, scope, { email: 'rob@example.org' });
      assert.equal(await invitations.eraseUser(scope, { userId: 'bob2', emails: [] }), 1);
      assert.equal(
        await invitations.eraseUser(scope, { userId: 'bob', emails: ['x@example.org', 'bOB@example.ORG'] }),
        2,
      );
      assert.equal(await invitations.eraseUser(scope, { userId: 'bob', emails: ['bob@example.org'] }), 0);
      assert.deepEqual((await invitations.list(scope, all)).items, [other.invitation]);
    },
  },
  {
    promise: 'purging deletes invitations that ended before an instant, those that ended first first, and no others',
    async verify({ storage, scope, clock }) {
      const { invitations } = storage;
      await adaAndBob(storage, scope);
      const expiring = await invite(storage, scope, { lifetimeMs: 2 * minuteMs });
      const revoked = await invite(storage, scope, { lifetimeMs: dayMs });
      const pending = await invite(storage, scope, { lifetimeMs: dayMs });
      await invitations.revoke(scope, revoked.invitation.id);
      clock.advance(5 * minuteMs);
      const isThere = async ({ secretHash }: { readonly secretHash: string }) =>
        (await invitations.find(secretHash)) !== null;
      const purgeAll = async (before: number) => {
        while ((await invitations.purge({ before, limit: 50 })) > 0);
      };
      await purgeAll(revoked.invitation.createdAt);
      assert.deepEqual([await isThere(expiring), await isThere(revoked)], [true, true]);
      assert.equal(await invitations.purge({ before: clock.now(), limit: 1 }), 1);
      assert.deepEqual([await isThere(expiring), await isThere(revoked)], [true, false]);
      await purgeAll(clock.now());
      assert.deepEqual([await isThere(expiring), await isThere(pending)], [false, true]);
    },
  },
];
