import type { SqlArray } from './arguments/sql-array.js';
import type { SqlDocument } from './arguments/sql-document.js';
import type { SqlFunctionName } from './sql-functions.js';

/** A value for a parameter. Objects and plain lists are for `jsonb` parameters, the rest is for its own type. */
export type SqlArgument = string | number | boolean | null | object | SqlArray;

/** Arguments by the names of the parameters. */
export type SqlArguments = Readonly<Record<string, SqlArgument>>;

/** An argument that can be stored. In JSON, each reads as what it stands for. */
export type SqlParameter = string | number | boolean | null | SqlArray | SqlDocument;

export type SqlParameters = Readonly<Record<string, SqlParameter>>;

/**
 * All that an adapter of the SQL family has to bring: one way to call a function of the schema
 * `promptforge`, in a transaction of its own at READ COMMITTED. What the function returns, a
 * `jsonb`, is given back as JavaScript reads JSON. Errors of the driver are thrown as they are.
 */
export interface SqlExecutor {
  call(functionName: SqlFunctionName, args: SqlParameters): Promise<unknown>;
}
