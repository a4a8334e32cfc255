export { openPostgresConnection, type PostgresConnection } from './open-postgres-connection.js';
export type {
  PostgresClient,
  PostgresNotification,
  PostgresPool,
  PostgresPoolClient,
  PostgresQuery,
  PostgresRows,
} from './postgres-database.js';
export type { PostgresStorageOptions } from './postgres-options.js';
export { postgresStorage } from './postgres-storage.js';
