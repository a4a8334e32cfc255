import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, failed, ok, someOf } from './finding.js';

/** Who may call functions: servers alone, but for those that policies ask on behalf of a signed-in user. */
export async function checkFunctions(query: Query): Promise<Finding> {
  const rows = await query(`
    with callers as (
      select 'public' as role
       union all
      select r.rolname::text
        from pg_catalog.pg_roles as r
       where r.rolname in ('anon', 'authenticated')
    )
    select c.role,
           p.proname::text as name
      from pg_catalog.pg_proc as p
      join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
     cross join callers as c
     where n.nspname = 'promptforge'
       and has_function_privilege(c.role, p.oid, 'execute')
       and not (
             c.role = 'authenticated'
             and p.proname in ('current_user_id', 'member_org_ids', 'admin_org_ids')
           )
     order by c.role = 'public' desc, c.role, p.proname`);
  if (rows.length === 0) return ok('for servers alone');
  const open = rows.map((value) => {
    const row = new Row(value);
    return `${row.text('role')} may call ${row.text('name')}`;
  });
  return failed(
    someOf(open),
    'As the owner of the schema: revoke execute on all functions in schema promptforge from public, and from anon ' +
      'and authenticated where they exist; then: select promptforge.grant_access();',
  );
}
