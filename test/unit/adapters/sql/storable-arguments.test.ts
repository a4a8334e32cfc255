import { expect, test } from 'vitest';
import { storableArguments } from '../../../../adapters/sql/storable-arguments.js';

test('documents lose what Postgres cannot keep, and nothing else', () => {
  const { p_result } = storableArguments({
    p_result: { changes: ['a\0b', 'half \ud83d pair', 'whole 😀 pair'], 'k\0': null },
  });
  expect(p_result).toEqual({ changes: ['a\uFFFDb', 'half \uFFFD pair', 'whole 😀 pair'], 'k\uFFFD': null });
});

test.each(['a\0b', '\ud83d'])('a name that cannot be kept is refused rather than mistaken for another: %j', (name) => {
  expect(() => storableArguments({ p_org_id: name })).toThrow(expect.objectContaining({ code: 'internal' }));
});

test('scalars pass as they are', () => {
  const args = { p_org_id: 'Zoë 😀', p_limit: 1, p_model: null, p_final: false };
  expect(storableArguments(args)).toEqual(args);
});
