import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, Storage } from '../../src/storage.js';
import { callStatement } from '../sql/call-statement.js';
import { migrations } from '../sql/migrations/index.js';
import { neededSchema } from '../sql/migrations/needed-schema.js';
import { Row } from '../sql/rows/row.js';
import { migrate } from '../sql/schema/migrate.js';
import { withMigrationLock } from '../sql/schema/migration-lock.js';
import type { SqlExecutor } from '../sql/sql-executor.js';
import { sqlStorage } from '../sql/sql-storage.js';
import { borrowedHome, ownHome, type PostgresHome } from './postgres-home.js';
import { type PostgresStorageOptions, rejectWrongOptions } from './postgres-options.js';
import { PostgresSignals } from './postgres-signals.js';
import { requireReadCommitted } from './require-read-committed.js';
import { statementName } from './statement-name.js';

/**
 * Postgres for any number of processes: every limit holds across all of them. Nothing is connected
 * before the first call. A connection that breaks is replaced for the next call.
 * @throws PromptForgeError `config_invalid` for an address that is none, or options that exclude
 * each other.
 */
export function postgresStorage(options: PostgresStorageOptions): Storage {
  rejectWrongOptions(options);
  const { preparedStatements = true, clock = null } = options;
  const home = homeOf(options);
  return sqlStorage({
    traits: { adapter: 'postgres', durable: true, scope: 'shared' },
    executor: postgresExecutor(home, preparedStatements),
    schema: neededSchema,
    async setup() {
      await requireReadCommitted(home);
      await migrateOnce(home);
    },
    release: () => home.close(),
    signals: canSpareConnection(options) ? new PostgresSignals(() => home.openSession()) : null,
    clock,
  });
}

/** Listening on a pool of one connection would leave none to work with. */
function canSpareConnection({ pool, directConnectionString }: PostgresStorageOptions): boolean {
  return pool?.options?.max !== 1 || directConnectionString !== undefined;
}

function homeOf(options: PostgresStorageOptions): PostgresHome {
  const { connectionString, pool, directConnectionString } = options;
  if (pool !== undefined) return borrowedHome(pool, directConnectionString);
  return ownHome({
    connectionString: connectionString ?? '',
    directConnectionString: directConnectionString ?? connectionString ?? '',
    preparedStatements: options.preparedStatements ?? true,
    maxConnections: options.maxConnections ?? 10,
    connectionTimeoutMs: options.connectionTimeoutMs ?? 5_000,
    statementTimeoutMs: options.statementTimeoutMs ?? 30_000,
  });
}

function postgresExecutor(home: PostgresHome, preparedStatements: boolean): SqlExecutor {
  return {
    async call(functionName, args) {
      const { text, values } = callStatement(functionName, args);
      const name = preparedStatements ? { name: statementName(text) } : {};
      const { rows } = await home.query({ ...name, text, values: [...values] });
      const answer = new Row(rows[0]).nullableText('answer');
      return answer === null ? null : JSON.parse(answer);
    },
  };
}

const wallClock: Clock = { now: () => Date.now(), sleep: (ms) => pause(ms) };

/** Any number of processes may do this at once: one migrates, the others wait and find it done. */
async function migrateOnce(home: PostgresHome): Promise<void> {
  const { query, close } = await home.openSession();
  const session = { query: async (sql: string) => (await query(sql)).rows, exec: query };
  try {
    await withMigrationLock(session, wallClock, () => migrate(session, migrations));
  } finally {
    await close();
  }
}
