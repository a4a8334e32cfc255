import { Socket } from 'node:net';
import { toStorageError } from '../sql/to-storage-error.js';
import { loadPg } from './load-pg.js';
import type { PostgresRows } from './postgres-database.js';
import { within } from './within.js';

export interface PostgresConnection {
  /** Runs one statement. The errors of the driver are thrown as they are. */
  query(sql: string): Promise<PostgresRows>;
  /** Never rejects. A statement under way fails. */
  close(): Promise<void>;
}

/** How long a server may take to let somebody in, to answer one question of a tool, and to let go. */
const connectMs = 10_000;
const answerMs = 30_000;
const goodbyeMs = 1_000;

/**
 * One connection with the settings that the server gives it, for tools that look into a database.
 * It is cut when the signal aborts.
 * @throws PromptForgeError `storage_unavailable`, with what to do about it; `config_invalid`
 * without the package pg.
 */
export async function openPostgresConnection(
  connectionString: string,
  signal: AbortSignal,
): Promise<PostgresConnection> {
  const { Client } = await loadPg();
  const socket = new Socket();
  const cut = () => void socket.destroy();
  const client = new Client({
    connectionString,
    stream: () => socket,
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    fallback_application_name: 'promptforge',
  });
  // A connection that breaks between two statements is told of by the next one.
  client.on('error', () => {});
  const close = async () => {
    await within(goodbyeMs, client.end()).catch(() => {});
    signal.removeEventListener('abort', cut);
    cut();
  };
  signal.addEventListener('abort', cut);
  try {
    if (signal.aborted) cut();
    await client.connect();
  } catch (error) {
    await close();
    throw toStorageError(error);
  }
  return { query: (sql) => client.query(sql), close };
}
