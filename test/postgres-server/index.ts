export { connectionsTo } from './connections-to.js';
export { onServer, type TestDatabase } from './server-databases.js';
export {
  type PostgresServer,
  passwordRole,
  startPostgresServer,
} from './start-postgres-server.js';
export { emptyDatabase, migratedDatabase, migratedTemplate, sharedServer } from './test-database.js';
