import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Storage } from '../../src/storage.js';
import { rollUpAll } from '../../src/testing/storage-contract/fixtures/roll-up-all.js';
import { type ManualClock, manualClock } from '../fixtures/manual-clock.js';
import { memoryByClock, pgliteByClock, postgresByClock, type StorageByClock } from '../fixtures/storages-by-clock.js';

const hourMs = 3_600_000;

describe.each([
  ['memory', async () => memoryByClock()],
  ['PGlite', pgliteByClock],
  ['Postgres', postgresByClock],
] as const)('upkeep in %s, whose clock was wrong and is set back,', (_name, begin) => {
  let kept: StorageByClock;
  let storage: Storage;
  let clock: ManualClock;

  beforeAll(async () => {
    kept = await begin();
    clock = manualClock();
    storage = await kept.open(clock);
  }, 60_000);

  afterAll(async () => {
    await storage.close();
    await kept.close();
  });

  test('is due again at once', async () => {
    const { maintenance } = storage;
    expect(await maintenance.claim('sessions', hourMs)).toBe(true);
    expect(await maintenance.claim('sessions', hourMs)).toBe(false);
    clock.advance(-10 * hourMs);
    expect(await maintenance.claim('sessions', hourMs)).toBe(true);
    expect(await maintenance.claim('sessions', hourMs)).toBe(false);
    clock.advance(-10 * hourMs);
    expect(await maintenance.claim('sessions', 0)).toBe(true);
  });

  test('says that days are summed up to no time that is still to come', async () => {
    await rollUpAll(storage);
    expect(await storage.analytics.summed()).toEqual({ timeZone: 'UTC', until: clock.now() });
    clock.advance(-10 * hourMs);
    await rollUpAll(storage);
    expect(await storage.analytics.summed()).toEqual({ timeZone: 'UTC', until: clock.now() });
  });
});
