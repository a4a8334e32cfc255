import { expect, test } from 'vitest';
import { SqlArray } from '../../../../adapters/sql/arguments/sql-array.js';
import { SqlDocument } from '../../../../adapters/sql/arguments/sql-document.js';
import { callStatement } from '../../../../adapters/sql/call-statement.js';

test('parameters are passed by name, so that their order does not matter', () => {
  const statement = callStatement('get_run_v1', { p_run_id: 'r', p_org_id: 'o' });
  expect(statement).toEqual({
    text: 'select promptforge.get_run_v1(p_run_id => $1, p_org_id => $2)::text as answer',
    values: ['r', 'o'],
  });
});

test('the text of a call never changes with its values', () => {
  const one = callStatement('reap_v1', { p_limit: 1 });
  const two = callStatement('reap_v1', { p_limit: 2 });
  expect(two.text).toBe(one.text);
});

test('documents travel as JSON, arrays as arrays, and null as null', () => {
  const { values } = callStatement('checkpoint_v2', {
    p_usage: new SqlDocument({ a: [1] }),
    p_in_flight: null,
    p_run_id: '{"a":1}',
    p_orgs: new SqlArray(['a', null]),
  });
  expect(values).toEqual(['{"a":[1]}', null, '{"a":1}', ['a', null]]);
});
