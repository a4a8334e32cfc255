import assert from 'node:assert/strict';
import { isAtLeast, roles } from '../../../storage.js';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { adaAndBob, invite, newInvitation } from './new-invitation.js';

const all = { limit: 100, after: null };

export const invitationsAreAcceptedOnce: readonly ContractSpec[] = [
  {
    promise: 'of 20 people who accept one invitation at once exactly one becomes a member',
    async verify({ storage, scope, clock }) {
      await adaAndBob(storage, scope);
      const { secretHash, invitation } = await invite(storage, scope, { role: 'viewer' });
      clock.advance(minuteMs);
      const answers = await inParallel(20, (index) =>
        storage.invitations.accept(scope, { secretHash, userId: `u${index}`, seats: null }),
      );
      assert.deepEqual(countOutcomes(answers), { accepted: 1, used: 19 });
      const userId = `u${answers.findIndex(({ outcome }) => outcome === 'accepted')}`;
      const member = { userId, role: 'viewer', joinedAt: clock.now() };
      assert.deepEqual(
        answers.find(({ outcome }) => outcome === 'accepted'),
        { outcome: 'accepted', member },
      );
      const { items } = await storage.organizations.members(scope, all);
      assert.deepEqual(items[2], member);
      const accepted = { ...invitation, acceptedAt: clock.now(), acceptedBy: userId };
      assert.deepEqual(await storage.invitations.find(secretHash), accepted);
    },
  },
  {
    promise: 'of 20 invitations that are accepted at once as many are as there are seats, and the others stay good',
    async verify({ storage, scope }) {
      await adaAndBob(storage, scope);
      const made = await Promise.all(Array.from({ length: 20 }, () => invite(storage, scope)));
      const accept = (index: number, seats: number | null) =>
        storage.invitations.accept(scope, { secretHash: made[index]?.secretHash ?? '', userId: `u${index}`, seats });
      const answers = await inParallel(20, (index) => accept(index, 5));
      assert.deepEqual(countOutcomes(answers), { accepted: 3, no_seat: 17 });
      const waiting = answers.findIndex(({ outcome }) => outcome === 'no_seat');
      assert.equal((await accept(waiting, 6)).outcome, 'accepted');
      assert.equal((await storage.organizations.members(scope, all)).items.length, 6);
    },
  },
  {
    promise: 'who is a member already uses up no invitation',
    async verify({ storage, scope }) {
      await adaAndBob(storage, scope, 'viewer');
      const { secretHash, invitation } = await invite(storage, scope, { role: 'owner' });
      const answer = await storage.invitations.accept(scope, { secretHash, userId: 'bob', seats: null });
      assert.deepEqual(answer, { outcome: 'exists' });
      assert.deepEqual(await storage.invitations.find(secretHash), invitation);
      assert.equal((await storage.organizations.members(scope, all)).items[1]?.role, 'viewer');
    },
  },
  {
    promise: 'an invitation expires by the clock of the storage, at the instant itself, and is no good once revoked',
    async verify({ storage, scope, clock }) {
      await adaAndBob(storage, scope);
      const [late, inTime] = [await invite(storage, scope), await invite(storage, scope)];
      const revoked = await invite(storage, scope, { lifetimeMs: 100 * minuteMs });
      const accept = async ({ secretHash }: { readonly secretHash: string }, userId: string) =>
        (await storage.invitations.accept(scope, { secretHash, userId, seats: null })).outcome;
      const revoking = await inParallel(10, () => storage.invitations.revoke(scope, revoked.invitation.id));
      assert.equal(revoking.filter((isRevoked) => isRevoked).length, 1);
      assert.equal((await storage.invitations.find(revoked.secretHash))?.revokedAt, clock.now());
      assert.equal(await accept(revoked, 'u0'), 'revoked');
      clock.moveTo(late.invitation.expiresAt - 1);
      assert.equal(await accept(inTime, 'u1'), 'accepted');
      clock.advance(1);
      assert.equal(await accept(late, 'u2'), 'expired');
      assert.equal(await accept({ secretHash: newInvitation().secretHash }, 'u3'), 'unknown');
      assert.equal(await storage.invitations.revoke(scope, inTime.invitation.id), false, 'it was accepted');
    },
  },
  {
    promise: 'nobody invites to more than they are, and an invitation is worth no more than whoever made it is now',
    async verify({ storage, scope }) {
      await adaAndBob(storage, scope);
      for (const bob of roles) {
        await storage.organizations.setMember(scope, { userId: 'bob', role: bob });
        for (const role of roles) {
          const answer = await storage.invitations.create(scope, newInvitation({ invitedBy: 'bob', role }));
          assert.equal(answer.outcome, isAtLeast(bob, role) ? 'created' : 'not_allowed', `${bob} invites ${role}`);
        }
      }
      const stranger = await storage.invitations.create(scope, newInvitation({ invitedBy: 'eve', role: 'viewer' }));
      assert.deepEqual(stranger, { outcome: 'not_allowed' });

      await storage.organizations.setMember(scope, { userId: 'bob', role: 'admin' });
      const { secretHash } = await invite(storage, scope, { invitedBy: 'bob', role: 'admin' });
      const acceptance = { secretHash, userId: 'eve', seats: null };
      await storage.organizations.setMember(scope, { userId: 'bob', role: 'member' });
      assert.deepEqual(await storage.invitations.accept(scope, acceptance), { outcome: 'void' });
      await storage.organizations.removeMember(scope, 'bob');
      assert.deepEqual(await storage.invitations.accept(scope, acceptance), { outcome: 'void' });
      await storage.organizations.setMember(scope, { userId: 'bob', role: 'owner' });
      assert.equal((await storage.invitations.accept(scope, acceptance)).outcome, 'accepted');
    },
  },
];
