import assert from 'node:assert/strict';
import { dayMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { createApiKey, newApiKey } from './new-api-key.js';

export const apiKeysAreForgotten: readonly ContractSpec[] = [
  {
    promise: 'a purge deletes API keys of everybody that ended before an instant, those that ended first first',
    async verify({ storage, scope, clock }) {
      const { apiKeys } = storage;
      // By then every key of an earlier test that ends at all has ended.
      clock.advance(400 * dayMs);
      while ((await apiKeys.purge({ before: clock.now() + 1, limit: 100 })) > 0);
      const lasting = await createApiKey(storage, scope, newApiKey());
      const revoked = await createApiKey(storage, scope, newApiKey());
      const expired = await createApiKey(storage, newTenant(), newApiKey({ lifetimeMs: minuteMs }));
      const later = await createApiKey(storage, scope, newApiKey({ lifetimeMs: dayMs }));
      clock.advance(3 * minuteMs);
      await apiKeys.revoke(scope, revoked.id);

      const left = async () => {
        const records = await Promise.all([expired, revoked, later, lasting].map(({ id }) => apiKeys.read(id)));
        return records.map((record) => record !== null);
      };
      assert.equal(await apiKeys.purge({ before: clock.now(), limit: 10 }), 1, 'one ended at that very instant');
      assert.deepEqual(await left(), [false, true, true, true]);
      assert.equal(await apiKeys.purge({ before: clock.now() + 2 * dayMs, limit: 10 }), 1, 'one will end');
      assert.deepEqual(await left(), [false, false, true, true]);
    },
  },
  {
    promise: 'erasing a user deletes the API keys they have created in the organization, and no others',
    async verify({ storage, scope }) {
      const { apiKeys } = storage;
      const elsewhere = newTenant();
      const gone = await createApiKey(storage, scope, newApiKey());
      const endedToo = await createApiKey(storage, scope, newApiKey());
      await apiKeys.revoke(scope, endedToo.id);
      const kept = [
        await createApiKey(storage, scope, newApiKey({ userId: 'bob' })),
        await createApiKey(storage, elsewhere, newApiKey()),
      ];
      assert.equal(await apiKeys.eraseUser(scope, 'ada'), 2);
      assert.equal(await apiKeys.eraseUser(scope, 'ada'), 0);
      for (const { id } of [gone, endedToo]) assert.equal(await apiKeys.read(id), null);
      for (const apiKey of kept) assert.deepEqual((await apiKeys.read(apiKey.id))?.apiKey, apiKey);
    },
  },
];
