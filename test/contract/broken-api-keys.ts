import { type Defect, storageWith } from './storage-with-defects.js';

/** Storages that keep API keys, or count for them, wrongly. */
export const brokenApiKeys: readonly Defect[] = [
  {
    defect: 'gives any API key to whoever knows its id',
    breaks: 'an organization neither sees nor changes the API keys of another, whatever it calls with their ids',
    create: storageWith({
      apiKeys: ({ apiKeys }) => ({ get: async (_scope, keyId) => (await apiKeys.read(keyId))?.apiKey ?? null }),
    }),
  },
  {
    defect: 'keeps the secret before the last one of an API key for ever',
    breaks:
      'a rotation of an API key keeps the secret before it for the overlap, and no other, however many come at once',
    create: storageWith({
      apiKeys: ({ apiKeys }) => ({
        rotate: (scope, rotation) => apiKeys.rotate(scope, { ...rotation, overlapMs: rotation.overlapMs || 1 }),
      }),
    }),
  },
  {
    defect: 'goes on with the API key of somebody who has left',
    breaks: 'an API key is read with what its creator is in the organization by then, where its members are kept',
    create: storageWith({
      apiKeys: ({ apiKeys }) => ({
        async read(keyId) {
          const record = await apiKeys.read(keyId);
          return record === null ? null : { ...record, creator: 'unknown' };
        },
      }),
    }),
  },
  {
    defect: 'gives an API key that has expired another secret',
    breaks: 'an API key is revoked once, and one that has ended is neither changed nor rotated',
    create: storageWith({
      apiKeys: ({ apiKeys }) => ({
        rotate: async (scope, rotation) =>
          (await apiKeys.rotate(scope, rotation)) ?? apiKeys.get(scope, rotation.keyId),
      }),
    }),
  },
  {
    defect: 'takes the last note of a use of an API key for the latest',
    breaks: 'the last use of an API key is the latest that was noted, whatever order they are noted in',
    create: storageWith({
      apiKeys: ({ apiKeys }) => ({
        async markUsed(uses) {
          for (const use of uses) await apiKeys.markUsed([{ ...use, agoMs: 0 }]);
        },
      }),
    }),
  },
  {
    defect: 'leaves API keys that were revoked when it erases a user',
    breaks: 'erasing a user deletes the API keys they have created in the organization, and no others',
    create: storageWith({
      apiKeys: ({ apiKeys }) => ({
        async eraseUser(scope, userId) {
          const { items } = await apiKeys.list(scope, { limit: 100, after: null });
          const isLeft = items.some((apiKey) => apiKey.userId === userId && apiKey.revokedAt !== null);
          return isLeft ? 0 : apiKeys.eraseUser(scope, userId);
        },
      }),
    }),
  },
  {
    defect: 'counts the limits of an API key for whoever calls with it',
    breaks:
      'an API key has counters of its own in each organization, whoever calls with it, and nobody else counts in them',
    create: storageWith({
      ledger: ({ ledger }) => ({
        consume: (scope, request) =>
          ledger.consume(scope, {
            ...request,
            limits: request.limits.map((limit) =>
              limit.keyId === undefined ? limit : { ...limit, keyId: request.userId },
            ),
          }),
      }),
    }),
  },
  {
    defect: 'forgets the limits of an API key in reservations',
    breaks: 'a burst of 100 calls with two API keys fills the limit of each to the last call, and takes nothing beyond',
    create: storageWith({
      ledger: ({ ledger }) => ({
        reserve: (scope, request) =>
          ledger.reserve(scope, { ...request, limits: request.limits.filter(({ subject }) => subject !== 'key') }),
      }),
    }),
  },
];
