/** What tools that look after a database need of the SQL family. This is no subpath of the package. */
export type { Migration } from './migration.js';
export { migrationChecksum } from './migration-checksum.js';
export { migrations } from './migrations/index.js';
export { Row } from './row.js';
export { type MigrationStatus, schemaStatus } from './schema-status.js';
export { toStorageError } from './to-storage-error.js';
