import assert from 'node:assert/strict';
import { type Profile, type Role, searchTextOf } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { allPages } from '../fixtures/all-pages.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { newUser } from '../fixtures/new-user.js';
import { profile } from '../profiles/profile-compares-and-swaps.js';

const everybody = { text: null, role: null, limit: 100, after: null };

function named(displayName: string | null, email: string | null, privacy: Profile['privacy'] = {}): Profile {
  return { ...profile(1), displayName, email, privacy };
}

export const membersAreFound: readonly ContractSpec[] = [
  {
    promise: 'members are found by any part of name or email, whatever their case, and by role, with what they show',
    async verify({ storage: { organizations, profiles }, scope, clock }) {
      await organizations.save(scope, { name: 'Acme' }, 0);
      const people: readonly (readonly [Role, Profile | null])[] = [
        ['owner', named('Ada Löwe', 'ADA@example.org')],
        ['member', named('Bob 100%_', null)],
        ['member', named(null, 'secret@example.org', { showEmailToOrganization: false })],
        ['viewer', null],
      ];
      const ids: string[] = [];
      for (const [role, value] of people) {
        const user = newUser();
        ids.push(user.userId);
        await organizations.setMember(scope, { userId: user.userId, role });
        if (value !== null) await profiles.save(user, value, 0);
      }
      const found = async (text: string | null, role: Role | null = null) =>
        (await organizations.search(scope, { ...everybody, text, role })).items.map(({ userId }) =>
          ids.indexOf(userId),
        );
      assert.deepEqual((await found(null)).toSorted(), [0, 1, 2, 3]);
      assert.deepEqual(await found('ada'), [0]);
      assert.deepEqual(await found('löwe'), [0]);
      assert.deepEqual(await found('da l'), [0]);
      assert.deepEqual(await found('@EXAMPLE.org'.toLowerCase()), [0]);
      assert.deepEqual(await found('100%_'), [1]);
      for (const text of ['%', '_', '0%_']) assert.deepEqual(await found(text), [1], text);
      for (const text of ['ada%', 'a_a', '\\', 'secret']) assert.deepEqual(await found(text), [], text);
      assert.deepEqual((await found(null, 'member')).toSorted(), [1, 2]);
      assert.deepEqual(await found('ada', 'member'), []);
      const { items } = await organizations.search(scope, everybody);
      const joinedAt = clock.now();
      const shown = ids.map((userId) => items.find((item) => item.userId === userId));
      assert.deepEqual(shown, [
        { userId: ids[0], role: 'owner', joinedAt, displayName: 'Ada Löwe', email: 'ADA@example.org' },
        { userId: ids[1], role: 'member', joinedAt, displayName: 'Bob 100%_', email: null },
        { userId: ids[2], role: 'member', joinedAt, displayName: null, email: null },
        { userId: ids[3], role: 'viewer', joinedAt, displayName: null, email: null },
      ]);
    },
  },
  {
    promise: 'whatever names hold, each is found by itself, on pages of any length, in its organization alone',
    async verify({ storage: { organizations, profiles }, scope }) {
      const stranger = newTenant();
      for (const tenant of [scope, stranger]) await organizations.save(tenant, { name: 'Acme' }, 0);
      const known: { readonly userId: string; readonly text: string }[] = [];
      for (const text of unusualText) {
        const user = newUser();
        const value = named(text, null);
        await profiles.save(user, value, 0);
        await organizations.setMember(scope, { userId: user.userId, role: 'member' });
        known.push({ userId: user.userId, text: searchTextOf(value) });
      }
      for (const { text } of known) {
        const needle = text.slice(0, -1);
        const expected = known.filter((other) => other.text.includes(needle)).map(({ userId }) => userId);
        for (const limit of [1, 3, 100]) {
          const found = await allPages(limit, (page) =>
            organizations.search(scope, { text: needle, role: null, ...page }),
          );
          assert.deepEqual(
            found.map(({ userId }) => userId),
            expected.toSorted(),
          );
        }
        assert.deepEqual((await organizations.search(stranger, { ...everybody, text: needle })).items, []);
      }
    },
  },
];
