import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { emptyProfile } from '../../src/domain/people/profile.js';
import type { EraseUserRequest } from '../../src/index.js';
import { cacheEntry } from '../../src/testing/storage-contract/cache/cache-entry.js';
import { completeRun, reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';
import { storageWithFaults } from '../fixtures/storage-with-faults.js';

const acme = { orgId: 'acme' };
const named = { orgId: 'named' };
const alone = { orgId: 'personal:ada' };

async function furnished() {
  const setup = forgeWithModel([], { engine: 'rules' });
  const { storage } = setup;
  await storage.organizations.save(acme, { name: 'Acme' }, 0);
  await storage.organizations.setMember(acme, { userId: 'ada', role: 'member' });
  await storage.organizations.setMember(acme, { userId: 'bob', role: 'owner' });
  for (const scope of [acme, named, alone]) {
    await completeRun(storage, scope);
    for (const userId of ['ada', 'bob']) await storage.cache.put(scope, cacheEntry({ userId, ttlMs: 86_400_000 }));
    await completeRun(storage, scope, { userId: 'bob' });
    await storage.events.append(scope, [telemetryEvent(scope, 'run', 1)]);
    for (const [userId, shared] of [
      ['ada', true],
      ['ada', false],
      ['bob', false],
    ] as const) {
      const first = { text: 'Plan it.', authorId: userId, parent: null, ...notOfRun };
      const id = `prompt of ${userId}, ${shared}`;
      await storage.history.create(scope, { id, title: 'Plan', ownerId: userId, tags: [], shared, first });
    }
    const set = { id: 'set', name: 'Ours', ownerId: 'ada', shared: true, values: {} };
    await storage.library.saveParameterSet(scope, set, 0);
  }
  await storage.profiles.save({ userId: 'ada' }, { ...emptyProfile, email: 'ada@example.org', displayName: 'Ada' }, 0);
  await storage.credentials.create({ userId: 'ada', email: 'ada@example.org', passwordHash: 'hash' });
  await setup.forge.maintain();
  return setup;
}

const notOfRun = { sevenD: null, runId: null, score: null, note: null };

const allPrompts = { limit: 10, after: null, visibleTo: null, ownerId: null, tags: [], text: null };
const allTime = { from: 0, to: Number.MAX_SAFE_INTEGER };

test('erasing a user clears them from every organization they are known in, and from those that are named', async () => {
  const { forge, storage } = await furnished();
  const sums = await storage.analytics.daily(acme, { userId: null, range: allTime });
  expect(await forge.users.erase({ userId: 'ada', orgIds: ['named', 'named'] })).toEqual({
    organizations: 3,
    orgIds: ['personal:ada', 'named', 'acme'],
    runs: 3,
    events: 3,
    dailySums: 3,
    sessions: 0,
    apiKeys: 0,
    library: 3,
    savedPrompts: 6,
    cacheEntries: 3,
    invitations: 0,
    memberships: 1,
    profile: true,
    credentials: true,
  });
  for (const scope of [acme, named, alone]) {
    const { runs } = await storage.ledger.list(scope, { userId: null, limit: 10, after: null });
    expect(runs.map(({ userId, input }) => [userId, input === null]).sort()).toEqual([
      ['', true],
      ['bob', false],
    ]);
    expect((await storage.events.ofRun(scope, { runId: 'run', after: 0, limit: 1 }))[0]?.userId).toBe('');
  }
  expect(await storage.analytics.daily(acme, { userId: null, range: allTime })).toEqual(sums);
  for (const scope of [acme, named, alone]) {
    const prompts = await storage.history.list(scope, allPrompts);
    expect(prompts.items.map(({ value }) => [value.ownerId, value.shared]).sort()).toEqual([
      [null, true],
      ['bob', false],
    ]);
    expect(await storage.library.getParameterSet(scope, 'set')).toMatchObject({ value: { ownerId: null } });
  }
  expect(await storage.profiles.load({ userId: 'ada' })).toBe(null);
  expect(await storage.credentials.byEmail('ada@example.org')).toBe(null);
  expect(await storage.organizations.membershipsOf({ userId: 'ada' })).toEqual([]);
  expect(await storage.organizations.membershipsOf({ userId: 'bob' })).toHaveLength(1);
});

test('what a call that was let in before writes meanwhile is erased, too', async () => {
  let late = 0;
  const { forge, storage } = forgeWithModel([], {
    engine: 'rules',
    storage: (inner) =>
      storageWithFaults(inner, {
        'ledger.eraseUser': async (callThrough, [scope]) => {
          const erased = await callThrough();
          if (!isDeepStrictEqual(scope, acme)) return erased;
          late += 1;
          if (late === 1) await completeRun(inner, acme);
          return erased;
        },
      }),
  });
  await completeRun(storage, acme);
  expect(await forge.users.erase({ userId: 'ada', orgIds: ['acme'] })).toMatchObject({ runs: 2 });
  expect((await storage.ledger.list(acme, { userId: 'ada', limit: 10, after: null })).runs).toEqual([]);
});

test('erasing again finds nothing, and an organization that was not named is left alone', async () => {
  const { forge, storage } = await furnished();
  await forge.users.erase({ userId: 'ada' });
  expect(await forge.users.erase({ userId: 'ada' })).toEqual({
    organizations: 1,
    orgIds: ['personal:ada'],
    runs: 0,
    events: 0,
    dailySums: 0,
    sessions: 0,
    apiKeys: 0,
    library: 0,
    savedPrompts: 0,
    cacheEntries: 0,
    invitations: 0,
    memberships: 0,
    profile: false,
    credentials: false,
  });
  expect((await storage.ledger.list(named, { userId: 'ada', limit: 10, after: null })).runs).toHaveLength(1);
});

test('a run under way loses its prompt at once, its user when it ends, and keeps its charge', async () => {
  const { forge, storage } = await furnished();
  const { id } = await reserveRun(storage, acme);
  expect((await forge.users.erase({ userId: 'ada' })).runs).toBe(3);
  expect(await storage.ledger.get(acme, id)).toMatchObject({ userId: 'ada', input: null });
  await storage.ledger.settle(acme, settlement(id));
  expect(await storage.ledger.get(acme, id)).toMatchObject({
    userId: '',
    input: null,
    result: null,
    charge: { calls: 1, tokens: 500, cost: 900 },
  });
});

test.each([
  undefined,
  { userId: '' },
  { userId: 'a\0' },
  { userId: 'ada', orgIds: [''] },
  { userId: 'ada', orgIds: 'acme' },
  { userId: 'ada', orgIDs: ['acme'] },
])('a request that names nobody is refused: %j', async (request) => {
  const { forge } = forgeWithModel([], { engine: 'rules' });
  expect((await rejection(forge.users.erase(request as EraseUserRequest))).code).toBe('request_invalid');
});
