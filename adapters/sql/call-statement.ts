import type { SqlArguments } from './sql-executor.js';
import type { SqlFunctionName } from './sql-functions.js';

export interface CallStatement {
  readonly text: string;
  readonly values: readonly (string | number | boolean | null)[];
}

const texts = new Map<string, string>();

/**
 * A call with named parameters, for drivers that speak SQL. The text is the same whenever the
 * names are, so that databases and drivers can keep its plan. The answer is one row with the
 * text of a JSON document in the column `answer`: how drivers read `jsonb` does not matter then.
 */
export function callStatement(functionName: SqlFunctionName, args: SqlArguments): CallStatement {
  const names = Object.keys(args);
  const key = `${functionName}(${names.join()})`;
  const text = texts.get(key) ?? statementText(functionName, names);
  texts.set(key, text);
  return { text, values: names.map((name) => toParameter(args[name] ?? null)) };
}

function statementText(functionName: SqlFunctionName, names: readonly string[]): string {
  const parameters = names.map((name, index) => `${name} => $${index + 1}`).join(', ');
  return `select promptforge.${functionName}(${parameters})::text as answer`;
}

function toParameter(value: SqlArguments[string]): string | number | boolean | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
