import { stringify } from 'csv-stringify/sync';
import { allPages } from '../domain/lists/all-pages.js';
import { type RunRow, runRow, runRowColumns } from '../domain/runs/run-row.js';
import type { AnalyticsStore, RunRecordQuery } from '../ports/analytics-store.js';
import type { RunFileFormat } from './run-file-format.js';

export interface RunFileRequest {
  readonly query: Omit<RunRecordQuery, 'limit' | 'after'>;
  readonly format: RunFileFormat;
  /** Reads no further once it aborts. */
  readonly signal: AbortSignal;
}

/** Runs that are in memory at once. */
const recordsAtOnce = 500;

/**
 * The runs of a query as the bytes of a file, in pieces: the next page is read once the piece before was taken,
 * so that the memory it needs does not grow with the number of runs.
 * @throws the reason of `signal`, and PromptForgeError of the store.
 */
export async function* runFile(
  records: AnalyticsStore['records'],
  { query, format, signal }: RunFileRequest,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new TextEncoder();
  const write = format === 'csv' ? csv : jsonLines;
  const pages = allPages(recordsAtOnce, async (page) => {
    signal.throwIfAborted();
    return records({ ...query, ...page });
  });
  let isFirst = true;
  for await (const items of pages) {
    // A piece without a byte would be none.
    const text = write(items.map(runRow), isFirst);
    if (text !== '') yield encoder.encode(text);
    isFirst = false;
  }
}

/**
 * A header, and then a line for each row. What a spreadsheet would take for a formula begins with an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection); numbers are numbers.
 */
function csv(rows: readonly RunRow[], hasHeader: boolean): string {
  return stringify([...rows], {
    columns: [...runRowColumns],
    header: hasHeader,
    record_delimiter: '\r\n',
    escape_formulas: true,
    cast: { boolean: String },
  });
}

function jsonLines(rows: readonly RunRow[]): string {
  return rows
    .map((row) => `${JSON.stringify(Object.fromEntries(runRowColumns.map((name) => [name, row[name]])))}\n`)
    .join('');
}
