import type { PostgrestDatabase, Query } from './postgrest-database.js';

export interface CachedParameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

export interface CachedFunction {
  readonly schema: string;
  readonly name: string;
  readonly parameters: readonly CachedParameter[];
  readonly returnsSet: boolean;
  readonly returnsRecord: boolean;
  readonly returnsVoid: boolean;
  readonly volatile: boolean;
}

export interface CachedTable {
  readonly schema: string;
  readonly name: string;
  /** Types by the names of the columns. */
  readonly columns: Readonly<Record<string, string>>;
}

/** What is known of the exposed schemas until somebody says `notify pgrst, 'reload schema'`. */
export interface SchemaCache {
  readonly functions: readonly CachedFunction[];
  readonly tables: readonly CachedTable[];
}

export interface ReloadingSchemaCache {
  current(): Promise<SchemaCache>;
  close(): Promise<void>;
}

export async function openSchemaCache(
  database: PostgrestDatabase,
  schemas: readonly string[],
): Promise<ReloadingSchemaCache> {
  const load = () => database.transaction('read only', (query) => readSchemas(query, schemas));
  let cache = load();
  const stop = await database.listen('pgrst', () => {
    cache = load();
    // Whoever asks next is told; without a question nobody needs to be.
    cache.catch(() => {});
  });
  await cache;
  return { current: () => cache, close: stop };
}

async function readSchemas(query: Query, schemas: readonly string[]): Promise<SchemaCache> {
  const [row] = await query(catalogue, [JSON.stringify(schemas)]);
  return JSON.parse(String(row?.cache));
}

const catalogue = `
with exposed as (
  select n.oid, n.nspname
    from pg_namespace as n
   where n.nspname in (select json_array_elements_text($1::json))
)
select json_build_object(
  'functions', (
    select coalesce(json_agg(json_build_object(
             'schema', e.nspname,
             'name', p.proname,
             'parameters', (
               select coalesce(json_agg(json_build_object(
                        'name', coalesce(p.proargnames[a.place], ''),
                        'type', format_type(a.type, null),
                        'required', a.input <= p.pronargs - p.pronargdefaults
                      ) order by a.place), '[]')
                 from (
                   select i.type, i.place, row_number() over (order by i.place) as input
                     from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as i (type, place)
                    where p.proargmodes is null
                       or p.proargmodes[i.place] in ('i', 'b', 'v')
                 ) as a
             ),
             'returnsSet', p.proretset,
             'returnsRecord', t.typtype = 'c' or coalesce(p.proargmodes::text[] && '{t,b,o}', false),
             'returnsVoid', t.typname = 'void',
             'volatile', p.provolatile = 'v'
           ) order by e.nspname, p.proname), '[]')
      from pg_proc as p
      join exposed as e on e.oid = p.pronamespace
      join pg_type as t on t.oid = p.prorettype
     where p.prokind = 'f'
       and t.typname not in ('trigger', 'event_trigger')
  ),
  'tables', (
    select coalesce(json_agg(json_build_object(
             'schema', e.nspname,
             'name', c.relname,
             'columns', (
               select coalesce(json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod) order by a.attnum), '{}')
                 from pg_attribute as a
                where a.attrelid = c.oid
                  and a.attnum > 0
                  and not a.attisdropped
             )
           ) order by e.nspname, c.relname), '[]')
      from pg_class as c
      join exposed as e on e.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f')
       and not c.relispartition
  )
)::text as cache`;
