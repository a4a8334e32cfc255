import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Row } from './ledger-checks.js';

/** One connection of a test, to look into the database past the storage. */
export interface DatabaseFacts {
  rows(sql: string): Promise<readonly Row[]>;
  /** Deadlocks that this database has seen, once everybody else has left and been counted. */
  deadlocks(): Promise<number>;
  /** Waits until nobody else is connected to the database, or only those of a name. */
  untilAlone(applicationName?: string): Promise<void>;
  close(): Promise<void>;
}

export async function openDatabaseFacts(url: string): Promise<DatabaseFacts> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const rows = async (sql: string): Promise<readonly Row[]> => (await client.query(sql)).rows;
  async function untilAlone(applicationName?: string): Promise<void> {
    const of = applicationName === undefined ? '' : `and application_name = '${applicationName}'`;
    const others = `
      select count(*)::integer as count
        from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' ${of}`;
    for (const deadline = Date.now() + 90_000; (await rows(others))[0]?.count !== 0; await pause(10)) {
      if (Date.now() > deadline) throw new Error('others are still connected to the database');
    }
  }
  return {
    rows,
    untilAlone,
    async deadlocks() {
      await untilAlone();
      const [row] = await rows('select deadlocks::integer from pg_stat_database where datname = current_database()');
      return Number(row?.deadlocks);
    },
    close: () => client.end(),
  };
}
