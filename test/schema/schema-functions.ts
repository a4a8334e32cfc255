import { sqlFunctions } from '../../adapters/sql/sql-functions.js';
import type { DatabaseSession } from './database-session.js';

/** What stores call, and what operators are told to call by hand. */
const called: readonly string[] = [...Object.keys(sqlFunctions), 'grant_service'];

export interface SchemaFunction {
  /** As a caller sees it: name, parameters with their names and defaults, and what it returns. */
  readonly signature: string;
  readonly isCalled: boolean;
}

export async function schemaFunctions(session: Pick<DatabaseSession, 'query'>): Promise<readonly SchemaFunction[]> {
  const found = await session.query(`
    select p.proname as name,
           format('%s(%s) -> %s', p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)) as signature
      from pg_catalog.pg_proc as p
      join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
     where n.nspname = 'promptforge'`);
  return found.map(({ name, signature }) => ({
    signature: String(signature).replaceAll('timestamp with time zone', 'timestamptz'),
    isCalled: called.includes(String(name)),
  }));
}
