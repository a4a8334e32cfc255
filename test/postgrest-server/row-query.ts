import { postgrestError } from './postgrest-error.js';
import type { PostgrestRequest } from './postgrest-request.js';
import { quoteArray, quoteLiteral, quoteName } from './quote.js';

/** What a query string asks of rows, as pieces of SQL. */
export interface RowQuery {
  readonly columns: string;
  /** Empty, or a clause that begins with `where`. */
  readonly where: string;
  readonly order: string;
  readonly offset: number;
  /** Null for all. */
  readonly limit: number | null;
}

const reserved = new Set(['select', 'order', 'limit', 'offset', 'columns', 'on_conflict']);
const operators: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'like',
  ilike: 'ilike',
};
const filterPattern = /^(not\.)?(eq|neq|gt|gte|lt|lte|like|ilike|is|in)\.(.*)$/s;
const truths = new Set(['null', 'not_null', 'true', 'false', 'unknown']);

export function isFilter(value: string): boolean {
  return filterPattern.test(value);
}

export function isReserved(name: string): boolean {
  return reserved.has(name);
}

/** @param relation what the columns belong to, quoted. */
export function rowQuery(
  relation: string,
  { search, headers }: Pick<PostgrestRequest, 'search' | 'headers'>,
  isArgument: (name: string) => boolean = () => false,
): RowQuery {
  const conditions = [...search]
    .filter(([name]) => !reserved.has(name) && !isArgument(name))
    .map(([name, value]) => condition(relation, name, value));
  const range = /^(\d+)-(\d*)$/.exec(String(headers.range ?? ''));
  const offset = Number(search.get('offset') ?? range?.[1] ?? 0);
  const rangeLimit = range?.[2] ? Number(range[2]) - offset + 1 : null;
  return {
    columns: columnList(relation, search.get('select') ?? '*'),
    where: conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`,
    order: orderClause(relation, search.get('order') ?? ''),
    offset,
    limit: search.has('limit') ? Number(search.get('limit')) : rangeLimit,
  };
}

function columnList(relation: string, select: string): string {
  if (select.includes('(')) throw unparsable('embedded resources are not supported by this server');
  return select
    .split(',')
    .map((item) => {
      const [, alias, name, cast] = /^(?:([^:]+):(?!:))?([^:]+)(?:::(.+))?$/.exec(item.trim()) ?? [];
      if (name === undefined || name.includes('->')) throw unparsable(`failed to parse select parameter (${select})`);
      if (name === '*') return `${relation}.*`;
      const column = `${relation}.${quoteName(name)}`;
      const typed = cast === undefined ? column : `cast(${column} as ${quoteName(cast)})`;
      return `${typed} as ${quoteName(alias ?? name)}`;
    })
    .join(', ');
}

function condition(relation: string, name: string, filter: string): string {
  const [, negation, operator = '', value = ''] = filterPattern.exec(filter) ?? [];
  if (operator === '' || name === 'or' || name === 'and') throw unparsable(`failed to parse filter (${filter})`);
  const column = `${relation}.${quoteName(name)}`;
  return `${negation === undefined ? '' : 'not '}(${comparison(column, operator, value)})`;
}

function comparison(column: string, operator: string, value: string): string {
  if (operator === 'is') {
    if (!truths.has(value)) throw unparsable(`failed to parse filter (is.${value})`);
    return `${column} is ${value.replace('_', ' ')}`;
  }
  if (operator === 'in') return `${column} = any (${quoteArray(listItems(value))})`;
  const pattern = operator === 'like' || operator === 'ilike' ? value.replaceAll('*', '%') : value;
  return `${column} ${operators[operator]} ${quoteLiteral(pattern)}`;
}

/** `(a,"b,c")` */
function listItems(list: string): readonly string[] {
  if (!/^\(.*\)$/s.test(list)) throw unparsable(`failed to parse filter (in.${list})`);
  const items = [...list.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs)];
  return items.map(([, quoted, plain = '']) => quoted?.replaceAll(/\\(.)/gs, '$1') ?? plain);
}

function orderClause(relation: string, order: string): string {
  if (order === '') return '';
  const terms = order.split(',').map((term) => {
    const [, name, direction = 'asc', nulls] = /^(.+?)(?:\.(asc|desc))?(?:\.nulls(first|last))?$/.exec(term) ?? [];
    if (name === undefined) throw unparsable(`failed to parse order (${order})`);
    return `${relation}.${quoteName(name)} ${direction}${nulls === undefined ? '' : ` nulls ${nulls}`}`;
  });
  return `order by ${terms.join(', ')}`;
}

function unparsable(message: string) {
  return postgrestError(400, 'PGRST100', message);
}
