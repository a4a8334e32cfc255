import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../adapters/sql/migrations/index.js';
import type { Migration } from '../../adapters/sql/schema/migration.js';
import { applyMigrations, type DatabaseSession, pgliteSession, pgliteWithRoles } from '../schema/database-session.js';
import { schemaFunctions } from '../schema/schema-functions.js';

/**
 * What servers may still call while an upgrade rolls: the functions of the first release, and of every later
 * one. No update of snapshots writes this file, and only a release that nobody upgrades from any more takes a
 * line out.
 */
const kept = readFileSync(new URL('../schema/kept-functions.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

const howToChange =
  'Servers of the version before call these while an upgrade rolls. Leave them as they are, and put the change ' +
  'beside under a name of its own, as checkpoint_v2 beside checkpoint_v1. Once the version before calls one no ' +
  'more, a migration may drop it: take its line out of test/schema/kept-functions.txt then, and say so in the changeset.';

const howToAdd =
  'Stores call these. Add their lines to test/schema/kept-functions.txt, so that no migration drops them.';

let session: DatabaseSession;

beforeAll(async () => {
  session = pgliteSession(await pgliteWithRoles());
});

afterAll(() => session.close());

async function signatures(): Promise<readonly string[]> {
  return (await schemaFunctions(session)).map(({ signature }) => signature);
}

/** The kept functions that migrations drop or change, and by which, when the database has the first `count` of them. */
async function lostBy(sequence: readonly Migration[], count: number): Promise<readonly string[]> {
  const lost: string[] = [];
  let before = await signatures();
  for (const [index, { name }] of sequence.entries()) {
    if (index < count) continue;
    await applyMigrations(session, sequence.slice(0, index + 1));
    const now = await signatures();
    lost.push(...kept.filter((line) => before.includes(line) && !now.includes(line)).map((line) => `${name}: ${line}`));
    before = now;
  }
  return [...lost, ...kept.filter((line) => !before.includes(line)).map((line) => `in the end: ${line}`)];
}

test('no migration drops or changes a function that servers of the version before may call', async () => {
  expect(await lostBy(migrations, 0), howToChange).toEqual([]);
});

test('every function that stores call is kept from here on', async () => {
  const functions = await schemaFunctions(session);
  const called = functions.filter(({ isCalled }) => isCalled).map(({ signature }) => signature);
  expect(called.length).toBeGreaterThan(100);
  expect(called.filter((line) => !kept.includes(line)).toSorted(), howToAdd).toEqual([]);
});

test.each([
  ['drops one', ['drop function promptforge.tenant_of_v1(text, text)'], 'tenant_of_v1'],
  [
    'drops one that a later one creates again',
    [
      'drop function promptforge.tenant_of_v1(text, text)',
      `create function promptforge.tenant_of_v1(p_provider text, p_customer_id text) returns jsonb language sql
       as $$ select null::jsonb $$`,
    ],
    'tenant_of_v1',
  ],
  [
    'takes a default away',
    [
      `drop function promptforge.health_v1(timestamptz);
       create function promptforge.health_v1(p_now timestamptz) returns jsonb language sql as $$ select null::jsonb $$`,
    ],
    'health_v1',
  ],
  [
    'answers something else',
    [
      `drop function promptforge.health_v1(timestamptz);
       create function promptforge.health_v1(p_now timestamptz default null) returns text language sql
       as $$ select null::text $$`,
    ],
    'health_v1',
  ],
  ['gives one another name', ['alter function promptforge.health_v1(timestamptz) rename to health_v2'], 'health_v1'],
])('a migration that %s shows', async (_what, changes, name) => {
  const later = changes.map((sql, index) => {
    const made = `2999010100000${index}_later`;
    return { name: made, sql: `${sql};\ninsert into promptforge.migrations (name) values ('${made}');` };
  });
  await session.exec('begin');
  try {
    const [first, ...others] = await lostBy([...migrations, ...later], migrations.length);
    expect(first).toContain(`29990101000000_later: ${name}(`);
    expect(others.every((line) => line.includes(name))).toBe(true);
  } finally {
    await session.exec('rollback');
  }
});
