import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PromptForgeError } from '../../src/storage.js';
import { loadPglite } from './load-pglite.js';
import { type FolderLock, lockFolder } from './lock-file.js';
import type { PgliteDatabase } from './pglite-database.js';

/** Where a database comes from, and how it is let go of. */
export interface PgliteHome {
  /** Opens the database; the same one each time. */
  open(): Promise<PgliteDatabase>;
  close(): Promise<void>;
}

/** A database that the host has opened and will close. */
export function borrowedHome(database: PgliteDatabase): PgliteHome {
  return { open: async () => database, close: async () => {} };
}

/** A database of our own: in a folder, or in memory without one. */
export function ownHome(dataDir: string | null): PgliteHome {
  let opening: Promise<{ readonly database: PgliteDatabase; readonly lock: FolderLock | null }> | null = null;
  return {
    async open() {
      opening ??= dataDir === null ? openInMemory() : openFolder(dataDir);
      const attempt = opening;
      try {
        return (await attempt).database;
      } catch (error) {
        // The next call tries again, unless another one already does.
        if (opening === attempt) opening = null;
        throw error;
      }
    },
    async close() {
      if (opening === null) return;
      const { database, lock } = await opening;
      try {
        await database.close();
      } finally {
        lock?.release();
      }
    },
  };
}

async function openInMemory() {
  const PGlite = await loadPglite();
  return { database: await PGlite.create(), lock: null };
}

async function openFolder(dataDir: string) {
  const PGlite = await loadPglite();
  const folder = createFolder(dataDir);
  const lock = onWritable(folder, () => lockFolder(folder, join(folder, 'promptforge.lock')));
  try {
    return { database: await PGlite.create(join(folder, 'database')), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The real path, so that two names of one folder mean one lock. */
function createFolder(dataDir: string): string {
  return onWritable(dataDir, () => {
    createMissing(resolve(dataDir));
    return realpathSync(dataDir);
  });
}

/** Part by part: Node's own recursive form never returns where no folder can be made, as in /proc. */
function createMissing(folder: string): void {
  if (existsSync(folder)) return;
  createMissing(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

function onWritable<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (PromptForgeError.is(error)) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
    throw new PromptForgeError(
      'storage_unavailable',
      `The folder ${folder} cannot be created or written (${code}). Mend its permissions, or give another dataDir.`,
      { details: { folder } },
    );
  }
}
