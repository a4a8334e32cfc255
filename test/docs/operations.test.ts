import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';

const guide = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
  await pgliteStorage({ database }).setup();
});

afterAll(() => database.close());

/** What the guide gives pg_cron to do. */
const jobs = [...guide.matchAll(/cron\.schedule\('[^']+', '[^']+',\s*\$\$(.+?)\$\$\);/gs)].map(([, sql]) => sql ?? '');

test('the guide gives pg_cron six things to do', () => {
  expect(jobs).toHaveLength(6);
});

test.each(jobs)('the database can carry out: %s', async (sql) => {
  await database.exec(sql);
});

test('a role that the guide makes can be granted the service', async () => {
  await database.exec("create role app login; select promptforge.grant_service('app')");
  const { rows } = await database.query("select has_schema_privilege('app', 'promptforge', 'usage') as granted");
  expect(rows).toEqual([{ granted: true }]);
});
