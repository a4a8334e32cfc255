import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { orgTokensPerMonth, userCallsPerHour } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { type CountingProxy, startCountingProxy } from '../postgres-server/counting-proxy.js';
import { migratedDatabase, type TestDatabase } from '../postgres-server/index.js';

let database: TestDatabase;
let proxy: CountingProxy;

beforeAll(async () => {
  database = await migratedDatabase();
  proxy = await startCountingProxy(database.url);
});

afterAll(async () => {
  await proxy.close();
  await database.drop();
});

const scope = { orgId: 'org' };
const limits = [userCallsPerHour(100), orgTokensPerMonth(1_000_000)];

/** What a reservation and its settlement send, once the only connection is warm. */
async function messagesOf(preparedStatements: boolean) {
  const storage = postgresStorage({
    connectionString: proxy.url,
    directConnectionString: database.url,
    maxConnections: 1,
    preparedStatements,
  });
  try {
    const [first, second] = [reservation({ limits }), reservation({ limits })];
    await storage.ledger.reserve(scope, first);
    await storage.ledger.settle(scope, settlement(first.runId));
    proxy.take();
    expect(await storage.ledger.reserve(scope, second)).toMatchObject({ outcome: 'reserved' });
    const reserve = proxy.take();
    expect(await storage.ledger.settle(scope, settlement(second.runId))).toMatchObject({ outcome: 'settled' });
    return { reserve, settle: proxy.take() };
  } finally {
    await storage.close();
  }
}

test('reserve and settle are one statement and one round trip each, prepared once for a connection', async () => {
  const once = { B: 1, D: 1, E: 1, S: 1 };
  expect(await messagesOf(true)).toEqual({ reserve: once, settle: once });
});

test('without prepared statements they are parsed each time, in the same one round trip', async () => {
  const once = { P: 1, B: 1, D: 1, E: 1, S: 1 };
  expect(await messagesOf(false)).toEqual({ reserve: once, settle: once });
});
