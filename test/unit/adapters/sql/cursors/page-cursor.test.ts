import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatModuleCursor, parseModuleCursor } from '../../../../../adapters/sql/cursors/module-cursor.js';
import { formatPageCursor, parseIdCursor, parsePageCursor } from '../../../../../adapters/sql/cursors/page-cursor.js';
import { versionOrder } from '../../../../../src/storage.js';

const id = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\0'));

test('a place in a list sorted by time survives the way through its cursor, whatever the id holds', () => {
  fc.assert(
    fc.property(fc.nat(), id, (createdAt, name) => {
      expect(parsePageCursor(formatPageCursor({ createdAt, id: name }))).toEqual({ createdAt, id: name });
    }),
  );
});

test('a place in a list of modules survives the way through its cursor, whatever the id holds', () => {
  fc.assert(
    fc.property(id, fc.constantFrom('1.0.0', '1.0.0-rc.1'), (name, version) => {
      expect(parseModuleCursor(formatModuleCursor({ id: name, version }))).toEqual({
        id: name,
        order: versionOrder(version),
      });
    }),
  );
});

test('the first page has no cursor', () => {
  expect([parsePageCursor(null), parseIdCursor(null), parseModuleCursor(null)]).toEqual([null, null, null]);
});

test.each([
  [
    parsePageCursor,
    ['', '.', '12', 'a', '1.', '.a', '-1.a', '1e3.a', ' 12.a', 'a.12', '1.a\0', '1.\ud800', `${'9'.repeat(16)}.a`],
  ],
  [parseIdCursor, ['', '\0', '\ud800']],
  [parseModuleCursor, ['', 'a', '1.0.0', '1.0.0 ', ' a', '1.0 a', '1.0.0 \0', '1.0.0 \ud800']],
] as const)('%o refuses a text that it did not make', (parse, texts) => {
  for (const text of texts) {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'request_invalid' }));
  }
});
