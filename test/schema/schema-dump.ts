import type { DatabaseSession } from './database-session.js';

/** Who may do what, in an order of its own: that of the grants is history. */
function grants(acl: string, kind: string, owner: string): string {
  return `(
    select string_agg(
             concat_ws(' ', coalesce(pg_get_userbyid(nullif(g.grantee, 0)), 'public'), g.privilege_type, g.is_grantable),
             ', ' order by coalesce(pg_get_userbyid(nullif(g.grantee, 0)), 'public') collate "C", g.privilege_type
           )
      from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) as g
  )`;
}

const schema = `'promptforge'::regnamespace`;

/** One line for each thing of the schema, whatever number the catalogue has given it. */
const lines: readonly string[] = [
  `select concat_ws(' | ', 'schema', n.nspname, ${grants('n.nspacl', 'n', 'n.nspowner')})
     from pg_namespace as n
    where n.oid = ${schema}`,
  `select concat_ws(
            ' | ', 'relation', c.relname, c.relkind::text, c.relpersistence::text, 'rls', c.relrowsecurity, c.relforcerowsecurity,
            array_to_string(c.reloptions, ','), pg_get_expr(c.relpartbound, c.oid), pg_get_partkeydef(c.oid),
            ${grants('c.relacl', 'r', 'c.relowner')}
          )
     from pg_class as c
    where c.relnamespace = ${schema}
      and c.relkind in ('r', 'p', 'v', 'm', 'S', 'c')`,
  `select concat_ws(
            ' | ', 'column', c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then 'not null' end, coalesce(o.collname, ''), 'identity', a.attidentity::text,
            'generated', a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid)
          )
     from pg_attribute as a
     join pg_class as c on c.oid = a.attrelid
     left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
     left join pg_collation as o on o.oid = a.attcollation
    where c.relnamespace = ${schema}
      and c.relkind in ('r', 'p', 'v', 'm', 'c')
      and a.attnum > 0
      and not a.attisdropped`,
  `select concat_ws(' | ', 'constraint', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
     from pg_constraint as k
    where k.connamespace = ${schema}`,
  `select concat_ws(' | ', 'index', c.relname, i.indisvalid, pg_get_indexdef(i.indexrelid))
     from pg_index as i
     join pg_class as c on c.oid = i.indrelid
    where c.relnamespace = ${schema}`,
  `select concat_ws(' | ', 'function', p.oid::regprocedure, pg_get_functiondef(p.oid), ${grants('p.proacl', 'f', 'p.proowner')})
     from pg_proc as p
    where p.pronamespace = ${schema}`,
  `select concat_ws(
            ' | ', 'policy', p.tablename, p.policyname, p.permissive, p.cmd, array_to_string(p.roles, ','), p.qual, p.with_check
          )
     from pg_policies as p
    where p.schemaname = 'promptforge'`,
  `select concat_ws(' | ', 'view', c.relname, pg_get_viewdef(c.oid))
     from pg_class as c
    where c.relnamespace = ${schema}
      and c.relkind in ('v', 'm')`,
  `select concat_ws(' | ', 'trigger', t.tgrelid::regclass, pg_get_triggerdef(t.oid))
     from pg_trigger as t
     join pg_class as c on c.oid = t.tgrelid
    where c.relnamespace = ${schema}
      and not t.tgisinternal`,
  `select concat_ws(' | ', 'type', t.typname, t.typtype::text, (
            select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum as e where e.enumtypid = t.oid
          ))
     from pg_type as t
    where t.typnamespace = ${schema}`,
  `select concat_ws(' | ', 'migration', m.name, m.checksum) from promptforge.migrations as m`,
];

/**
 * The structure of the schema, sorted, as text that can be compared. Months of events are all one:
 * which of them there are depends on the day.
 */
export async function schemaDump(session: DatabaseSession): Promise<readonly string[]> {
  const found = await session.query(
    lines.map((query) => `select line.* from (${query}) as line (text)`).join('\nunion all\n'),
  );
  const texts = found.map(({ text }) =>
    String(text)
      .replaceAll(/telemetry_events_\d{4}_\d{2}/g, 'telemetry_events_month')
      .replaceAll(/FOR VALUES FROM \('\d{4}-\d{2}-\d{2}'\) TO \('\d{4}-\d{2}-\d{2}'\)/g, 'FOR VALUES OF A MONTH'),
  );
  return [...new Set(texts)].toSorted();
}
