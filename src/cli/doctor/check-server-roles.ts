import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, failed, ok, someOf } from './finding.js';

const schema = 'use the schema';

/** Whether the role of this connection, and `service_role` where there is one, can do what servers do. */
export async function checkServerRoles(query: Query): Promise<Finding> {
  const rows = await query(`
    with roles as (
      select r.rolname as role,
             r.rolbypassrls or r.rolsuper as sees_all
        from pg_catalog.pg_roles as r
       where r.rolname in ('service_role', current_user)
    ),
    schemas as (
      select n.oid,
             n.nspname::text as name
        from pg_catalog.pg_namespace as n
       where n.nspname = 'promptforge'
    ),
    missing as (
      select r.role,
             '${schema}' as what
        from roles as r
       cross join schemas as n
       where not has_schema_privilege(r.role, n.oid, 'usage')
       union all
      select r.role,
             'read and write ' || c.relname
        from roles as r
       cross join schemas as n
        join pg_catalog.pg_class as c on c.relnamespace = n.oid
       where c.relkind in ('r', 'p')
         -- Partitions are reached through the table they belong to.
         and not c.relispartition
         and not (
               has_table_privilege(r.role, c.oid, 'select')
               and has_table_privilege(r.role, c.oid, 'insert')
               and has_table_privilege(r.role, c.oid, 'update')
               and has_table_privilege(r.role, c.oid, 'delete')
               and (
                 r.sees_all
                 or pg_has_role(r.role, c.relowner, 'usage')
                 or exists (
                      select
                        from pg_catalog.pg_policy as p
                       where p.polrelid = c.oid
                         and p.polcmd = '*'
                         and exists (
                               select
                                 from unnest(p.polroles) as o (oid)
                                where o.oid <> 0
                                  and pg_has_role(r.role, o.oid, 'usage')
                             )
                    )
               )
             )
       union all
      select r.role,
             'call ' || p.proname
        from roles as r
       cross join schemas as n
        join pg_catalog.pg_proc as p on p.pronamespace = n.oid
       where not has_function_privilege(r.role, p.oid, 'execute')
    )
    select r.role::text as role,
           coalesce(array_to_json(array(
             select m.what
               from missing as m
              where m.role = r.role
              order by m.what = '${schema}' desc, m.what
           ))::text, '[]') as missing
      from roles as r
     order by r.role`);
  const roles = rows.map((value) => {
    const row = new Row(value);
    const missing: readonly string[] = JSON.parse(row.text('missing'));
    // Without the schema, nothing in it matters.
    return { role: row.text('role'), missing: missing[0] === schema ? [schema] : missing };
  });
  const bound = roles.filter(({ missing }) => missing.length > 0);
  if (bound.length === 0) return ok(`${roles.map(({ role }) => role).join(' and ')} can do all that servers do`);
  return failed(
    bound.map(({ role, missing }) => `${role} cannot ${someOf(missing)}`).join('; '),
    `As the owner of the schema: ${bound.map(({ role }) => `select promptforge.grant_service('${role}');`).join(' ')}`,
  );
}
