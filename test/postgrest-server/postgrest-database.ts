import type { PGlite } from '@electric-sql/pglite';
import { Client, Pool } from 'pg';

export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

/** What the server needs of a database. */
export interface PostgrestDatabase {
  /** Runs work in one transaction, which is undone when the work fails. */
  transaction<T>(mode: 'read write' | 'read only', work: (query: Query) => Promise<T>): Promise<T>;
  /** @returns what ends it. */
  listen(channel: string, onNotification: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** The PGlite is its owner's to close. */
export function overPglite(database: PGlite): PostgrestDatabase {
  return {
    transaction: (mode, work) =>
      database.transaction(async (transaction) => {
        const query: Query = async (sql, values = []) =>
          (await transaction.query<Record<string, unknown>>(sql, [...values])).rows;
        if (mode === 'read only') await query('set transaction read only');
        return work(query);
      }),
    listen: (channel, onNotification) => database.listen(channel, onNotification),
    close: async () => {},
  };
}

export function overPostgres(url: string): PostgrestDatabase {
  const pool = new Pool({ connectionString: url, max: 10 });
  pool.on('error', () => {});
  return {
    async transaction(mode, work) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query(`begin ${mode}`);
        const result = await work(async (sql, values = []) => (await client.query(sql, [...values])).rows);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async listen(channel, onNotification) {
      const client = new Client({ connectionString: url });
      client.on('error', () => {});
      client.on('notification', onNotification);
      await client.connect();
      await client.query(`listen ${channel}`);
      return () => client.end();
    },
    close: () => pool.end(),
  };
}
