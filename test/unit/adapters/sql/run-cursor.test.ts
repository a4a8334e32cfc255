import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRunCursor, parseRunCursor } from '../../../../adapters/sql/run-cursor.js';

test('a cursor gives back the place it was made of, whatever the id holds', () => {
  fc.assert(
    fc.property(fc.nat(4_000_000_000_000), fc.string({ unit: 'grapheme', minLength: 1 }), (createdAt, id) => {
      expect(parseRunCursor(formatRunCursor({ createdAt, id }))).toEqual({ createdAt, id });
    }),
  );
});

test.each([
  '',
  '.',
  '12',
  '12.',
  '.run',
  '-1.run',
  '1e3.run',
  'run.12',
  ' 12.run',
])('%j is refused as an invalid request', (cursor) => {
  expect(() => parseRunCursor(cursor)).toThrow(expect.objectContaining({ code: 'request_invalid' }));
});
