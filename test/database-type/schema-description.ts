import type { PGlite } from '@electric-sql/pglite';

/** A type of the database: a plain one by its name in `pg_catalog`, or one of the schema itself. */
export interface DescribedType {
  readonly name: string;
  readonly kind: 'plain' | 'table' | 'composite' | 'enum';
  readonly isArray: boolean;
}

export interface DescribedColumn {
  readonly name: string;
  readonly type: DescribedType;
  readonly nullable: boolean;
  /** Whether an insert may leave it out although it is not null. */
  readonly hasDefault: boolean;
  /** Whether no insert may name it. */
  readonly generated: boolean;
}

export interface DescribedRelationship {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isOneToOne: boolean;
  readonly table: string;
  readonly tableColumns: readonly string[];
}

export interface DescribedTable {
  readonly name: string;
  readonly isView: boolean;
  readonly columns: readonly DescribedColumn[];
  readonly relationships: readonly DescribedRelationship[];
}

export interface DescribedFunction {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: DescribedType; readonly optional: boolean }[];
  readonly returns: DescribedType;
  readonly returnsSet: boolean;
  /** The fields of a record that is declared by `out` parameters or `returns table`. */
  readonly fields: readonly { readonly name: string; readonly type: DescribedType }[];
}

export interface SchemaDescription {
  readonly version: string;
  readonly tables: readonly DescribedTable[];
  readonly functions: readonly DescribedFunction[];
  readonly composites: readonly {
    readonly name: string;
    readonly fields: readonly { readonly name: string; readonly type: DescribedType }[];
  }[];
  readonly enums: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/**
 * What callers over the API of Supabase may know of the schema `promptforge`: the tables a signed-in
 * user may read, and the functions that carry their version in their name, besides those of a
 * signed-in user. The other ones are nobody's business. Everything is in the order of its name.
 */
export async function describeSchema(database: PGlite): Promise<SchemaDescription> {
  const { rows } = await database.query<{ description: string }>(description);
  return JSON.parse(String(rows[0]?.description));
}

/** The expression for a {@link DescribedType}, of a type with the given oid. */
function typeOf(oid: string): string {
  return `(
    select json_build_object(
             'name', base.typname,
             'kind', case
               when base.typnamespace <> 'promptforge'::regnamespace then 'plain'
               when base.typtype = 'e' then 'enum'
               when (select c.relkind from pg_class as c where c.oid = base.typrelid) = 'c' then 'composite'
               when base.typtype = 'c' then 'table'
               else 'plain'
             end,
             'isArray', t.typcategory = 'A'
           )
      from pg_type as t
      join pg_type as base on base.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
     where t.oid = ${oid}
  )`;
}

/** The names of some columns of a table, in the order of a key. */
function columnNames(table: string, key: string): string {
  return `(
    select json_agg(a.attname order by part.place)
      from unnest(${key}) with ordinality as part (attnum, place)
      join pg_attribute as a on a.attrelid = ${table} and a.attnum = part.attnum
  )`;
}

/** The parameters of a function whose modes are among the given ones, with the place among them. */
function parametersOf(modes: string): string {
  return `(
    select i.type, i.place, row_number() over (order by i.place) as input
      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as i (type, place)
     where coalesce(p.proargmodes[i.place], 'i') in (${modes})
  )`;
}

const readableTables = `
  select c.oid, c.relname, c.relkind
    from pg_class as c
   where c.relnamespace = 'promptforge'::regnamespace
     and c.relkind in ('r', 'p', 'v')
     and not c.relispartition
     and has_table_privilege('authenticated', c.oid, 'select')`;

const columns = `
  select json_agg(json_build_object(
           'name', a.attname,
           'type', ${typeOf('a.atttypid')},
           'nullable', not a.attnotnull,
           'hasDefault', a.atthasdef or a.attidentity <> '',
           'generated', a.attgenerated <> '' or a.attidentity = 'a'
         ) order by a.attname collate "C")
    from pg_attribute as a
   where a.attrelid = r.oid
     and a.attnum > 0
     and not a.attisdropped`;

const relationships = `
  select coalesce(json_agg(json_build_object(
           'name', k.conname,
           'columns', ${columnNames('k.conrelid', 'k.conkey')},
           'isOneToOne', exists (
             select
               from pg_index as x
              where x.indrelid = k.conrelid
                and x.indisunique
                and x.indpred is null
                and array(select unnest(x.indkey::int2[]) order by 1) = array(select unnest(k.conkey) order by 1)
           ),
           'table', target.relname,
           'tableColumns', ${columnNames('k.confrelid', 'k.confkey')}
         ) order by k.conname collate "C"), '[]')
    from pg_constraint as k
    join readable as target on target.oid = k.confrelid
   where k.conrelid = r.oid
     and k.contype = 'f'`;

const callableFunctions = `
  select json_agg(json_build_object(
           'name', p.proname,
           'parameters', (
             select coalesce(json_agg(json_build_object(
                      'name', p.proargnames[a.place],
                      'type', ${typeOf('a.type')},
                      'optional', a.input > p.pronargs - p.pronargdefaults
                    ) order by p.proargnames[a.place] collate "C"), '[]')
               from ${parametersOf("'i', 'b', 'v'")} as a
           ),
           'returns', ${typeOf('p.prorettype')},
           'returnsSet', p.proretset,
           'fields', (
             select coalesce(json_agg(json_build_object(
                      'name', p.proargnames[a.place],
                      'type', ${typeOf('a.type')}
                    ) order by p.proargnames[a.place] collate "C"), '[]')
               from ${parametersOf("'o', 'b', 't'")} as a
           )
         ) order by p.proname collate "C")
    from pg_proc as p
   where p.pronamespace = 'promptforge'::regnamespace
     and p.prokind = 'f'
     and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
     and has_function_privilege('service_role', p.oid, 'execute')
     and (p.proname ~ '_v[0-9]+$' or has_function_privilege('authenticated', p.oid, 'execute'))`;

const compositeTypes = `
  select coalesce(json_agg(json_build_object(
           'name', c.relname,
           'fields', (
             select json_agg(json_build_object(
                      'name', a.attname,
                      'type', ${typeOf('a.atttypid')}
                    ) order by a.attname collate "C")
               from pg_attribute as a
              where a.attrelid = c.oid
                and a.attnum > 0
                and not a.attisdropped
           )
         ) order by c.relname collate "C"), '[]')
    from pg_class as c
   where c.relnamespace = 'promptforge'::regnamespace
     and c.relkind = 'c'`;

const enumTypes = `
  select coalesce(json_agg(json_build_object(
           'name', t.typname,
           'values', (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum as e where e.enumtypid = t.oid)
         ) order by t.typname collate "C"), '[]')
    from pg_type as t
   where t.typnamespace = 'promptforge'::regnamespace
     and t.typtype = 'e'`;

const description = `
with readable as (${readableTables})
select json_build_object(
  'version', (select max(m.name) from promptforge.migrations as m),
  'tables', (
    select json_agg(json_build_object(
             'name', r.relname,
             'isView', r.relkind = 'v',
             'columns', (${columns}),
             'relationships', (${relationships})
           ) order by r.relname collate "C")
      from readable as r
  ),
  'functions', (${callableFunctions}),
  'composites', (${compositeTypes}),
  'enums', (${enumTypes})
)::text as description`;
