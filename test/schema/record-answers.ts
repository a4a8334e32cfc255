import type { SqlExecutor } from '../../adapters/sql/sql-executor.js';

/** What is known of the answers of one function, as paths such as `run.usage.inputTokens` or `items[].id`. */
export interface AnswerRecord {
  /** Places where the function has put a value, null included. */
  readonly answered: Set<string>;
  /** Places where something was looked for. */
  readonly read: Set<string>;
  /** Places where something was looked for that the function had not put there. */
  readonly missing: Set<string>;
}

/** An executor whose answers remember what was read of them. */
export function recordingExecutor(executor: SqlExecutor) {
  const records = new Map<string, AnswerRecord>();
  const recording: SqlExecutor = {
    async call(functionName, args) {
      const record = records.get(functionName) ?? { answered: new Set(), read: new Set(), missing: new Set() };
      records.set(functionName, record);
      return watched(await executor.call(functionName, args), '', record);
    },
  };
  return { executor: recording, records };
}

function watched(value: unknown, path: string, record: AnswerRecord): unknown {
  if (typeof value !== 'object' || value === null) {
    record.answered.add(path);
    return value;
  }
  for (const [key, item] of Object.entries(value)) watched(item, pathTo(value, path, key), record);
  if (Object.keys(value).length === 0 && path !== '') record.answered.add(path);
  return new Proxy(value, {
    get(target, key) {
      const item: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol' || typeof item === 'function' || key === 'length') return item;
      // What JavaScript itself asks of anything that is awaited, printed or built upon.
      if (['then', 'constructor', 'toJSON'].includes(key)) return item;
      const place = pathTo(target, path, key);
      record.read.add(place);
      if (!Object.hasOwn(target, key)) record.missing.add(place);
      return item === undefined ? undefined : watched(item, place, record);
    },
  });
}

function pathTo(value: object, path: string, key: string): string {
  if (Array.isArray(value)) return `${path}[]`;
  return path === '' ? key : `${path}.${key}`;
}

/** What a function answers and nobody reads: neither the place itself nor a document it lies in. */
export function unread({ answered, read }: AnswerRecord, documents: ReadonlySet<string>): readonly string[] {
  return [...answered]
    .filter((path) => !read.has(path) && !enclosing(path).some((place) => read.has(place) && documents.has(place)))
    .filter((path) => path !== '')
    .toSorted();
}

function enclosing(path: string): readonly string[] {
  const ends = [...path.matchAll(/\.|\[\]/g)].map((match) => match.index);
  return ends.map((end) => path.slice(0, end));
}
