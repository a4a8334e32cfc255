import { openPgliteFolder, pgliteStorage } from '../../adapters/pglite/index.js';
import { openPostgresConnection, type PostgresConnection, postgresStorage } from '../../adapters/postgres/index.js';
import { toStorageError } from '../../adapters/sql/index.js';
import { PromptForgeError, type Storage } from '../index.js';
import type { DatabaseTarget } from './database-target.js';

/** Runs one statement. @returns its rows. */
export type Query = (sql: string) => Promise<readonly unknown[]>;

/** A database that a command has opened. What its methods reject with is a `PromptForgeError`. */
export interface OpenedDatabase {
  /** On one connection, used by nobody else. */
  readonly query: Query;
  /** Opens a second connection at the same time; null where there can be only one. */
  another(): Promise<Query | null>;
  /** The storage on it, as an application would use it. */
  storage(): Storage;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Whether a folder that holds no database yet is given one. */
  readonly create: boolean;
  /** Cuts the connections when it aborts, so that nothing is waited for. */
  readonly signal: AbortSignal;
}

/** @throws PromptForgeError when the database cannot be reached, with what to do about it. */
export function openDatabase(target: DatabaseTarget, options: OpenOptions): Promise<OpenedDatabase> {
  return target.kind === 'pglite' ? openFolder(target.dataDir, options) : openServer(target.connectionString, options);
}

async function openFolder(dataDir: string, { create, signal }: OpenOptions): Promise<OpenedDatabase> {
  const { database, close } = await openPgliteFolder(dataDir, { create });
  return {
    query: queryOn(database, signal),
    another: async () => null,
    storage: () => pgliteStorage({ database }),
    close,
  };
}

async function openServer(connectionString: string, { signal }: OpenOptions): Promise<OpenedDatabase> {
  const connections: PostgresConnection[] = [];
  const open = async () => {
    const connection = await openPostgresConnection(connectionString, signal).catch((error: unknown) => {
      throw signal.aborted ? interrupted() : error;
    });
    connections.push(connection);
    return queryOn(connection, signal);
  };
  return {
    query: await open(),
    another: open,
    storage: () => postgresStorage({ connectionString }),
    close: async () => void (await Promise.all(connections.map((connection) => connection.close()))),
  };
}

interface Connection {
  query(sql: string): Promise<{ readonly rows: readonly unknown[] }>;
}

function queryOn(connection: Connection, signal: AbortSignal): Query {
  return async (sql) => {
    try {
      return (await connection.query(sql)).rows;
    } catch (error) {
      throw signal.aborted ? interrupted() : toStorageError(error);
    }
  };
}

function interrupted(): PromptForgeError {
  return new PromptForgeError('run_canceled', 'Interrupted: the connection was closed.');
}
