import type { ErrorCode } from '../../src/storage.js';

/** What a failure of a database means to a caller, and how to mend it. */
export interface DatabaseFailure {
  readonly code: ErrorCode;
  readonly message: string;
  /** When it is likely to be over by itself, in milliseconds; null when somebody has to act. */
  readonly retryAfterMs: number | null;
  /** A name for programs, where they can do something about it. */
  readonly reason?: 'collided';
}

function lasting(message: string, code: ErrorCode = 'storage_unavailable'): DatabaseFailure {
  return { code, message, retryAfterMs: null };
}

function passing(message: string, code: ErrorCode = 'storage_unavailable'): DatabaseFailure {
  return { code, message, retryAfterMs: 1_000 };
}

const missingSchema = lasting(
  'The database lacks the schema that this version of promptforge needs. Call forge.setup() first.',
  'storage_not_ready',
);
const wrongHost = lasting(
  'The host of the database is not known. Check the host in the connection string, and the name resolution here.',
);
// A server that restarts, or hands over to another, is not reached meanwhile.
const unreachable = passing(
  'The database does not answer at its host and port. Check both in the connection string, that the server runs, and ' +
    'that no firewall is in between.',
);
const wrongPassword = lasting(
  'The database rejected the user or the password. Check both in the connection string, and what pg_hba.conf allows.',
);
const lostConnection = passing(
  'The connection to the database broke, as when the server restarts. Whether the call took effect is not known. Call ' +
    'again: new connections are made by themselves.',
);
const restarting = passing('The database is shutting down or starting up. Call again in a moment.');
const outOfSpace = lasting('The disk of the database is full. Free some space or enlarge it; nothing was written.');
const tookTooLong = passing(
  'The database took longer than the statement timeout, and the call was canceled. Look for locks and overload there, ' +
    'or raise the timeout.',
);
const refusedTls = lasting(
  'No TLS connection to the database could be made. Check sslmode and the certificates in the connection string.',
);
const poolerInBetween = lasting(
  'The connection goes through a pooler that does not keep sessions. Set preparedStatements: false, and give ' +
    'directConnectionString.',
);
const poolerFailed = passing(
  'A pooler in front of the database could not serve the connection: its server is away, or it has too many clients. ' +
    'Call again in a moment, and look into its log.',
);
const collided: DatabaseFailure = {
  ...passing('The call collided with another one in the database, and nothing was written. Call again.'),
  reason: 'collided',
};

/** By SQLSTATE, by code of PostgREST or of the operating system, or by one of {@link driverCodes}. */
const failures: Readonly<Record<string, DatabaseFailure>> = {
  '3F000': missingSchema,
  '42P01': missingSchema,
  '42883': missingSchema,
  '42704': missingSchema,
  PGRST106: missingSchema,
  PGRST202: missingSchema,

  ENOTFOUND: wrongHost,
  EAI_AGAIN: { ...wrongHost, retryAfterMs: 1_000 },
  ECONNREFUSED: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
  CONNECTION_TIMEOUT: unreachable,
  ENOENT: lasting('A socket or certificate file that the connection string names does not exist.'),

  '28P01': wrongPassword,
  '28000': wrongPassword,
  PASSWORD_MISSING: wrongPassword,
  TLS_REFUSED: refusedTls,
  '3D000': lasting(
    'The server has no database of this name. Check the name in the connection string, or create the database.',
  ),
  '42501': lasting(
    'The database role lacks a right. Connect as the owner of the schema promptforge; or have the owner call ' +
      'promptforge.grant_service() with the name of the role; to set up, a role must be allowed to create the schema.',
  ),
  '25006': lasting(
    'The database is read-only, as a standby is. Check that the connection string names the primary server, and that ' +
      'default_transaction_read_only is off.',
  ),
  '53100': outOfSpace,
  ENOSPC: outOfSpace,
  '53300': passing(
    'The server has no connection left for this role. Lower maxConnections, raise max_connections there, or put a ' +
      'pooler in between.',
  ),
  POOL_EXHAUSTED: passing(
    'All connections of the pool were busy for as long as the connection timeout. Raise maxConnections, or send less ' +
      'at once.',
  ),
  POOL_ENDED: lasting('The host has ended the pool that it gave to postgresStorage(). Create a new storage.'),

  '57P01': restarting,
  '57P02': restarting,
  '57P03': restarting,
  ECONNRESET: lostConnection,
  EPIPE: lostConnection,
  CONNECTION_LOST: lostConnection,
  '08P01': poolerFailed,
  STARTUP_PARAMETER: poolerInBetween,
  '26000': poolerInBetween,
  '42P05': poolerInBetween,

  '55P03': passing(
    'Somebody else holds a lock in the database for longer than the lock timeout. Look for it in pg_locks, then call ' +
      'again.',
    'storage_locked',
  ),
  '57014': tookTooLong,
  QUERY_TIMEOUT: tookTooLong,
  '40001': collided,
  '40P01': collided,
};

export function databaseFailure(code: string): DatabaseFailure | null {
  const failure = failures[code];
  if (failure !== undefined) return failure;
  if (/^08[0-9A-Z]{3}$/.test(code)) return lostConnection;
  if (/^PGRST00[0-3]$/.test(code)) return passing(`The API has no connection to its database (${code}). Call again.`);
  return /CERT|_TLS_|_SSL_/.test(code) ? refusedTls : null;
}

/** Errors that `pg` and PgBouncer tell apart by their messages alone. */
const driverCodes: readonly (readonly [beginning: string, code: string])[] = [
  ['Connection terminated due to connection timeout', 'CONNECTION_TIMEOUT'],
  ['timeout expired', 'CONNECTION_TIMEOUT'],
  ['timeout exceeded when trying to connect', 'POOL_EXHAUSTED'],
  ['Cannot use a pool after calling end', 'POOL_ENDED'],
  ['Connection terminated', 'CONNECTION_LOST'],
  ['Client has encountered a connection error', 'CONNECTION_LOST'],
  ['Client was closed and is not queryable', 'CONNECTION_LOST'],
  ['Query read timeout', 'QUERY_TIMEOUT'],
  ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password', 'PASSWORD_MISSING'],
  ['unsupported startup parameter', 'STARTUP_PARAMETER'],
  ['The server does not support SSL connections', 'TLS_REFUSED'],
];

/** @returns the code of a message of the driver, or nothing. */
export function driverCode(message: string): string {
  return driverCodes.find(([beginning]) => message.startsWith(beginning))?.[1] ?? '';
}
