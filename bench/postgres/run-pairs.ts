import { postgresStorage } from '../../adapters/postgres/index.js';
import type { LedgerStore, QuotaLimit } from '../../src/storage.js';
import { quotaLimit } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { scoreRecord, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { type Ground, type PostgresContestant, unreachable } from './contestant.js';
import { numberFrom, openPool } from './open-pool.js';
import { tenantOf } from './promptforge.js';

/**
 * Each call is a whole run: reserved in four windows, and settled with two scores and three events.
 * @param decorate puts something in front of the ledger.
 */
export async function runPairs(
  ground: Ground,
  name: string,
  decorate: (ledger: LedgerStore) => LedgerStore = (ledger) => ledger,
): Promise<PostgresContestant> {
  const storage = postgresStorage({ connectionString: ground.url, maxConnections: ground.pool });
  await storage.setup();
  const ledger = decorate(storage.ledger);
  const limits = fourWindows(Date.now());
  const facts = openPool({ ...ground, pool: 1 });
  return {
    name,
    async consume(key) {
      const scope = tenantOf(key);
      const request = reservation({ userId: `user-${key}`, limits });
      const { runId } = request;
      const reserved = await ledger.reserve(scope, request);
      if (reserved.outcome !== 'reserved') throw new Error(`${name} answered ${reserved.outcome}.`);
      const scores = [scoreRecord('original', 61.5), scoreRecord('candidate', 80, true)];
      const events = [1, 2, 3].map((sequence) => telemetryEvent(scope, runId, sequence));
      const settled = await ledger.settle(scope, settlement(runId, { scores, events }));
      if (settled.outcome !== 'settled') throw new Error(`${name} answered ${settled.outcome}.`);
    },
    counted: () => numberFrom(facts, "select count(*) from promptforge.runs where status = 'succeeded'"),
    run: async (sql) => void (await facts.query(sql)),
    async close() {
      await facts.end();
      await storage.close();
    },
  };
}

/** Their month begins now, so that it does not end while runs are counted. */
function fourWindows(anchor: number): readonly QuotaLimit[] {
  const each = [
    ['user', 'calls'],
    ['user', 'tokens'],
    ['org', 'tokens'],
    ['org', 'cost'],
  ] as const;
  return each.map(([subject, meter]) => quotaLimit(subject, meter, 'month', 1_000 * unreachable, { anchor }));
}
