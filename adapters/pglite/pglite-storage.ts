import { type Clock, PromptForgeError, type Storage } from '../../src/storage.js';
import { callStatement } from '../sql/call-statement.js';
import { migrations } from '../sql/migrations/index.js';
import { neededSchema } from '../sql/migrations/needed-schema.js';
import { Row } from '../sql/rows/row.js';
import { migrate } from '../sql/schema/migrate.js';
import type { SqlExecutor } from '../sql/sql-executor.js';
import { sqlStorage } from '../sql/sql-storage.js';
import { oneAtATime } from './one-at-a-time.js';
import type { PgliteDatabase } from './pglite-database.js';
import { borrowedHome, ownHome } from './pglite-home.js';
import { PgliteSignals } from './pglite-signals.js';

export interface PgliteStorageOptions {
  /** A folder for the data, created when it is missing. Without one everything is in memory. */
  readonly dataDir?: string;
  /** A PGlite that the host has opened, instead of one of our own. The host closes it. */
  readonly database?: PgliteDatabase;
  /** For tests alone. The clock of the database by default. */
  readonly clock?: Pick<Clock, 'now'>;
}

/**
 * Postgres inside this process, for demos, tests and single-process servers: nothing to install
 * but one package. Nothing is opened before `setup()`, which takes 2 to 4 seconds for a new
 * database and half a second for one that is on disk. One process at a time may use a folder.
 * @throws PromptForgeError `config_invalid` for options that exclude each other.
 */
export function pgliteStorage(options: PgliteStorageOptions = {}): Storage {
  rejectContradictions(options);
  const { dataDir = null, database, clock = null } = options;
  const home = database === undefined ? ownHome(dataDir) : borrowedHome(database);
  let opened: PgliteDatabase | null = database ?? null;
  return sqlStorage({
    traits: { adapter: 'pglite', durable: isDurable(dataDir ?? database?.dataDir), scope: 'process' },
    executor: pgliteExecutor(() => opened ?? notSetUp()),
    schema: neededSchema,
    async setup() {
      const target = await home.open();
      await oneAtATime(target, () => migrate(migrationSession(target), migrations));
      opened = target;
    },
    async release() {
      opened = null;
      await home.close();
    },
    signals: new PgliteSignals(() => opened ?? notSetUp()),
    clock,
  });
}

function pgliteExecutor(database: () => PgliteDatabase): SqlExecutor {
  return {
    async call(functionName, args) {
      const { text, values } = callStatement(functionName, args);
      const { rows } = await database().query(text, [...values]);
      const answer = new Row(rows[0]).nullableText('answer');
      return answer === null ? null : JSON.parse(answer);
    },
  };
}

function migrationSession(database: PgliteDatabase) {
  return {
    query: async (sql: string) => (await database.query(sql)).rows,
    exec: (sql: string) => database.exec(sql),
  };
}

function isDurable(dataDir: string | undefined): boolean {
  return dataDir !== undefined && !dataDir.startsWith('memory://');
}

function notSetUp(): never {
  throw new PromptForgeError('storage_not_ready', 'The storage has not been set up. Call forge.setup() first.');
}

function rejectContradictions({ dataDir, database }: PgliteStorageOptions): void {
  if (dataDir !== undefined && database !== undefined) {
    throw new PromptForgeError('config_invalid', 'pgliteStorage() takes either dataDir or database, not both.');
  }
  if (dataDir !== undefined && (dataDir === '' || dataDir.includes('://'))) {
    throw new PromptForgeError(
      'config_invalid',
      'The dataDir of pgliteStorage() is the path of a folder. Leave it out to keep everything in memory.',
    );
  }
}
