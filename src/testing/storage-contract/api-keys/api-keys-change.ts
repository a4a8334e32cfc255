import assert from 'node:assert/strict';
import { dayMs, hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { createApiKey, keyChange, keyRotation, newApiKey } from './new-api-key.js';

export const apiKeysChange: readonly ContractSpec[] = [
  {
    promise: 'an update of an API key changes what is given and leaves the rest',
    async verify({ storage, scope }) {
      const { apiKeys } = storage;
      const created = await createApiKey(storage, scope, newApiKey());
      assert.deepEqual(await apiKeys.update(scope, keyChange(created.id)), created);
      const named = { ...created, name: 'Another' };
      assert.deepEqual(await apiKeys.update(scope, keyChange(created.id, { name: 'Another' })), named);
      const limits = [{ meter: 'tokens', period: 'day', max: 5, algorithm: 'sliding' }] as const;
      const changed = { ...named, scopes: ['runs:read'], limits };
      assert.deepEqual(await apiKeys.update(scope, keyChange(created.id, { scopes: ['runs:read'], limits })), changed);
      assert.deepEqual(await apiKeys.update(scope, keyChange(created.id, { limits: [] })), { ...changed, limits: [] });
      assert.deepEqual(await apiKeys.get(scope, created.id), { ...changed, limits: [] });
    },
  },
  {
    promise:
      'a rotation of an API key keeps the secret before it for the overlap, and no other, however many come at once',
    async verify({ storage, scope, clock }) {
      const { apiKeys } = storage;
      const created = newApiKey();
      const apiKey = await createApiKey(storage, scope, created);
      const first = keyRotation(apiKey.id, hourMs);
      const rotated = { ...apiKey, last4: '34cd', previousUntil: clock.now() + hourMs };
      assert.deepEqual(await apiKeys.rotate(scope, first), rotated);
      const record = await apiKeys.read(apiKey.id);
      assert.deepEqual([record?.hash, record?.previousHash], [first.hash, created.hash]);

      const rotations = Array.from({ length: 20 }, () => keyRotation(apiKey.id, hourMs));
      await inParallel(20, async (index) => {
        const rotation = rotations[index];
        return rotation === undefined ? null : apiKeys.rotate(scope, rotation);
      });
      const after = await apiKeys.read(apiKey.id);
      const hashes = rotations.map(({ hash }) => hash);
      assert.ok(hashes.includes(after?.hash ?? ''));
      assert.ok(hashes.includes(after?.previousHash ?? ''), 'the one before the last is of the last but one');
      assert.notEqual(after?.hash, after?.previousHash);

      const last = keyRotation(apiKey.id, 0);
      assert.equal((await apiKeys.rotate(scope, last))?.previousUntil, null);
      const alone = await apiKeys.read(apiKey.id);
      assert.deepEqual([alone?.hash, alone?.previousHash], [last.hash, null]);
    },
  },
  {
    promise: 'an API key is revoked once, and one that has ended is neither changed nor rotated',
    async verify({ storage, scope, clock }) {
      const { apiKeys } = storage;
      const revoked = await createApiKey(storage, scope, newApiKey({ lifetimeMs: dayMs }));
      const expected = { ...revoked, revokedAt: clock.now() };
      assert.deepEqual(await apiKeys.revoke(scope, revoked.id), expected);
      clock.advance(minuteMs);
      assert.deepEqual(await apiKeys.revoke(scope, revoked.id), expected, 'the first one stands');
      const expired = await createApiKey(storage, scope, newApiKey({ lifetimeMs: minuteMs }));
      assert.deepEqual(await apiKeys.update(scope, keyChange(expired.id)), expired, 'it lives');
      clock.advance(minuteMs);
      for (const { id } of [revoked, expired]) {
        const before = await apiKeys.get(scope, id);
        assert.equal(await apiKeys.update(scope, keyChange(id, { name: 'Another' })), null);
        assert.equal(await apiKeys.rotate(scope, keyRotation(id, hourMs)), null);
        assert.deepEqual(await apiKeys.get(scope, id), before);
      }
      assert.equal(await apiKeys.revoke(scope, 'nothing'), null);
    },
  },
  {
    promise: 'the last use of an API key is the latest that was noted, whatever order they are noted in',
    async verify({ storage, scope, clock }) {
      const { apiKeys } = storage;
      const { id: keyId } = await createApiKey(storage, scope, newApiKey());
      const { id: other } = await createApiKey(storage, scope, newApiKey());
      const lastUse = async () => (await apiKeys.get(scope, keyId))?.lastUsedAt;
      const at = clock.now() + hourMs - 5;
      clock.advance(hourMs);
      await apiKeys.markUsed([
        { scope, keyId, agoMs: minuteMs },
        { scope, keyId: other, agoMs: 0 },
        { scope, keyId, agoMs: 5 },
        { scope, keyId: 'nothing', agoMs: 0 },
      ]);
      assert.equal(await lastUse(), at);
      await apiKeys.markUsed([{ scope, keyId, agoMs: hourMs }]);
      assert.equal(await lastUse(), at);
      clock.advance(minuteMs);
      await apiKeys.markUsed([{ scope, keyId, agoMs: 0 }]);
      assert.equal(await lastUse(), clock.now());
      await apiKeys.markUsed([]);
    },
  },
];
