import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { sqlFunctions } from '../../adapters/sql/sql-functions.js';

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

test('the guide names no function that stores do not call', () => {
  const named = [...guide.matchAll(/promptforge\.(\w+_v\d+)\(/g)].map(([, name]) => String(name));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in sqlFunctions))).toEqual([]);
});

test('the sums that pg_cron makes are those of the platform, too', async () => {
  await database.exec("insert into promptforge.changed_days (day) values ('2026-11-01'), ('2026-11-02')");
  for (const job of jobs) if (job.includes('roll_up')) await database.exec(job);
  expect((await database.query('select c.day from promptforge.changed_days as c')).rows).toEqual([]);
});

test('a role that the guide makes can be granted the service', async () => {
  await database.exec("create role app login; select promptforge.grant_service('app')");
  const { rows } = await database.query("select has_schema_privilege('app', 'promptforge', 'usage') as granted");
  expect(rows).toEqual([{ granted: true }]);
});
