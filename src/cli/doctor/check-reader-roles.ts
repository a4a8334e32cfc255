import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, failed, ok, someOf } from './finding.js';

/**
 * What browsers can reach: as `authenticated` they read the tables that have a policy for
 * everybody, and no others; as `anon` nothing; neither writes anything.
 */
export async function checkReaderRoles(query: Query): Promise<Finding> {
  const rows = await query(`
    with roles as (
      select r.rolname::text as role
        from pg_catalog.pg_roles as r
       where r.rolname in ('anon', 'authenticated')
    ),
    relations as (
      select c.oid,
             c.relname::text as name,
             c.relispartition as is_part,
             exists (
               select
                 from pg_catalog.pg_policy as p
                where p.polrelid = c.oid
                  and p.polroles = array[0::oid]
             ) as has_policy
        from pg_catalog.pg_class as c
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
       where n.nspname = 'promptforge'
         and c.relkind in ('r', 'p', 'v', 'm')
    )
    select role,
           name,
           role = 'authenticated' and has_policy as may_read,
           is_part,
           has_table_privilege(role, oid, 'select') as reads,
           has_table_privilege(role, oid, 'insert, update, delete, truncate') as writes
      from roles
     cross join relations
     order by role, name`);
  if (rows.length === 0) return ok('none: this server has neither anon nor authenticated');
  const problems = rows.flatMap((row) => problemsOf(new Row(row)));
  if (problems.length === 0) return ok('read what their policies show, and write nothing');
  return failed(
    someOf(problems),
    'As the owner of the schema: revoke all on all tables in schema promptforge from anon, authenticated; then: ' +
      'select promptforge.grant_access();',
  );
}

function problemsOf(row: Row): readonly string[] {
  const [role, name] = [row.text('role'), row.text('name')];
  if (row.flag('writes')) return [`${role} may write ${name}`];
  if (row.flag('reads') && !row.flag('may_read')) return [`${role} may read ${name}`];
  // Partitions are read through the table they belong to.
  if (!row.flag('reads') && row.flag('may_read') && !row.flag('is_part')) return [`${role} cannot read ${name}`];
  return [];
}
