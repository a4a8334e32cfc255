import { SqlArray } from './arguments/sql-array.js';
import { SqlDocument } from './arguments/sql-document.js';
import type { SqlParameter, SqlParameters } from './sql-executor.js';
import type { SqlFunctionName } from './sql-functions.js';

/** A value as drivers take it; lists are arrays of SQL. */
type DriverValue = string | number | boolean | null | readonly (string | number | null)[];

export interface CallStatement {
  readonly text: string;
  readonly values: readonly DriverValue[];
}

const texts = new Map<string, string>();

/**
 * A call with named parameters, for drivers that speak SQL. The text is the same whenever the
 * names are, so that databases and drivers can keep its plan. The answer is one row with the
 * text of a JSON document in the column `answer`: how drivers read `jsonb` does not matter then.
 */
export function callStatement(functionName: SqlFunctionName, args: SqlParameters): CallStatement {
  const names = Object.keys(args);
  const key = `${functionName}(${names.join()})`;
  const text = texts.get(key) ?? statementText(functionName, names);
  texts.set(key, text);
  return { text, values: names.map((name) => toDriverValue(args[name] ?? null)) };
}

function statementText(functionName: SqlFunctionName, names: readonly string[]): string {
  const parameters = names.map((name, index) => `${name} => $${index + 1}`).join(', ');
  return `select promptforge.${functionName}(${parameters})::text as answer`;
}

function toDriverValue(parameter: SqlParameter): DriverValue {
  if (parameter instanceof SqlDocument) return parameter.text;
  return parameter instanceof SqlArray ? parameter.items : parameter;
}
