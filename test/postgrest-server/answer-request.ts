import type { PostgrestAnswer } from './answer-rows.js';
import { prepareCall } from './call-function.js';
import type { Caller } from './caller.js';
import { closestName } from './closest-name.js';
import { fromPostgresError } from './from-postgres-error.js';
import type { PostgrestDatabase, Query } from './postgrest-database.js';
import { postgrestError } from './postgrest-error.js';
import type { PostgrestRequest } from './postgrest-request.js';
import { quoteName } from './quote.js';
import { readTable } from './read-table.js';
import type { CachedTable, SchemaCache } from './schema-cache.js';
import { writeTable } from './write-table.js';

/** Answers a request in one transaction, as the caller's role. */
export async function answerRequest(
  database: PostgrestDatabase,
  cache: SchemaCache,
  request: PostgrestRequest,
  caller: Caller,
  maxRows: number,
): Promise<PostgrestAnswer> {
  const { mode, run } = prepare(cache, request, maxRows);
  try {
    return await database.transaction(mode, async (query) => {
      await impersonate(query, request, caller);
      return run(query);
    });
  } catch (error) {
    throw fromPostgresError(error, caller.anonymous);
  }
}

function prepare(cache: SchemaCache, request: PostgrestRequest, maxRows: number) {
  const [, functionName] = /^rpc\/([^/]+)$/.exec(request.path) ?? [];
  if (functionName !== undefined) return prepareCall(cache, functionName, request, maxRows);
  const table = findTable(cache, request);
  const reads = request.method === 'GET';
  return {
    mode: reads ? ('read only' as const) : ('read write' as const),
    run: (query: Query) => (reads ? readTable(query, table, request, maxRows) : writeTable(query, table, request)),
  };
}

function findTable({ tables }: SchemaCache, { schema, path }: PostgrestRequest): CachedTable {
  const inSchema = tables.filter((table) => table.schema === schema);
  const found = inSchema.find(({ name }) => name === path);
  if (found !== undefined) return found;
  const meant = closestName(
    path,
    inSchema.map(({ name }) => name),
  );
  throw postgrestError(404, 'PGRST205', `Could not find the table '${schema}.${path}' in the schema cache`, {
    hint: meant === null ? null : `Perhaps you meant the table '${schema}.${meant}'`,
  });
}

async function impersonate(query: Query, request: PostgrestRequest, { role, claims }: Caller): Promise<void> {
  await query(
    `select set_config('search_path', $1, true),
            set_config('role', $2, true),
            set_config('request.jwt.claims', $3, true),
            set_config('request.method', $4, true),
            set_config('request.path', $5, true),
            set_config('request.headers', $6, true)`,
    [
      `${quoteName(request.schema)}, "public"`,
      role,
      claims,
      request.head ? 'HEAD' : request.method,
      `/${request.path}`,
      JSON.stringify(request.headers),
    ],
  );
}
