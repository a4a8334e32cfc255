import assert from 'node:assert/strict';
import {
  isAtLeast,
  type MemberChangeResult,
  type Role,
  roles,
  type Storage,
  type TenantScope,
} from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';

const all = { limit: 100, after: null };

async function organizationOf({ organizations }: Storage, scope: TenantScope, people: Readonly<Record<string, Role>>) {
  await organizations.save(scope, { name: 'Acme' }, 0);
  for (const [userId, role] of Object.entries(people)) await organizations.setMember(scope, { userId, role });
}

async function rolesIn({ organizations }: Storage, scope: TenantScope): Promise<Record<string, Role>> {
  const { items } = await organizations.members(scope, all);
  return Object.fromEntries(items.map(({ userId, role }) => [userId, role]));
}

/** What becomes of a change by somebody who is no owner that would be the last one. */
function expectedOutcome(actor: Role, member: Role, role: Role | null): MemberChangeResult['outcome'] {
  const isAllowed = isAtLeast(actor, member) && (role === null || isAtLeast(actor, role));
  if (!isAllowed) return 'not_allowed';
  if (role === null) return 'removed';
  return role === member ? 'unchanged' : 'changed';
}

export const membersKeepTheRules: readonly ContractSpec[] = [
  {
    promise: 'of 20 who create an organization at once one does, and is its owner',
    async verify({ storage, scope, clock }) {
      const { organizations } = storage;
      const answers = await inParallel(20, (index) => organizations.create(scope, { name: `${index}` }, `u${index}`));
      assert.deepEqual(countOutcomes(answers), { created: 1, exists: 19 });
      const winner = answers.findIndex(({ outcome }) => outcome === 'created');
      assert.deepEqual(await organizations.load(scope), { value: { name: `${winner}` }, version: 1 });
      const owner = { userId: `u${winner}`, role: 'owner', joinedAt: clock.now() };
      assert.deepEqual((await organizations.members(scope, all)).items, [owner]);
    },
  },
  {
    promise: 'of 20 people who are added at once exactly as many become members as there are seats',
    async verify({ storage, scope, clock }) {
      const { organizations } = storage;
      const member = { userId: 'u0', role: 'member', joinedAt: clock.now() } as const;
      const unknown = await organizations.addMember(scope, { userId: 'u0', role: 'member', seats: null });
      assert.deepEqual(unknown, { outcome: 'unknown_organization' });
      await organizationOf(storage, scope, { ada: 'owner' });
      const add = (index: number, seats: number | null) =>
        organizations.addMember(scope, { userId: `u${index}`, role: 'member', seats });
      assert.deepEqual(await add(0, 2), { outcome: 'added', member });
      assert.deepEqual(countOutcomes(await inParallel(20, (index) => add(index + 1, 5))), { added: 3, no_seat: 17 });
      assert.deepEqual(await add(0, 1), { outcome: 'exists', member }, 'whoever has a seat keeps it');
      assert.equal((await organizations.members(scope, all)).items.length, 5);
      assert.deepEqual(countOutcomes(await inParallel(5, (index) => add(100 + index, null))), { added: 5 });
    },
  },
  {
    promise: 'of 10 owners who leave, or are demoted, at once one remains',
    async verify({ storage, scope }) {
      for (const role of [null, 'admin'] as const) {
        const tenant = { orgId: `${scope.orgId} ${role}` };
        const owners = Array.from({ length: 10 }, (_, index) => `u${index}`);
        await organizationOf(storage, tenant, Object.fromEntries(owners.map((userId) => [userId, 'owner'])));
        const answers = await inParallel(10, (index) =>
          storage.organizations.changeMember(tenant, { actorId: `u${index}`, userId: `u${index}`, role }),
        );
        assert.deepEqual(countOutcomes(answers), { [role === null ? 'removed' : 'changed']: 9, last_owner: 1 });
        const left = Object.values(await rolesIn(storage, tenant));
        assert.equal(left.filter((one) => one === 'owner').length, 1);
      }
    },
  },
  {
    promise: 'the last owner is neither removed nor demoted, by themselves or by the host',
    async verify({ storage, scope }) {
      await organizationOf(storage, scope, { ada: 'owner', bob: 'admin' });
      for (const actorId of ['ada', null]) {
        for (const role of [null, 'admin', 'viewer'] as const) {
          const answer = await storage.organizations.changeMember(scope, { actorId, userId: 'ada', role });
          assert.deepEqual(answer, { outcome: 'last_owner' });
        }
      }
      assert.deepEqual(await rolesIn(storage, scope), { ada: 'owner', bob: 'admin' });
    },
  },
  {
    promise: 'nobody changes or removes who is more than they are, or makes anybody more than they are',
    async verify({ storage, scope }) {
      const { organizations } = storage;
      await organizationOf(storage, scope, { boss: 'owner' });
      for (const actor of roles) {
        for (const member of roles) {
          for (const role of [...roles, null]) {
            await organizations.setMember(scope, { userId: 'actor', role: actor });
            await organizations.setMember(scope, { userId: 'member', role: member });
            const answer = await organizations.changeMember(scope, { actorId: 'actor', userId: 'member', role });
            const { outcome } = answer;
            assert.equal(outcome, expectedOutcome(actor, member, role), `${actor} makes ${member} ${role}`);
            const isWritten = outcome === 'changed' || outcome === 'removed';
            const after = (await rolesIn(storage, scope)).member ?? null;
            assert.equal(after, isWritten ? role : member);
          }
        }
      }
    },
  },
  {
    promise: 'everybody may leave, strangers change nobody, and who is no member is unknown',
    async verify({ storage, scope }) {
      await organizationOf(storage, scope, { boss: 'owner', ada: 'viewer', bob: 'member' });
      const change = (actorId: string | null, userId: string, role: Role | null) =>
        storage.organizations.changeMember(scope, { actorId, userId, role });
      assert.deepEqual(await change('stranger', 'ada', null), { outcome: 'not_allowed' });
      assert.deepEqual(await change('ada', 'ada', 'admin'), { outcome: 'not_allowed' });
      assert.deepEqual(await change('stranger', 'stranger', null), { outcome: 'unknown_member' });
      assert.deepEqual(await change('boss', 'nobody', 'viewer'), { outcome: 'unknown_member' });
      assert.deepEqual(await change('ada', 'ada', null), { outcome: 'removed' });
      assert.deepEqual(await change(null, 'bob', 'owner'), { outcome: 'changed' });
      assert.deepEqual(await rolesIn(storage, scope), { boss: 'owner', bob: 'owner' });
    },
  },
  {
    promise: 'ownership goes over in one step, and of 10 who are given it at once by one owner one gets it',
    async verify({ storage, scope }) {
      const { organizations } = storage;
      const people = Array.from({ length: 10 }, (_, index) => `u${index}`);
      await organizationOf(storage, scope, { ada: 'owner', ...Object.fromEntries(people.map((id) => [id, 'member'])) });
      const transfer = (from: string, to: string) => organizations.transferOwnership(scope, { from, to });
      assert.deepEqual(await transfer('u0', 'u1'), { outcome: 'not_allowed' });
      assert.deepEqual(await transfer('ada', 'nobody'), { outcome: 'unknown_member' });
      assert.deepEqual(await transfer('ada', 'ada'), { outcome: 'unchanged' });
      assert.equal((await rolesIn(storage, scope)).ada, 'owner');
      const answers = await inParallel(10, (index) => transfer('ada', `u${index}`));
      assert.deepEqual(countOutcomes(answers), { transferred: 1, not_allowed: 9 });
      const after = await rolesIn(storage, scope);
      assert.equal(after.ada, 'admin');
      assert.equal(Object.values(after).filter((role) => role === 'owner').length, 1);
    },
  },
];
