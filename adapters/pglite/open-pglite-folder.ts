import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PromptForgeError } from '../../src/storage.js';
import { toStorageError } from '../sql/to-storage-error.js';
import type { PgliteDatabase } from './pglite-database.js';
import { ownHome } from './pglite-home.js';

export interface OpenedPgliteFolder {
  readonly database: PgliteDatabase;
  /** Closes the database and lets go of the folder. */
  close(): Promise<void>;
}

/**
 * Opens the database of a folder as `pgliteStorage({ dataDir })` does, for tools that look into
 * it. Nobody else can use the folder until it is closed.
 * @throws PromptForgeError `storage_not_ready` when the folder holds no database and none is to be
 * created, `storage_locked`, `storage_unavailable`, `config_invalid` without the package.
 */
export async function openPgliteFolder(
  dataDir: string,
  { create }: { readonly create: boolean },
): Promise<OpenedPgliteFolder> {
  if (!create && !existsSync(join(dataDir, 'database'))) {
    throw new PromptForgeError(
      'storage_not_ready',
      `The folder ${dataDir} holds no database. Check its name, or make one with: ` +
        'npx promptforge migrate up --data-dir FOLDER',
      { details: { folder: dataDir } },
    );
  }
  const home = ownHome(dataDir);
  try {
    return { database: await home.open(), close: () => home.close() };
  } catch (error) {
    throw toStorageError(error);
  }
}
