import { PGlite } from '@electric-sql/pglite';
import { describe, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { storageContract } from '../../src/testing/storage-contract/index.js';

// One database for the file, since a new one takes seconds to start; a storage for each test.
const database = await PGlite.create();

storageContract({
  describe,
  test,
  async create({ clock }) {
    const storage = pgliteStorage({ database, clock });
    await storage.setup();
    return storage;
  },
});
