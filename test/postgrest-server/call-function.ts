import { answerRows, jsonOfFirstRow, jsonOfRows, type PostgrestAnswer, pageClause } from './answer-rows.js';
import { findFunction } from './find-function.js';
import type { Query } from './postgrest-database.js';
import { postgrestError } from './postgrest-error.js';
import { type PostgrestRequest, readJson } from './postgrest-request.js';
import { quoteLiteral, quoteName } from './quote.js';
import { isFilter, isReserved, rowQuery } from './row-query.js';
import type { CachedFunction, SchemaCache } from './schema-cache.js';

/** A call that is ready to run, and in which kind of transaction. */
export interface PreparedCall {
  readonly mode: 'read write' | 'read only';
  run(query: Query): Promise<PostgrestAnswer>;
}

/** Only POST may change something, and only by a function that says it may. */
export function prepareCall(
  cache: SchemaCache,
  name: string,
  request: PostgrestRequest,
  maxRows: number,
): PreparedCall {
  const { method } = request;
  if (method !== 'GET' && method !== 'POST') {
    throw postgrestError(405, 'PGRST101', `Cannot use the ${method} method on RPC`);
  }
  const args = method === 'GET' ? searchArguments(request.search) : bodyArguments(request.body);
  const target = findFunction(cache, { schema: request.schema, name, argumentNames: Object.keys(args), method });
  return {
    mode: method === 'POST' && target.volatile ? 'read write' : 'read only',
    run: (query) => callFunction(query, target, args, request, maxRows),
  };
}

function searchArguments(search: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...search].filter(([name, value]) => !isReserved(name) && !isFilter(value)));
}

function bodyArguments(body: string): Readonly<Record<string, unknown>> {
  const value = readJson(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw postgrestError(400, 'PGRST102', 'The body of a call must be a JSON object');
}

async function callFunction(
  query: Query,
  target: CachedFunction,
  args: Readonly<Record<string, unknown>>,
  request: PostgrestRequest,
  maxRows: number,
): Promise<PostgrestAnswer> {
  const relation = quoteName(target.name);
  const { columns, where, order, offset, limit } = rowQuery(relation, request, (name) => name in args);
  const from = `from pgrst_source as ${relation} ${where}`;
  const page = target.returnsSet ? pageClause(limit, offset, maxRows) : '';
  const { status, headers, body } = await answerRows(query, request, {
    source: callStatement(target, args, request.method),
    page: `select ${target.returnsRecord ? columns : `${relation}.*`} ${from} ${order} ${page}`,
    total: request.preferences.has('count=exact') ? `select count(*) ${from}` : null,
    json: jsonOf(target),
    values: request.method === 'POST' ? [request.body === '' ? '{}' : request.body] : [],
    offset,
  });
  return target.returnsVoid ? { status: 204, headers, body: null } : { status, headers, body };
}

/** Arguments of a POST are read by Postgres itself, from the body as it came; those of a GET are texts. */
function callStatement(
  { schema, name, parameters, returnsRecord }: CachedFunction,
  args: Readonly<Record<string, unknown>>,
  method: string,
): string {
  const given = parameters.filter((parameter) => parameter.name in args);
  const passed = given.map((parameter) => {
    const value =
      method === 'POST'
        ? `pgrst_body.${quoteName(parameter.name)}`
        : `${quoteLiteral(String(args[parameter.name]))}::${parameter.type}`;
    return `${quoteName(parameter.name)} := ${value}`;
  });
  const call = `${quoteName(schema)}.${quoteName(name)}(${passed.join(', ')})`;
  const called = returnsRecord ? `${call} as pgrst_call` : `(select ${call} as pgrst_scalar) as pgrst_call`;
  const payload = 'select $1::json as json_data';
  if (method !== 'POST') return `select pgrst_call.* from ${called}`;
  if (given.length === 0) return `select pgrst_call.* from (${payload}) as pgrst_payload, lateral ${called}`;
  const columns = given.map((parameter) => quoteName(parameter.name)).join(', ');
  const typed = given.map((parameter) => `${quoteName(parameter.name)} ${parameter.type}`).join(', ');
  return `
    select pgrst_call.*
      from (${payload}) as pgrst_payload,
           lateral (select ${columns} from json_to_record(pgrst_payload.json_data) as _ (${typed}) limit 1) as pgrst_body,
           lateral ${called}`;
}

function jsonOf({ returnsSet, returnsRecord }: CachedFunction): string {
  if (returnsRecord) return returnsSet ? jsonOfRows : jsonOfFirstRow;
  const values = 'json_agg(_postgrest_t.pgrst_scalar)';
  return returnsSet ? `coalesce(${values}, '[]')` : `coalesce(${values} -> 0, 'null')`;
}
