import { Pool } from 'pg';
import { afterAll, describe, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { storageContract } from '../../src/testing/storage-contract/index.js';
import { migratedDatabase } from '../postgres-server/index.js';

// One database and one pool for the file; a storage for each test.
const database = await migratedDatabase();
const pool = new Pool({ connectionString: database.url });

afterAll(async () => {
  await pool.end();
  await database.drop();
});

storageContract({ describe, test, create: ({ clock }) => postgresStorage({ pool, clock }) });
