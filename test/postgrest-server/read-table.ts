import { answerRows, jsonOfRows, type PostgrestAnswer, pageClause } from './answer-rows.js';
import type { Query } from './postgrest-database.js';
import type { PostgrestRequest } from './postgrest-request.js';
import { quoteName } from './quote.js';
import { rowQuery } from './row-query.js';
import type { CachedTable } from './schema-cache.js';

export async function readTable(
  query: Query,
  { schema, name }: CachedTable,
  request: PostgrestRequest,
  maxRows: number,
): Promise<PostgrestAnswer> {
  const relation = `${quoteName(schema)}.${quoteName(name)}`;
  const { columns, where, order, offset, limit } = rowQuery(relation, request);
  return answerRows(query, request, {
    source: `select ${columns} from ${relation} ${where} ${order} ${pageClause(limit, offset, maxRows)}`,
    page: 'select * from pgrst_source',
    total: request.preferences.has('count=exact') ? `select count(*) from ${relation} ${where}` : null,
    json: jsonOfRows,
    values: [],
    offset,
  });
}
