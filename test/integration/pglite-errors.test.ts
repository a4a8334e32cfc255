import { inspect } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { loadPglite } from '../../adapters/pglite/load-pglite.js';
import { newTenant } from '../../src/testing/storage-contract/fixtures/new-tenant.js';
import { reservation, runInput } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';

const secret = 'what a user wrote';

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable('the call was to fail'),
    (error: unknown) => error,
  );
}

test('a storage that was not set up says to call setup()', async () => {
  const storage = pgliteStorage();
  await expect(storage.ledger.get(newTenant(), 'run')).rejects.toMatchObject({
    code: 'storage_not_ready',
    message: expect.stringContaining('forge.setup()'),
  });
  await storage.close();
});

test('a missing package says what to install', async () => {
  const missing = () => Promise.reject(Object.assign(new Error('not found'), { code: 'ERR_MODULE_NOT_FOUND' }));
  await expect(loadPglite(missing)).rejects.toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining('npm install @electric-sql/pglite'),
  });
});

test.each(['', 'memory://', 'idb://data'])('%j is no folder', (dataDir) => {
  expect(() => pgliteStorage({ dataDir })).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

test('dataDir and database exclude each other', () => {
  const database = { query: async () => ({ rows: [] }), exec: async () => [], close: async () => {} };
  expect(() => pgliteStorage({ dataDir: 'data', database })).toThrow(
    expect.objectContaining({ code: 'config_invalid' }),
  );
});

test('a driver that crashes is storage_unavailable, whatever it throws', async () => {
  const crash = async () => {
    throw Object.assign(new Error(`unreachable ${secret}`), { name: 'RuntimeError' });
  };
  const storage = pgliteStorage({ database: { query: crash, exec: crash, close: crash } });
  for (const work of [storage.setup(), storage.health(), storage.ledger.reap({ limit: 1 })]) {
    const error = await errorOf(work);
    expect(error).toMatchObject({ code: 'storage_unavailable', cause: { name: 'RuntimeError' } });
    expect(inspect(error, { depth: 10 })).not.toContain(secret);
  }
});

describe('with a database', () => {
  let database: PGlite;

  beforeAll(async () => {
    database = await PGlite.create();
  });

  afterAll(() => database.close());

  test('a database without the schema says to call setup()', async () => {
    await expect(pgliteStorage({ database }).ledger.get(newTenant(), 'run')).rejects.toMatchObject({
      code: 'storage_not_ready',
      message: expect.stringContaining('forge.setup()'),
    });
  });

  test('a row that the database rejects is an error that quotes neither the prompt nor a name', async () => {
    const storage = pgliteStorage({ database });
    await storage.setup();
    const scope = newTenant();
    const request = reservation({ runId: `run of ${secret}`, input: runInput(secret) });
    await storage.ledger.reserve(scope, request);
    const impossible = { ...settlement(request.runId), ending: 'elsewhere' as never };
    const error = await errorOf(storage.ledger.settle(scope, impossible));
    expect(error).toMatchObject({ code: 'internal', cause: { code: '23514' } });
    expect(inspect(error, { depth: 10 })).not.toContain(secret);
    expect(await storage.ledger.peek(scope, { userId: 'ada', limits: request.limits })).toMatchObject([{ used: 1 }]);
  });

  test('a settlement that the database cannot read changes nothing, so that it can be repeated', async () => {
    const storage = pgliteStorage({ database });
    await storage.setup();
    const scope = newTenant();
    const { runId } = reservation();
    await storage.ledger.reserve(scope, reservation({ runId }));
    const usage = { ...settlement(runId).usage, inputTokens: Number.NaN };
    await expect(storage.ledger.settle(scope, settlement(runId, { usage }))).rejects.toMatchObject({
      code: 'internal',
    });
    expect(await storage.ledger.get(scope, runId)).toMatchObject({ status: 'reserved' });
    expect(await storage.ledger.settle(scope, settlement(runId))).toMatchObject({ outcome: 'settled' });
  });

  test('text of a model that Postgres has no letters for does not cost the run', async () => {
    const storage = pgliteStorage({ database });
    await storage.setup();
    const scope = newTenant();
    const { runId } = reservation();
    await storage.ledger.reserve(scope, reservation({ runId }));
    const error = { code: 'model_output_invalid', message: 'It said \0 and \ud83d.' };
    await storage.ledger.settle(scope, settlement(runId, { ending: 'failed', result: null, error }));
    expect((await storage.ledger.get(scope, runId))?.error?.message).toBe('It said \uFFFD and \uFFFD.');
  });

  test('a late settlement of a run whose user was erased brings back nothing the user wrote', async () => {
    let now = Date.UTC(2027, 0, 1);
    const storage = pgliteStorage({ database, clock: { now: () => now } });
    await storage.setup();
    const scope = newTenant();
    const { runId } = reservation();
    const reserved = await storage.ledger.reserve(scope, reservation({ runId, leaseMs: 1 }));
    expect(reserved.outcome).toBe('reserved');
    now += 1;
    await storage.ledger.reap({ limit: 100 });
    await storage.ledger.eraseUser(scope, 'ada');
    await storage.ledger.settle(scope, settlement(runId));
    expect(await storage.ledger.get(scope, runId)).toMatchObject({
      status: 'succeeded',
      userId: '',
      input: null,
      result: null,
      charge: settlement(runId).charge,
    });
  });

  test('closing the storage leaves the database of the host open', async () => {
    await pgliteStorage({ database }).close();
    expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});
