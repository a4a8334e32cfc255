import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import type { Clock, Storage } from '../../src/storage.js';
import { storageContract } from '../../src/testing/storage-contract/index.js';

// One storage for the file, since a folder takes seconds to open; the last test closes it.
const dataDir = mkdtempSync(join(tmpdir(), 'promptforge-'));
let opening: Promise<Storage> | undefined;

afterAll(async () => {
  await (await opening)?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(clock: Pick<Clock, 'now'>): Promise<Storage> {
  const storage = pgliteStorage({ dataDir, clock });
  await storage.setup();
  return storage;
}

storageContract({
  describe,
  test,
  create: ({ clock }) => (opening ??= open(clock)),
  destroy: () => {},
});
