import { postgresStorage } from '../../adapters/postgres/index.js';
import type { LedgerStore, QuotaLimit, TenantScope } from '../../src/storage.js';
import { quotaLimit } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { type Ground, type PostgresContestant, unreachable } from './contestant.js';
import { numberFrom, openPool } from './open-pool.js';

const amounts = { calls: 1, tokens: 0, cost: 0 };

/** Two windows, charged together or not at all. @param decorate puts something in front of the ledger. */
export async function promptforge(
  ground: Ground,
  name: string,
  decorate: (ledger: LedgerStore) => LedgerStore = (ledger) => ledger,
): Promise<PostgresContestant> {
  const storage = postgresStorage({ connectionString: ground.url, maxConnections: ground.pool });
  await storage.setup();
  const ledger = decorate(storage.ledger);
  const limits = twoWindows(Date.now());
  const facts = openPool({ ...ground, pool: 1 });
  return {
    name,
    async consume(key) {
      const { outcome } = await ledger.consume(tenantOf(key), { userId: `user-${key}`, limits, amounts });
      if (outcome !== 'admitted') throw new Error(`${name} answered ${outcome}.`);
    },
    counted: () => numberFrom(facts, "select sum(used) from promptforge.quota_windows where period = 'month'"),
    run: async (sql) => void (await facts.query(sql)),
    async close() {
      await facts.end();
      await storage.close();
    },
  };
}

/** The month begins now, so that it does not end while calls are counted. */
function twoWindows(anchor: number): readonly QuotaLimit[] {
  return [
    quotaLimit('user', 'calls', 'hour', unreachable),
    quotaLimit('user', 'calls', 'month', unreachable, { anchor }),
  ];
}

/** Ten users for each organization. */
export function tenantOf(key: number): TenantScope {
  return { orgId: `org-${Math.floor(key / 10)}` };
}
