import { expect, test } from 'vitest';
import { Row } from '../../../../../adapters/sql/rows/row.js';

test.each([
  ['a number', 9007199254740991],
  ['text', '9007199254740991'],
  ['a bigint', 9007199254740991n],
])('a count that a driver gives as %s is the same number', (_, value) => {
  expect(new Row({ used: value }).number('used')).toBe(9007199254740991);
  expect(Row.count(value)).toBe(9007199254740991);
});

test.each([
  ['nothing', undefined],
  ['empty text', ''],
  ['NaN', Number.NaN],
  ['a word', 'many'],
  ['a flag', true],
])('%s is no number: it is reported, never counted as 0', (_, value) => {
  expect(() => new Row({ used: value }).number('used')).toThrow(
    expect.objectContaining({ code: 'storage_unavailable' }),
  );
});

test('an answer of another shape is reported without quoting it', () => {
  const secret = 'what a user wrote';
  for (const read of [
    () => new Row(secret),
    () => new Row([secret]),
    () => new Row({ name: [secret] }).text('name'),
    () => new Row({ name: secret }).flag('name'),
    () => new Row({ name: secret }).rows('name'),
  ]) {
    expect(read).toThrow(expect.objectContaining({ code: 'storage_unavailable' }));
    expect(read).not.toThrow(secret);
  }
});
