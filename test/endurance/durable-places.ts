import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { openPgliteFolder, pgliteStorage } from '../../adapters/pglite/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import type { Storage } from '../../src/storage.js';
import { startPostgresServer } from '../postgres-server/index.js';
import { openDatabaseFacts } from './database-facts.js';
import type { Query } from './ledger-checks.js';

/** Where a worker runs, and how to look at what it has left behind. */
export interface DurablePlace {
  readonly task: { readonly connectionString: string } | { readonly dataDir: string };
  /** How long a worker takes to get going, in milliseconds. */
  readonly startMs: number;
  afterDeath(look: (storage: Storage, query: Query) => Promise<void>): Promise<void>;
}

/** A server that writes to disk before it says so. `query` looks at once, whoever is still at work. */
export async function durablePostgres(): Promise<DurablePlace & { readonly query: Query }> {
  const server = await startPostgresServer({ durable: true });
  const { url } = await server.createDatabase();
  const storage = postgresStorage({ connectionString: url });
  await storage.setup();
  const facts = await openDatabaseFacts(url);
  onTestFinished(async () => {
    await facts.close();
    await storage.close();
    await server.stop();
  });
  expect(await facts.rows('show fsync')).toEqual([{ fsync: 'on' }]);
  return {
    task: { connectionString: `${url}?application_name=worker` },
    startMs: 1_000,
    query: facts.rows,
    async afterDeath(look) {
      // What the server was still doing for the dead one ends first.
      await facts.untilAlone('worker');
      await look(storage, facts.rows);
    },
  };
}

async function pgliteFolder(): Promise<DurablePlace> {
  const parent = mkdtempSync(join(tmpdir(), 'promptforge-crash-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const dataDir = join(parent, 'data');
  const first = pgliteStorage({ dataDir });
  await first.setup();
  await first.close();
  return {
    task: { dataDir },
    startMs: 2_000,
    async afterDeath(look) {
      const { database, close } = await openPgliteFolder(dataDir, { create: false });
      const storage = pgliteStorage({ database });
      await storage.setup();
      await look(storage, async (sql) => (await database.query(sql)).rows.map((row) => Object.assign({}, row)));
      await storage.close();
      await close();
    },
  };
}

/** Storages that survive whoever works on them, and what makes one for the test that runs. */
export const durablePlaces = { 'Postgres, fsync on': durablePostgres, 'PGlite on disk': pgliteFolder };
