import { once } from 'node:events';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migratedDatabase, type TestDatabase } from '../postgres-server/index.js';
import { until } from '../postgres-server/until.js';
import { commandLineIn } from './command-line-process.js';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await migratedDatabase();
  client = new Client({ connectionString: database.url });
  client.on('error', () => {});
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const { start, ended } = commandLineIn(() => import.meta.dirname);

test('Ctrl-C waits for the round under way, prints it, and ends with 130', async () => {
  await client.query('begin; lock table promptforge.upkeep in access exclusive mode');
  const child = start(['maintain', '--every', '60', '--json'], { environment: { DATABASE_URL: database.url } });
  const ending = ended(child);
  await until('maintain waits for the lock', async () => {
    const { rowCount } = await client.query("select from pg_locks where not granted and locktype = 'relation'");
    return rowCount !== null && rowCount > 0;
  });
  child.kill('SIGINT');
  await client.query('rollback');
  const { code, stdout, stderr } = await ending;
  expect([code, stderr]).toEqual([130, '']);
  expect(JSON.parse(stdout)).toMatchObject({ abandonedRuns: 0, problems: [] });
});

test('Ctrl-C between two rounds ends it at once', async () => {
  const child = start(['maintain', '--every', '86400'], { environment: { DATABASE_URL: database.url } });
  const ending = ended(child);
  let seen = '';
  while (!seen.includes('UTC  ')) seen += String(await once(child.stdout ?? child, 'data'));
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ending;
  // On no terminal there is no progress.
  expect([code, stderr]).toEqual([130, '']);
  expect(`${seen}${stdout}`).toMatch(/^Database postgres:/);
});
