export { type OpenedPgliteFolder, openPgliteFolder } from './open-pglite-folder.js';
export type { PgliteDatabase } from './pglite-database.js';
export { type PgliteStorageOptions, pgliteStorage } from './pglite-storage.js';
