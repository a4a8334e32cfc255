import { openPgliteFolder, pgliteStorage } from '../../adapters/pglite/index.js';
import { openPostgresSession } from '../../adapters/postgres/open-postgres-session.js'; // INTERIM
import type { Storage } from '../index.js';
import type { DatabaseSession, Query } from './database-session.js';
import type { DatabaseTarget } from './database-target.js';

/** A database that a command has opened. */
export interface OpenedDatabase {
  /** One connection, used by nobody else. */
  readonly query: Query;
  /** A second connection at the same time; null where there can be only one. */
  another(): Promise<Query | null>;
  /** The storage on it, as an application would use it. */
  storage(): Storage;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Whether a folder that holds no database yet is given one. */
  readonly create: boolean;
  /** Closes the connections when it aborts, so that nothing is waited for. */
  readonly signal: AbortSignal;
}

/** @throws PromptForgeError when the database cannot be reached, with what to do about it. */
export function openDatabase(target: DatabaseTarget, options: OpenOptions): Promise<OpenedDatabase> {
  return target.kind === 'pglite' ? openFolder(target.dataDir, options) : openServer(target.connectionString, options);
}

async function openFolder(dataDir: string, { create }: OpenOptions): Promise<OpenedDatabase> {
  const { database, close } = await openPgliteFolder(dataDir, { create });
  return {
    query: async (sql) => (await database.query(sql)).rows,
    another: async () => null,
    storage: () => pgliteStorage({ database }),
    close,
  };
}

async function openServer(connectionString: string, { signal }: OpenOptions): Promise<OpenedDatabase> {
  const sessions: DatabaseSession[] = [];
  const close = async () => {
    signal.removeEventListener('abort', close);
    await Promise.all(sessions.map((session) => session.close()));
  };
  signal.addEventListener('abort', close);
  const open = async () => {
    const session = await openPostgresSession({ connectionString });
    sessions.push(session);
    if (signal.aborted) await close();
    return session.query;
  };
  return {
    query: await open(),
    another: open,
    storage: () => {
      throw new Error('INTERIM');
    },
    close,
  };
}
