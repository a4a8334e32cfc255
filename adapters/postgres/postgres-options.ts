import { type Clock, PromptForgeError } from '../../src/storage.js';
import type { PostgresPool } from './postgres-database.js';

export interface PostgresStorageOptions {
  /** `postgres://user:password@host:port/database`, for a pool of our own. */
  readonly connectionString?: string;
  /** A `Pool` of `pg` that the host has made, instead of one of our own. The host ends it. */
  readonly pool?: PostgresPool;
  /**
   * Whether the server prepares each statement once for each connection; true by default. False is
   * for a pooler in transaction mode, as PgBouncer, and needs `directConnectionString`.
   */
  readonly preparedStatements?: boolean;
  /**
   * The address of the server itself, past a pooler, for migrations and for listening to new
   * events. By default they use `connectionString`, or take a connection of `pool` while they last.
   */
  readonly directConnectionString?: string;
  /** Connections of our own pool at most; 10 by default. Following events live takes one more. */
  readonly maxConnections?: number;
  /** How long to wait for a connection of our own pool, in milliseconds; 5,000 by default. */
  readonly connectionTimeoutMs?: number;
  /** How long a call may take in the database, in milliseconds; 30,000 by default. Migrations may take longer. */
  readonly statementTimeoutMs?: number;
  /** For tests alone. The clock of the database by default. */
  readonly clock?: Pick<Clock, 'now'>;
}

/** What our own connections are made with. */
export interface ConnectionSettings {
  readonly connectionString: string;
  /** Where sessions lead that must be kept: past a pooler. */
  readonly directConnectionString: string;
  readonly preparedStatements: boolean;
  readonly maxConnections: number;
  readonly connectionTimeoutMs: number;
  readonly statementTimeoutMs: number;
}

const known: readonly string[] = [
  'connectionString',
  'pool',
  'directConnectionString',
  'preparedStatements',
  'maxConnections',
  'connectionTimeoutMs',
  'statementTimeoutMs',
  'clock',
];
const ownPoolOnly = ['maxConnections', 'connectionTimeoutMs', 'statementTimeoutMs'] as const;

/** @throws PromptForgeError `config_invalid`, which quotes no connection string. */
export function rejectWrongOptions(options: PostgresStorageOptions): void {
  if (Object.keys(options ?? {}).some((name) => !known.includes(name))) {
    throw invalid(`postgresStorage() was given an option that it does not have. It takes: ${known.join(', ')}.`);
  }
  const { connectionString, pool, directConnectionString, preparedStatements = true } = options ?? {};
  if (typeof preparedStatements !== 'boolean') {
    throw invalid('The preparedStatements of postgresStorage() is true or false, and no text.');
  }
  if (pool !== undefined && !(typeof pool?.query === 'function' && typeof pool.connect === 'function')) {
    throw invalid('The pool of postgresStorage() is a Pool of the package pg.');
  }
  if ((connectionString === undefined) === (pool === undefined)) {
    throw invalid('postgresStorage() takes either connectionString or pool.');
  }
  if (!preparedStatements && directConnectionString === undefined) {
    throw invalid(
      'A pooler in transaction mode can neither keep a lock nor listen: with preparedStatements: false, ' +
        'postgresStorage() needs directConnectionString too, which leads to the server itself.',
    );
  }
  rejectWrongAddress('connectionString', connectionString);
  rejectWrongAddress('directConnectionString', directConnectionString);
  for (const name of ownPoolOnly) {
    const value = options[name];
    if (value === undefined) continue;
    if (pool !== undefined)
      throw invalid(`The ${name} of postgresStorage() is for a pool of its own; set it on yours.`);
    if (!Number.isSafeInteger(value) || value < 1 || value > 2_147_483_647) {
      throw invalid(`The ${name} of postgresStorage() must be a whole number from 1 to 2147483647.`);
    }
  }
}

function rejectWrongAddress(name: string, address: string | undefined): void {
  if (address === undefined || isAddress(address)) return;
  throw invalid(
    `The ${name} of postgresStorage() is no address of a Postgres database. It looks like ` +
      'postgres://USER:PASSWORD@HOST:5432/DATABASE, with special characters of the password percent-encoded.',
  );
}

function isAddress(address: string): boolean {
  try {
    const { protocol, username, password, pathname } = new URL(address);
    for (const part of [username, password, pathname]) decodeURIComponent(part);
    return protocol === 'postgres:' || protocol === 'postgresql:';
  } catch {
    return false;
  }
}

function invalid(message: string): PromptForgeError {
  return new PromptForgeError('config_invalid', message);
}
