import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrations } from '../../../../adapters/sql/migrations/index.js';

const folder = new URL('../../../../adapters/sql/migrations/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .sort();

test('every file of the folder is part of the build, in order and unaltered', () => {
  expect(migrations.map(({ name }) => `${name}.sql`)).toEqual(files);
  expect(migrations.map(({ sql }) => sql)).toEqual(files.map((file) => readFileSync(new URL(file, folder), 'utf8')));
});

test.each(
  migrations.map(({ name, sql }) => [name, sql]),
)('%s is named as the Supabase CLI wants it, and records itself', (name, sql) => {
  expect(name).toMatch(/^\d{14}_[a-z0-9_]+$/);
  expect(sql).toContain(`insert into promptforge.migrations (name)\nvalues ('${name}');`);
});

test.each(
  migrations.map(({ name, sql }) => [name, sql]),
)('%s leaves the transaction to whoever applies it', (_, sql) => {
  expect(sql).not.toMatch(/^\s*(begin|commit|rollback|start transaction)\s*;/im);
  expect(sql).not.toMatch(/concurrently/i);
});
