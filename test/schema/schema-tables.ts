import type { DatabaseSession } from './database-session.js';

export interface SchemaTable {
  readonly name: string;
  /** `table`, `partitioned`, `partition` or `view`. */
  readonly kind: string;
  readonly columns: readonly string[];
}

/** Every table and view of the schema, by name. */
export async function schemaTables(session: DatabaseSession): Promise<readonly SchemaTable[]> {
  const rows = await session.query(`
    select c.relname::text as name,
           case
             when c.relispartition then 'partition'
             when c.relkind = 'p' then 'partitioned'
             when c.relkind in ('v', 'm') then 'view'
             else 'table'
           end as kind,
           array(
             select a.attname::text
               from pg_attribute as a
              where a.attrelid = c.oid
                and a.attnum > 0
                and not a.attisdropped
              order by a.attnum
           ) as columns
      from pg_class as c
     where c.relnamespace = 'promptforge'::regnamespace
       and c.relkind in ('r', 'p', 'v', 'm', 'f')
     order by c.relname`);
  return rows.map(({ name, kind, columns }) => ({
    name: String(name),
    kind: String(kind),
    columns: Array.isArray(columns) ? columns.map(String) : [],
  }));
}

/** To whom a row belongs: a tenant, else a person, else nobody. */
export function ownerColumn({ name, columns }: SchemaTable): string | null {
  if (name === 'orgs') return 'id';
  return columns.find((column) => column === 'org_id') ?? columns.find((column) => column === 'user_id') ?? null;
}

/**
 * A digest of what some owners have in every table, or, without owners, of everything there is. The
 * order of rows does not matter.
 */
export async function checksums(
  session: DatabaseSession,
  tables: readonly SchemaTable[],
  owners: readonly string[] | null = null,
): Promise<Readonly<Record<string, unknown>>> {
  const parts = tables
    .filter(({ kind }) => kind === 'table' || kind === 'partitioned')
    .filter((table) => owners === null || ownerColumn(table) !== null)
    .map((table) => {
      const owned = owners === null ? '' : `where t.${ownerColumn(table)} = any ($1)`;
      return `select '${table.name}' as name, md5(string_agg(md5(t::text), '' order by md5(t::text))) as digest
                from promptforge.${table.name} as t ${owned}`;
    });
  const rows = await session.query(parts.join('\nunion all\n'), owners === null ? [] : [owners]);
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
