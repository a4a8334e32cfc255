import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { allPages } from '../fixtures/all-pages.js';
import { newUser } from '../fixtures/new-user.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';

export const membersAreListedById: readonly ContractSpec[] = [
  {
    promise: 'members are listed by the bytes of their ids, whatever these hold, on pages of any length',
    async verify({ storage: { organizations }, scope }) {
      await organizations.save(scope, { name: 'Acme' }, 0);
      const userIds = [...idsOfAllKinds, ...unusualText];
      for (const userId of userIds) await organizations.setMember(scope, { userId, role: 'member' });
      for (const limit of [1, 7, userIds.length, 100]) {
        const members = await allPages(limit, (page) => organizations.members(scope, page));
        assert.deepEqual(
          members.map(({ userId }) => userId),
          sortedByBytes(userIds),
        );
      }
    },
  },
  {
    promise: 'paging shows every member who stays once, while others come and go',
    async verify({ storage: { organizations }, scope }) {
      await organizations.save(scope, { name: 'Acme' }, 0);
      const staying = Array.from({ length: 9 }, (_, index) => `m${index}`);
      for (const userId of staying) await organizations.setMember(scope, { userId, role: 'member' });
      let round = 0;
      const seen = await allPages(
        2,
        (page) => organizations.members(scope, page),
        async () => {
          await organizations.removeMember(scope, `a${round}`);
          round += 1;
          await organizations.setMember(scope, { userId: `a${round}`, role: 'member' });
        },
      );
      assert.deepEqual(
        seen.map(({ userId }) => userId),
        staying,
      );
    },
  },
  {
    promise: 'the organizations of a person are listed by their ids, with names and roles of now',
    async verify({ storage: { organizations }, scope, clock }) {
      const [user, other] = [newUser(), newUser()];
      const orgIds = idsOfAllKinds.map((id) => `${id} ${scope.orgId}`);
      assert.deepEqual(await organizations.membershipsOf(user), []);
      for (const orgId of orgIds) {
        await organizations.save({ orgId }, { name: 'before' }, 0);
        await organizations.setMember({ orgId }, { userId: user.userId, role: 'viewer' });
        await organizations.setMember({ orgId }, { userId: user.userId, role: 'admin' });
        await organizations.setMember({ orgId }, { userId: other.userId, role: 'owner' });
        await organizations.save({ orgId }, { name: orgId }, 1);
      }
      const joinedAt = clock.now();
      assert.deepEqual(
        await organizations.membershipsOf(user),
        sortedByBytes(orgIds).map((orgId) => ({ orgId, name: orgId, role: 'admin', joinedAt })),
      );
      for (const orgId of orgIds) assert.equal(await organizations.eraseUser({ orgId }, user.userId), 1);
      assert.deepEqual(await organizations.membershipsOf(user), []);
      assert.equal((await organizations.membershipsOf(other)).length, orgIds.length);
    },
  },
];
