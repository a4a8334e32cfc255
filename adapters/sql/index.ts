/** What tools that look after a database need of the SQL family. This is no subpath of the package. */

export { migrations } from './migrations/index.js';
export { Row } from './rows/row.js';
export type { Migration } from './schema/migration.js';
export { migrationChecksum } from './schema/migration-checksum.js';
export { type MigrationStatus, schemaStatus } from './schema/schema-status.js';
export { toStorageError } from './to-storage-error.js';
