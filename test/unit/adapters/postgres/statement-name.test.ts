import { expect, test } from 'vitest';
import { statementName } from '../../../../adapters/postgres/statement-name.js';
import { callStatement } from '../../../../adapters/sql/call-statement.js';
import { type SqlFunctionName, sqlFunctions } from '../../../../adapters/sql/sql-functions.js';

test('every statement has a name of its own, which stays and which Postgres does not cut off', () => {
  const texts = Object.keys(sqlFunctions).map((name) => callStatement(name as SqlFunctionName, { p_org_id: 'a' }).text);
  const names = texts.map(statementName);
  expect(new Set(names).size).toBe(texts.length);
  expect(texts.map(statementName)).toEqual(names);
  for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
});
