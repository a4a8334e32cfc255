import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newUser } from '../fixtures/new-user.js';
import { profile } from './profile-compares-and-swaps.js';

export const profileBelongsToOnePerson: readonly ContractSpec[] = [
  {
    promise: 'people may have any name, and none reads, saves or erases the profile of another',
    async verify({ storage: { profiles }, scope }) {
      const users = ['', ...unusualText].map((name) => ({ userId: `${scope.orgId}${name}` }));
      for (const [index, user] of users.entries()) {
        assert.equal(await profiles.load(user), null);
        assert.deepEqual(await profiles.save(user, profile(index), 1), { outcome: 'conflict' });
        assert.deepEqual(await profiles.save(user, profile(index), 0), { outcome: 'saved', version: 1 });
      }
      for (const [index, user] of users.entries()) {
        assert.deepEqual(await profiles.load(user), { value: profile(index), version: 1 });
        assert.equal(await profiles.erase(user), true);
      }
    },
  },
  {
    promise: 'a profile is erased once, and nobody who has loaded it before can save it again',
    async verify({ storage: { profiles } }) {
      const user = newUser();
      assert.equal(await profiles.erase(user), false);
      await profiles.save(user, profile(0), 0);
      await profiles.save(user, profile(1), 1);
      const answers = await inParallel(5, () => profiles.erase(user));
      assert.equal(answers.filter((erased) => erased).length, 1);
      assert.equal(await profiles.load(user), null);
      assert.deepEqual(await profiles.save(user, profile(2), 2), { outcome: 'conflict' });
      assert.deepEqual(await profiles.save(user, profile(3), 0), { outcome: 'saved', version: 1 });
    },
  },
];
