import type { SqlFunctionName } from './sql-functions.js';

/** A value for a parameter. Objects and arrays are for `jsonb` parameters, the rest is scalar. */
export type SqlArgument = string | number | boolean | null | object;

/** Arguments by the names of the parameters. */
export type SqlArguments = Readonly<Record<string, SqlArgument>>;

/**
 * All that an adapter of the SQL family has to bring: one way to call a function of the schema
 * `promptforge`, in a transaction of its own at READ COMMITTED. What the function returns, a
 * `jsonb`, is given back as JavaScript reads JSON. Errors of the driver are thrown as they are.
 */
export interface SqlExecutor {
  call(functionName: SqlFunctionName, args: SqlArguments): Promise<unknown>;
}
