import { expect, test } from 'vitest';
import { migrationChecksum } from '../../../../../adapters/sql/schema/migration-checksum.js';
import { pendingMigrations } from '../../../../../adapters/sql/schema/pending-migrations.js';

const first = { name: '20260101000000_first', sql: 'select 1;\n' };
const second = { name: '20260102000000_second', sql: 'select 2;\n' };
const known = [first, second];

function applied(migration: typeof first) {
  return { name: migration.name, checksum: migrationChecksum(migration) };
}

test('what a database lacks is pending, oldest first', () => {
  expect(pendingMigrations(known, [])).toEqual([first, second]);
  expect(pendingMigrations(known, [applied(first)])).toEqual([second]);
  expect(pendingMigrations(known, known.map(applied))).toEqual([]);
});

test('a migration that another tool has applied counts as applied', () => {
  expect(pendingMigrations(known, [{ name: first.name, checksum: null }])).toEqual([second]);
});

test('a database of a newer version is refused, with what to do', () => {
  const newer = { name: '20270101000000_later', checksum: null };
  expect(() => pendingMigrations(known, [...known.map(applied), newer])).toThrow(
    expect.objectContaining({
      code: 'storage_not_ready',
      message: expect.stringMatching(/20270101000000_later.*newer/),
    }),
  );
});

test('a migration that was edited after it was applied is refused', () => {
  expect(() => pendingMigrations([{ ...first, sql: 'select 3;\n' }], [applied(first)])).toThrow(
    expect.objectContaining({ code: 'storage_not_ready', message: expect.stringContaining(first.name) }),
  );
});

test('how a checkout ends its lines does not count as an edit', () => {
  expect(pendingMigrations([{ ...first, sql: 'select 1;\r\n' }], [applied(first)])).toEqual([]);
});
