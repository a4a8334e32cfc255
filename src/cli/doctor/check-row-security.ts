import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, failed, ok, someOf } from './finding.js';

/** Row level security on every table, partitions among them. */
export async function checkRowSecurity(query: Query): Promise<Finding> {
  const rows = await query(`
    select c.relname::text as name,
           c.relrowsecurity as secured
      from pg_catalog.pg_class as c
      join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
     where n.nspname = 'promptforge'
       and c.relkind in ('r', 'p')
     order by c.relname`);
  const tables = rows.map((row) => new Row(row));
  const open = tables.filter((table) => !table.flag('secured')).map((table) => table.text('name'));
  if (open.length === 0) return ok(`on for all ${tables.length} tables`);
  return failed(
    `off for ${someOf(open)}`,
    'Turn it on for each of them: alter table promptforge.NAME enable row level security;',
  );
}
