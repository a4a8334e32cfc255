import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/index.js';
import { defaultPlans } from '../../src/index.js';
import { cacheEntry } from '../../src/testing/storage-contract/cache/cache-entry.js';
import { completeRun, reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { nothingMaintained as nothing } from '../fixtures/nothing-maintained.js';
import { rejection } from '../fixtures/rejection.js';
import { storageDown, storageWithFaults } from '../fixtures/storage-with-faults.js';
import { subscriptionWith } from '../fixtures/subscription-with.js';

const day = 86_400_000;
const [pilot, pro] = defaultPlans;
const acme = { orgId: 'acme' };
const other = { orgId: 'other' };

function setup(plans: readonly Plan[] = defaultPlans) {
  return forgeWithModel([], { engine: 'rules', plans });
}

describe('retention', () => {
  test('deletes runs and events a day too old for the plan of their tenant, and no younger ones', async () => {
    const { forge, storage, clock } = setup();
    await forge.plans.assign({ orgId: 'other', planId: 'pro' });
    const doomed = [await completeRun(storage, acme), await completeRun(storage, acme)];
    await storage.events.append(acme, [telemetryEvent(acme, 'page', 1)]);
    const onPro = await completeRun(storage, other);
    await storage.events.append(other, [telemetryEvent(other, 'page', 1)]);
    const underWay = await reserveRun(storage, acme, { leaseMs: 1_000 * day });
    clock.advance(30 * day);
    expect(await forge.maintain({ everything: true })).toMatchObject({ deletedRuns: 0, deletedEvents: 0 });
    const young = await completeRun(storage, acme);
    clock.advance(1);
    expect(await forge.maintain({ everything: true })).toMatchObject({ deletedRuns: 2, deletedEvents: 1 });
    for (const { id } of doomed) expect(await storage.ledger.get(acme, id)).toBe(null);
    for (const { id } of [young, underWay]) expect(await storage.ledger.get(acme, id)).not.toBe(null);
    expect(await storage.ledger.get(other, onPro.id)).not.toBe(null);
    clock.advance(60 * day);
    expect(await forge.maintain({ everything: true })).toMatchObject({ deletedRuns: 2, deletedEvents: 1 });
    expect(await storage.ledger.get(other, onPro.id)).toBe(null);
  });

  test('goes on batch after batch until all that is outdated is gone', async () => {
    const { forge, storage, clock } = setup();
    for (let run = 0; run < 450; run += 1) await completeRun(storage, acme);
    clock.advance(31 * day);
    expect(await forge.maintain({ everything: true })).toMatchObject({ deletedRuns: 450, summedDays: 1 });
    const [sums] = await storage.analytics.daily(acme, { userId: null, range: { from: 0, to: clock.now() } });
    expect(sums?.runs.succeeded).toBe(450);
  });

  test('leaves everything where a plan keeps it for good', async () => {
    const { forge, storage, clock } = setup([{ ...pilot, retentionDays: null }]);
    const run = await completeRun(storage, acme);
    clock.advance(10_000 * day);
    expect(await forge.maintain({ everything: true })).toMatchObject({ deletedRuns: 0 });
    expect(await storage.ledger.get(acme, run.id)).not.toBe(null);
  });

  test('follows what a customer was granted instead of the plan', async () => {
    const { forge, storage, clock } = setup();
    const granted = (retentionDays: number) => ({ limits: [], features: {}, retentionDays });
    await storage.subscriptions.save(acme, subscriptionWith({ planId: 'pilot', overrides: granted(2) }), 0);
    await storage.subscriptions.save(other, subscriptionWith({ planId: 'pilot', overrides: granted(4_000) }), 0);
    const short = await completeRun(storage, acme);
    const long = await completeRun(storage, other);
    clock.advance(3 * day);
    expect(await forge.maintain({ everything: true })).toMatchObject({ deletedRuns: 1 });
    expect(await storage.ledger.get(acme, short.id)).toBe(null);
    clock.advance(1_000 * day);
    expect(await forge.maintain({ everything: true })).toMatchObject({ deletedRuns: 0 });
    expect(await storage.ledger.get(other, long.id)).not.toBe(null);
  });

  test('deletes nothing of a tenant whose plan is not in the catalogue, and tells the host', async () => {
    const { forge, storage, clock, reported } = setup();
    await storage.subscriptions.save(acme, subscriptionWith({ planId: 'gone' }), 0);
    const run = await completeRun(storage, acme);
    await completeRun(storage, other);
    clock.advance(400 * day);
    expect(await forge.maintain({ everything: true })).toMatchObject({ deletedRuns: 1 });
    expect(await storage.ledger.get(acme, run.id)).not.toBe(null);
    expect(reported).toMatchObject([{ error: { code: 'plan_unknown' }, context: { during: 'maintain' } }]);
  });
});

test('bundles go with the same retention, and sessions a day after no token of theirs can be good', async () => {
  const { forge, storage, clock } = setup();
  const bundle = { runId: 'run', userId: 'ada', manifest: {}, artifacts: [] };
  await storage.library.addBundle(acme, { id: 'old', ...bundle });
  const session = { userId: 'ada', role: 'member' as const, device: null, idleTimeoutMs: null, lifetimeMs: 30 * day };
  await storage.sessions.create(acme, { ...session, id: 'short', tokenHash: 'a'.repeat(64) });
  clock.advance(30 * day);
  await storage.library.addBundle(acme, { id: 'young', ...bundle });
  expect(await forge.maintain({ everything: true })).toMatchObject({ deletedBundles: 0, deletedSessions: 0 });
  await storage.sessions.revoke({ userId: 'ada' }, 'foreign', { reason: 'over', denyForMs: 2 * day });
  clock.advance(2 * day + 60_000);
  const report = { deletedBundles: 1, deletedSessions: 0, deletedDenials: 1 };
  expect(await forge.maintain({ everything: true })).toMatchObject(report);
  clock.advance(1);
  expect(await forge.maintain({ everything: true })).toMatchObject({ deletedSessions: 1, deletedDenials: 0 });
  expect(await storage.library.getBundle(acme, 'young')).not.toBe(null);
  expect(await storage.sessions.get({ userId: 'ada' }, 'short')).toBe(null);
});

test('events of billing are forgotten 60 days after they were dealt with, however many there are, once a day', async () => {
  const { forge, storage, clock } = setup();
  const event = (index: number) => ({ provider: 'stripe', eventId: `evt_${index}` });
  for (let index = 0; index < 1_005; index += 1) await storage.billing.finishEvent(event(index));
  clock.advance(60 * day);
  await storage.billing.finishEvent(event(2_000));
  expect(await forge.maintain({ everything: true })).toMatchObject({ deletedBillingEvents: 0 });
  clock.advance(day - 1);
  expect(await forge.maintain()).toMatchObject({ deletedBillingEvents: 0 });
  clock.advance(1);
  expect(await forge.maintain()).toMatchObject({ deletedBillingEvents: 1_005 });
  expect(await storage.billing.isEventDone(event(0))).toBe(false);
  expect(await storage.billing.isEventDone(event(2_000))).toBe(true);
});

test('what is cached is deleted once it has expired, however much there is, once an hour', async () => {
  const { forge, storage, clock } = setup();
  for (let index = 0; index < 1_005; index += 1) await storage.cache.put(acme, cacheEntry({ ttlMs: 1_000 }));
  const young = cacheEntry({ ttlMs: day });
  await storage.cache.put(other, young);
  expect(await forge.maintain()).toMatchObject({ deletedCacheEntries: 0 });
  clock.advance(3_599_999);
  expect(await forge.maintain()).toMatchObject({ deletedCacheEntries: 0 });
  clock.advance(1);
  expect(await forge.maintain()).toMatchObject({ deletedCacheEntries: 1_005 });
  expect(await storage.cache.get(other, young.key)).toEqual(young.value);
});

describe('maintain', () => {
  test('does the slow work once an hour, and in between what is due on each call', async () => {
    const { forge, storage, clock } = setup();
    await completeRun(storage, acme);
    clock.advance(31 * day);
    expect(await forge.maintain()).toEqual({ ...nothing, summedDays: 1, deletedRuns: 1, sweptWindows: 1 });
    await completeRun(storage, other);
    clock.advance(31 * day);
    await storage.maintenance.claim('retention', 0);
    clock.advance(3_599_999);
    expect(await forge.maintain()).toMatchObject({ deletedRuns: 0, summedDays: 1 });
    clock.advance(1);
    expect(await forge.maintain()).toMatchObject({ deletedRuns: 1 });
  });

  test('of several processes at once, one does the slow work', async () => {
    const { forge, storage, clock } = setup();
    for (let run = 0; run < 20; run += 1) await completeRun(storage, acme);
    clock.advance(31 * day);
    const reports = await Promise.all(Array.from({ length: 8 }, () => forge.maintain()));
    expect(reports.map(({ deletedRuns }) => deletedRuns).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 20]);
  });

  test('lets go of whole months past the longest retention, and of none where one plan keeps them for good', async () => {
    const asked: unknown[] = [];
    const watched = (plans: readonly Plan[]) =>
      forgeWithModel([], {
        engine: 'rules',
        plans,
        storage: (storage) =>
          storageWithFaults(storage, {
            'maintenance.turnMonths': async (_callThrough, [request]) => {
              asked.push(request);
              return { added: 3, dropped: 2 };
            },
          }),
      });
    const limited = watched([pilot, { ...pilot, id: 'b', retentionDays: 90 }]);
    expect(await limited.forge.maintain()).toMatchObject({ addedMonths: 3, droppedMonths: 2 });
    await watched([pilot, { ...pilot, id: 'b', retentionDays: null }]).forge.maintain();
    expect(asked).toEqual([
      { before: limited.clock.now() - 90 * day, planIds: ['pilot', 'b'] },
      { before: 0, planIds: ['pilot', 'b'] },
    ]);
  });

  test('does all the rest when something fails, tells of each failure, and throws the first', async () => {
    const down = async () => {
      throw storageDown();
    };
    const { forge, storage, clock, reported } = forgeWithModel([], {
      engine: 'rules',
      storage: (inner) =>
        storageWithFaults(inner, {
          'maintenance.rollUp': down,
          'maintenance.turnMonths': down,
          'ledger.purge': async (callThrough, [scope]) =>
            (scope as typeof acme).orgId === 'acme' ? down() : callThrough(),
        }),
    });
    const kept = await completeRun(storage, acme);
    const deleted = await completeRun(storage, other);
    const late = await reserveRun(storage, other, { leaseMs: 1 });
    clock.advance(31 * day);
    expect((await rejection(forge.maintain())).code).toBe('storage_unavailable');
    expect(reported.map(({ context }) => context.during)).toEqual(['maintain', 'maintain', 'maintain']);
    expect(await storage.ledger.get(acme, kept.id)).not.toBe(null);
    expect(await storage.ledger.get(other, deleted.id)).toBe(null);
    expect(await storage.ledger.get(other, late.id)).toBe(null);
  });

  test.each([
    { everthing: true },
    { everything: 'yes' },
  ])('takes no other options than its own: %j', async (options) => {
    const { forge } = setup();
    expect((await rejection(forge.maintain(options as { everything: boolean }))).code).toBe('request_invalid');
  });

  test('a catalogue must say how long things are kept', () => {
    const { retentionDays: _forgotten, ...plan } = pro ?? pilot;
    expect(() => setup([plan as Plan])).toThrow(/retentionDays/);
    expect(() => setup([{ ...pilot, retentionDays: 0 }])).toThrow(/retentionDays/);
  });
});
