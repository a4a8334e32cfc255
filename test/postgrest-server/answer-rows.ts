import type { Query } from './postgrest-database.js';
import { postgrestError } from './postgrest-error.js';
import type { PostgrestRequest } from './postgrest-request.js';

export interface PostgrestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface RowsStatement {
  /** What the rows come from, once for the whole statement: reading, writing or calling. */
  readonly source: string;
  /** The rows of the answer, taken from `pgrst_source`. */
  readonly page: string;
  /** Counts what would be there without a page; null when nobody asked. */
  readonly total: string | null;
  /** How the rows become JSON. */
  readonly json: string;
  readonly values: readonly unknown[];
  readonly offset: number;
}

export const jsonOfRows = "coalesce(json_agg(_postgrest_t), '[]')";
export const jsonOfFirstRow = "coalesce(json_agg(_postgrest_t) -> 0, 'null')";

/** Runs the statement, one for everything as in PostgREST, and makes its answer. */
export async function answerRows(
  query: Query,
  { singular }: PostgrestRequest,
  { source, page, total, json, values, offset }: RowsStatement,
): Promise<PostgrestAnswer & { readonly inserted: number }> {
  const [row] = await query(
    `with pgrst_source as (${source})
     select ${total === null ? 'null' : `(${total})`}::bigint::text as total,
            count(_postgrest_t)::int as rows,
            (${singular && json === jsonOfRows ? jsonOfFirstRow : json})::text as body,
            nullif(current_setting('response.status', true), '') as status,
            nullif(current_setting('response.headers', true), '') as headers,
            coalesce(nullif(current_setting('pgrst.inserted', true), ''), '0')::int as inserted
       from (${page}) as _postgrest_t`,
    values,
  );
  const rows = Number(row?.rows);
  if (singular && rows !== 1) {
    throw postgrestError(406, 'PGRST116', 'Cannot coerce the result to a single JSON object', {
      details: `The result contains ${rows} rows`,
    });
  }
  const count = typeof row?.total === 'string' ? Number(row.total) : null;
  if (count !== null && offset > count) {
    throw postgrestError(416, 'PGRST103', 'Requested range not satisfiable', {
      details: `An offset of ${offset} was requested, but there are only ${count} rows.`,
    });
  }
  const range = rows === 0 ? '*' : `${offset}-${offset + rows - 1}`;
  return {
    status: typeof row?.status === 'string' ? Number(row.status) : count !== null && rows < count ? 206 : 200,
    headers: { 'Content-Range': `${range}/${count ?? '*'}`, ...ownHeaders(row?.headers) },
    body: String(row?.body),
    inserted: Number(row?.inserted),
  };
}

function ownHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== 'string') return {};
  return Object.assign({}, ...JSON.parse(headers));
}

/** `limit` and `offset`, at most the rows the server gives at once. */
export function pageClause(limit: number | null, offset: number, maxRows: number): string {
  return `limit ${Math.min(limit ?? maxRows, maxRows)} offset ${offset}`;
}
