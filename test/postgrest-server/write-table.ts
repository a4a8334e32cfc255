import { answerRows, jsonOfRows, type PostgrestAnswer } from './answer-rows.js';
import type { Query } from './postgrest-database.js';
import { postgrestError } from './postgrest-error.js';
import { type PostgrestRequest, readJson } from './postgrest-request.js';
import { quoteName } from './quote.js';
import { rowQuery } from './row-query.js';
import type { CachedTable } from './schema-cache.js';

/** POST inserts, PATCH updates, DELETE deletes. */
export async function writeTable(
  query: Query,
  table: CachedTable,
  request: PostgrestRequest,
): Promise<PostgrestAnswer> {
  const relation = `${quoteName(table.schema)}.${quoteName(table.name)}`;
  const { columns, where } = rowQuery(relation, request);
  const wantsRows = request.preferences.has('return=representation');
  const returning = `returning ${wantsRows ? columns : '1'}`;
  const { change, values } = changeOf(table, relation, where, request);
  const answer = await answerRows(query, request, {
    source: `${change} ${returning}`,
    page: 'select * from pgrst_source',
    total: null,
    json: wantsRows ? jsonOfRows : "''",
    values,
    offset: 0,
  });
  return {
    status: statusOf(request, wantsRows, answer.inserted),
    headers: answer.headers,
    body: wantsRows ? answer.body : null,
  };
}

function changeOf(table: CachedTable, relation: string, where: string, request: PostgrestRequest) {
  if (request.method === 'DELETE') return { change: `delete from ${relation} ${where}`, values: [] };
  const body = readJson(request.body);
  const names = columnNames(table, body, request.search.get('columns'));
  const values = [JSON.stringify(Array.isArray(body) ? body : [body])];
  const source = bodyRows(table, names);
  const assignments = names.map((name) => `${quoteName(name)} = pgrst_body.${quoteName(name)}`).join(', ');
  if (request.method === 'PATCH')
    return { change: `update ${relation} set ${assignments} from ${source} ${where}`, values };
  const list = names.map(quoteName).join(', ');
  const selected = names.map((name) => `pgrst_body.${quoteName(name)}`).join(', ');
  const insert = `insert into ${relation} (${list}) select ${selected} from ${source} where ${countInserted(1)}`;
  return { change: `${insert} ${onConflict(request, names)}`, values };
}

/** The body with the types of the columns. */
function bodyRows({ columns }: CachedTable, names: readonly string[]): string {
  const typed = names.map((name) => `${quoteName(name)} ${columns[name]}`).join(', ');
  return `json_to_recordset($1::json) as pgrst_body (${typed})`;
}

function columnNames({ name: table, columns }: CachedTable, body: unknown, list: string | null): readonly string[] {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const names =
    list?.split(',').map((name) => name.replaceAll('"', '')) ??
    (typeof first === 'object' && first !== null ? Object.keys(first) : []);
  for (const name of names) {
    if (columns[name] === undefined) {
      const message = `Could not find the '${name}' column of '${table}' in the schema cache`;
      throw postgrestError(400, 'PGRST204', message);
    }
  }
  return names;
}

function onConflict({ preferences, search }: PostgrestRequest, names: readonly string[]): string {
  const target = search.get('on_conflict');
  const conflict = target === null ? '' : `on conflict (${target.split(',').map(quoteName).join(', ')})`;
  if (preferences.has('resolution=ignore-duplicates')) return `${conflict || 'on conflict'} do nothing`;
  if (!preferences.has('resolution=merge-duplicates') || conflict === '') return '';
  const assignments = names.map((name) => `${quoteName(name)} = excluded.${quoteName(name)}`).join(', ');
  return `${conflict} do update set ${assignments} where ${countInserted(-1)}`;
}

/** Always true: counts rows that were inserted, less those that turned out to be updated. */
function countInserted(change: 1 | -1): string {
  const counted = "coalesce(nullif(current_setting('pgrst.inserted', true), '')::int, 0)";
  return `set_config('pgrst.inserted', (${counted} + ${change})::text, true) <> ''`;
}

function statusOf({ method, preferences }: PostgrestRequest, wantsRows: boolean, inserted: number): number {
  if (method !== 'POST') return wantsRows ? 200 : 204;
  return preferences.has('resolution=merge-duplicates') && inserted === 0 ? 200 : 201;
}
