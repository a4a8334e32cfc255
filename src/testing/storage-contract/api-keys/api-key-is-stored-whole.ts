import assert from 'node:assert/strict';
import { dayMs, hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { allPages, noCursors } from '../fixtures/all-pages.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { createApiKey, keyChange, keyRotation, newApiKey, newKeyHash } from './new-api-key.js';

export const apiKeyIsStoredWhole: readonly ContractSpec[] = [
  {
    promise:
      'an API key comes back as it was created, with its times by the clock of the storage, and without its hash',
    async verify({ storage, scope, clock }) {
      const { apiKeys } = storage;
      for (const [index, text] of unusualText.entries()) {
        const expires = index % 2 === 0;
        const id = `${text} ${scope.orgId}`;
        const lifetimeMs = expires ? dayMs : null;
        const { hash, ...created } = newApiKey({ id, name: text, userId: text, lifetimeMs });
        const expected = {
          id,
          orgId: scope.orgId,
          userId: text,
          role: 'admin',
          name: text,
          last4: '12ab',
          scopes: ['runs:create', 'quota:consume'],
          limits: [{ meter: 'calls', period: 'hour', max: 100 }],
          createdAt: clock.now(),
          expiresAt: expires ? clock.now() + dayMs : null,
          lastUsedAt: null,
          revokedAt: null,
          previousUntil: null,
        };
        assert.deepEqual(await createApiKey(storage, scope, { ...created, hash }), expected);
        assert.deepEqual(await apiKeys.get(scope, id), expected);
        const record = { apiKey: expected, hash, previousHash: null, creator: 'unknown', now: clock.now() };
        assert.deepEqual(await apiKeys.read(id), record);
        assert.deepEqual(await apiKeys.list(scope, { limit: 1, after: null }).then(({ items }) => items), [expected]);
        clock.advance(1);
      }
      assert.equal(await apiKeys.read(`nothing of ${scope.orgId}`), null);
    },
  },
  {
    promise: 'of 20 who create an API key of one id at once, in whatever organization, exactly one does',
    async verify({ storage: { apiKeys }, scope }) {
      const created = newApiKey();
      const hashes = Array.from({ length: 20 }, newKeyHash);
      const answers = await inParallel(20, (index) =>
        apiKeys.create(index % 2 === 0 ? scope : newTenant(), { ...created, hash: hashes[index] ?? '' }),
      );
      assert.deepEqual(countOutcomes(answers), { created: 1, exists: 19 });
      const winner = answers.findIndex(({ outcome }) => outcome === 'created');
      assert.equal((await apiKeys.read(created.id))?.hash, hashes[winner]);
    },
  },
  {
    promise: 'a key in place of its hash, and a time that is none, are rejected as internal, and nothing is written',
    async verify({ storage, scope }) {
      const { apiKeys } = storage;
      const { id } = await createApiKey(storage, scope, newApiKey());
      const before = await apiKeys.read(id);
      for (const hash of ['', 'pfk_secret', newKeyHash().toUpperCase(), `${newKeyHash()}\n`]) {
        const next = newApiKey({ hash });
        await assertRejectsWith('internal', () => apiKeys.create(scope, next), 'create');
        assert.equal(await apiKeys.read(next.id), null);
        await assertRejectsWith('internal', () => apiKeys.rotate(scope, { ...keyRotation(id, 0), hash }), 'rotate');
      }
      for (const time of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
        await assertRejectsWith('internal', () => apiKeys.create(scope, newApiKey({ lifetimeMs: time })), `${time}`);
        await assertRejectsWith('internal', () => apiKeys.rotate(scope, keyRotation(id, time)), `${time}`);
      }
      assert.deepEqual(await apiKeys.read(id), before);
    },
  },
  {
    promise: 'API keys are listed newest first, those of one instant by descending bytes of their id, on any pages',
    async verify({ storage, scope, clock }) {
      const named = (id: string) => `${id} of ${scope.orgId}`;
      const ids = idsOfAllKinds.map(named);
      for (const id of ids) await createApiKey(storage, scope, newApiKey({ id }));
      clock.advance(hourMs);
      for (const id of ['1', '2']) await createApiKey(storage, scope, newApiKey({ id: named(id), userId: 'bob' }));
      const expected = [named('2'), named('1'), ...sortedByBytes(ids).toReversed()];
      for (const limit of [1, 3, expected.length]) {
        const seen = await allPages(limit, (page) => storage.apiKeys.list(scope, page));
        assert.deepEqual(
          seen.map(({ id }) => id),
          expected,
        );
      }
      for (const after of noCursors) {
        const list = () => storage.apiKeys.list(scope, { limit: 5, after });
        await assertRejectsWith('request_invalid', list, JSON.stringify(after));
      }
    },
  },
  {
    promise: 'an organization neither sees nor changes the API keys of another, whatever it calls with their ids',
    async verify({ storage, scope, clock }) {
      const { apiKeys } = storage;
      const { id } = await createApiKey(storage, scope, newApiKey());
      const before = await apiKeys.read(id);
      const stranger = newTenant();
      assert.equal(await apiKeys.get(stranger, id), null);
      assert.deepEqual(await apiKeys.list(stranger, { limit: 5, after: null }), { items: [], next: null });
      assert.equal(await apiKeys.update(stranger, keyChange(id, { name: 'mine' })), null);
      assert.equal(await apiKeys.rotate(stranger, keyRotation(id, 0)), null);
      assert.equal(await apiKeys.revoke(stranger, id), null);
      await apiKeys.markUsed([{ scope: stranger, keyId: id, agoMs: 0 }]);
      assert.equal(await apiKeys.eraseUser(stranger, 'ada'), 0);
      assert.deepEqual(await apiKeys.read(id), { ...before, now: clock.now() });
    },
  },
  {
    promise: 'an API key is read with what its creator is in the organization by then, where its members are kept',
    async verify({ storage, scope }) {
      const { apiKeys, organizations } = storage;
      const { id } = await createApiKey(storage, scope, newApiKey());
      const creator = async () => (await apiKeys.read(id))?.creator;
      await organizations.save(scope, { name: 'Acme' }, 0);
      assert.equal(await creator(), 'unknown', 'nobody is a member');
      await organizations.setMember(scope, { userId: 'bob', role: 'owner' });
      assert.equal(await creator(), 'none', 'others are');
      await organizations.setMember(scope, { userId: 'ada', role: 'viewer' });
      assert.equal(await creator(), 'viewer');
      await organizations.removeMember(scope, 'ada');
      assert.equal(await creator(), 'none');

      const alone = `ada of ${scope.orgId}`;
      const personal = { orgId: `personal:${alone}` };
      const own = await createApiKey(storage, personal, newApiKey({ userId: alone }));
      await organizations.save(personal, { name: 'Personal' }, 0);
      await organizations.setMember(personal, { userId: 'bob', role: 'owner' });
      assert.equal((await apiKeys.read(own.id))?.creator, 'unknown', 'a personal organization is its own');
    },
  },
];
