import type { Pool } from 'pg';
import { createPool } from './own-pool.js';
import type { PostgresPool, PostgresQuery, PostgresRows } from './postgres-database.js';
import type { ConnectionSettings } from './postgres-options.js';
import { borrowSession, openSession, type PostgresSession } from './postgres-session.js';

/** Where connections come from, and how they are let go of. */
export interface PostgresHome {
  /** Runs a statement on any connection. */
  query(query: PostgresQuery): Promise<PostgresRows>;
  /** A session with the server itself, past any pooler. */
  openSession(): Promise<PostgresSession>;
  close(): Promise<void>;
}

/** A pool of our own, which is made for the first statement. */
export function ownHome(settings: ConnectionSettings): PostgresHome {
  let making: Promise<Pool> | null = null;
  return {
    async query(query) {
      making ??= createPool(settings);
      return (await making).query(query);
    },
    openSession: () => openSession(settings.directConnectionString, settings.connectionTimeoutMs),
    async close() {
      await (await making?.catch(() => null))?.end();
    },
  };
}

/** A pool that the host has made and will end. */
export function borrowedHome(pool: PostgresPool, directConnectionString: string | undefined): PostgresHome {
  return {
    query: (query) => pool.query(query),
    openSession: () =>
      directConnectionString === undefined ? borrowSession(pool) : openSession(directConnectionString, 5_000),
    async close() {},
  };
}
