import { loadPg } from './load-pg.js';
import type { PostgresClient, PostgresPool, PostgresRows } from './postgres-database.js';
import { within } from './within.js';

/** One connection, used by nobody else. */
export interface PostgresSession {
  readonly client: PostgresClient;
  query(sql: string): Promise<PostgresRows>;
  /** Never rejects. */
  close(): Promise<void>;
}

/** For migrations, which may take longer than any call; the functions of the schema rely on READ COMMITTED. */
const settings = `set statement_timeout = 0; set default_transaction_isolation = 'read committed'`;

/** A connection of its own. No statement of it is canceled for taking long. */
export async function openSession(connectionString: string, connectionTimeoutMs: number): Promise<PostgresSession> {
  const { Client } = await loadPg();
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: connectionTimeoutMs,
    keepAlive: true,
    fallback_application_name: 'promptforge',
  });
  client.on('error', () => {});
  const close = () => within(connectionTimeoutMs, client.end()).catch(() => {});
  try {
    await client.connect();
    await within(connectionTimeoutMs, client.query(settings));
  } catch (error) {
    await close();
    throw error;
  }
  return { client, query: (sql) => client.query(sql), close };
}

/** How long the server may take to take a setting. */
const settingMs = 5_000;

/**
 * Takes a connection out of a pool; closing it destroys it, so that nothing of the session is left. No
 * statement of it is canceled by the server for taking long, whatever the pool is set to.
 */
export async function borrowSession(pool: PostgresPool): Promise<PostgresSession> {
  const client = await pool.connect();
  client.on('error', () => {});
  let open = true;
  const close = async () => {
    if (open) client.release(true);
    open = false;
  };
  try {
    await within(settingMs, client.query(settings));
  } catch (error) {
    await close();
    throw error;
  }
  return { client, query: (sql) => client.query(sql), close };
}
