import { expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { orgTokensPerMonth, userCallsPerHour } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { emptyDatabase } from '../postgres-server/index.js';
import { pgbouncerProgram, startPgbouncer } from '../postgres-server/start-pgbouncer.js';
import { until } from '../postgres-server/until.js';

const installed = pgbouncerProgram !== null || process.env.CI !== undefined;
const limits = [userCallsPerHour(150), orgTokensPerMonth(1_000_000)];

async function pooledDatabase() {
  if (pgbouncerProgram === null) throw new Error('PgBouncer is not installed: apt-get install pgbouncer');
  const database = await emptyDatabase();
  onTestFinished(() => database.drop());
  const pgbouncer = await startPgbouncer(pgbouncerProgram, new URL(database.url));
  onTestFinished(() => pgbouncer.stop());
  return { direct: database.url, pooled: pgbouncer.url };
}

test.skipIf(!installed)(
  'behind PgBouncer in transaction mode 200 callers at once reserve and settle exactly to the limit, and followers are woken (skipped where PgBouncer is not installed)',
  async () => {
    const { direct, pooled } = await pooledDatabase();
    const storage = postgresStorage({
      connectionString: pooled,
      directConnectionString: direct,
      preparedStatements: false,
      maxConnections: 40,
      connectionTimeoutMs: 20_000,
    });
    onTestFinished(() => storage.close());
    await storage.setup();
    await storage.setup();
    expect((await storage.health()).schemaVersion).toBe(migrations.at(-1)?.name);

    const scope = { orgId: 'org' };
    const stop = new AbortController();
    let signals = 0;
    const onSignal = () => {
      signals += 1;
    };
    const began = performance.now();
    await storage.events.watch(scope, { onSignal, signal: stop.signal });
    const before = signals;
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const next = reservation({ limits });
        const { outcome } = await storage.ledger.reserve(scope, next);
        if (outcome !== 'reserved') return outcome;
        const events = [telemetryEvent(scope, next.runId, 1)];
        return (await storage.ledger.settle(scope, settlement(next.runId, { events }))).outcome;
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'settled')).toHaveLength(150);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(50);
    const whose = { userId: 'ada', limits };
    expect(await storage.ledger.peek(scope, whose)).toMatchObject([{ used: 150 }, { used: 150 * 500 }]);
    // Every five seconds it is called anyway.
    await until('a follower is woken', () => signals - before > 1 + (performance.now() - began) / 5_000);
    stop.abort();
  },
);

test.skipIf(!installed)(
  'without preparedStatements: false it is told what to set (skipped where PgBouncer is not installed)',
  async () => {
    const { pooled } = await pooledDatabase();
    const storage = postgresStorage({ connectionString: pooled });
    onTestFinished(() => storage.close());
    await expect(storage.health()).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringMatching(/preparedStatements: false.*directConnectionString/),
      details: { reason: 'STARTUP_PARAMETER' },
    });
  },
);
