import assert from 'node:assert/strict';
import { roles } from '../../../storage.js';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';

const all = { limit: 100, after: null };

export const membersHaveOneRole: readonly ContractSpec[] = [
  {
    promise: 'a member is added, changed or left as it is, and keeps the time of joining by the clock of the storage',
    async verify({ storage: { organizations }, scope, clock }) {
      await organizations.save(scope, { name: 'Acme' }, 0);
      const joinedAt = clock.now();
      assert.deepEqual(await organizations.setMember(scope, { userId: 'ada', role: 'owner' }), { outcome: 'added' });
      clock.advance(minuteMs);
      for (const role of roles.toReversed()) {
        assert.deepEqual(await organizations.setMember(scope, { userId: 'ada', role }), { outcome: 'changed' });
        assert.deepEqual(await organizations.setMember(scope, { userId: 'ada', role }), { outcome: 'unchanged' });
        const { items } = await organizations.members(scope, all);
        assert.deepEqual(items, [{ userId: 'ada', role, joinedAt }]);
      }
    },
  },
  {
    promise: 'an organization that was never saved takes no members',
    async verify({ storage: { organizations }, scope }) {
      const answer = await organizations.setMember(scope, { userId: 'ada', role: 'owner' });
      assert.deepEqual(answer, { outcome: 'unknown_organization' });
      await organizations.save(scope, { name: 'Acme' }, 0);
      assert.deepEqual(await organizations.members(scope, all), { items: [], next: null });
    },
  },
  {
    promise: 'a member is removed once, and may come back as a new one',
    async verify({ storage: { organizations }, scope, clock }) {
      await organizations.save(scope, { name: 'Acme' }, 0);
      for (const userId of ['ada', 'bob']) await organizations.setMember(scope, { userId, role: 'owner' });
      const answers = await inParallel(10, () => organizations.removeMember(scope, 'ada'));
      assert.equal(answers.filter((removed) => removed).length, 1);
      assert.deepEqual(
        (await organizations.members(scope, all)).items.map(({ userId }) => userId),
        ['bob'],
      );
      clock.advance(minuteMs);
      assert.deepEqual(await organizations.setMember(scope, { userId: 'ada', role: 'viewer' }), { outcome: 'added' });
      const [ada] = (await organizations.members(scope, all)).items;
      assert.deepEqual(ada, { userId: 'ada', role: 'viewer', joinedAt: clock.now() });
    },
  },
  {
    promise: 'of 20 callers who add one person at once exactly one adds, and the person has one role',
    async verify({ storage: { organizations }, scope }) {
      await organizations.save(scope, { name: 'Acme' }, 0);
      const answers = await inParallel(20, (index) =>
        organizations.setMember(scope, { userId: 'ada', role: index % 2 === 0 ? 'admin' : 'member' }),
      );
      assert.equal(countOutcomes(answers).added, 1);
      assert.equal((await organizations.members(scope, all)).items.length, 1);
    },
  },
  {
    promise: 'adding and removing one person at once never fails, and leaves as many members as it says',
    async verify({ storage: { organizations }, scope }) {
      await organizations.save(scope, { name: 'Acme' }, 0);
      let balance = 0;
      await inParallel(20, async (index) => {
        if (index % 2 === 0) {
          const { outcome } = await organizations.setMember(scope, { userId: 'ada', role: 'member' });
          if (outcome === 'added') balance += 1;
        } else if (await organizations.removeMember(scope, 'ada')) balance -= 1;
      });
      assert.equal((await organizations.members(scope, all)).items.length, balance);
    },
  },
];
