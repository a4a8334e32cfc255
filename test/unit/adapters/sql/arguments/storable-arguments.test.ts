import { expect, test } from 'vitest';
import { SqlArray } from '../../../../../adapters/sql/arguments/sql-array.js';
import { storableArguments } from '../../../../../adapters/sql/arguments/storable-arguments.js';

test('documents lose what Postgres cannot keep, and nothing else', () => {
  const { p_result } = storableArguments({
    p_result: { changes: ['a\0b', 'half \ud83d pair', 'whole 😀 pair'], 'k\0': null },
  });
  const storable = { changes: ['a\uFFFDb', 'half \uFFFD pair', 'whole 😀 pair'], 'k\uFFFD': null };
  expect(p_result).toMatchObject({ value: storable, text: JSON.stringify(storable) });
  expect(JSON.stringify({ p_result })).toBe(JSON.stringify({ p_result: storable }));
});

test('a document that only speaks of such characters stays as it is', () => {
  const document = { changes: ['\\u0000', 'a \\ud83d b'] };
  expect(storableArguments({ document }).document).toMatchObject({ value: document, text: JSON.stringify(document) });
});

test.each(['a\0b', '\ud83d'])('a name that cannot be kept is refused rather than mistaken for another: %j', (name) => {
  const refused = expect.objectContaining({ code: 'internal' });
  expect(() => storableArguments({ p_org_id: name })).toThrow(refused);
  expect(() => storableArguments({ p_orgs: new SqlArray(['acme', name]) })).toThrow(refused);
});

test('scalars pass as they are', () => {
  const args = { p_org_id: 'Zoë 😀', p_limit: 1, p_model: null, p_final: false };
  expect(storableArguments(args)).toEqual(args);
});
