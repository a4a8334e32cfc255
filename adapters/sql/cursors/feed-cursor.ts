import { noEventCursor } from '../../guards/no-cursor.js';

/** A moment in the life of a database server: what was visible then has been seen. */
export interface FeedMoment {
  /** When that life of the server began, in epoch milliseconds. */
  readonly life: number;
  /** As `pg_snapshot` is written. */
  readonly snapshot: string;
}

/** The place of an event within a page. Transaction numbers have 64 bits, so they stay text. */
export interface EventPosition {
  readonly life: number;
  readonly transaction: string;
  readonly sequence: number;
  readonly runId: string;
}

/**
 * A place in the stream of events. All that was visible at `since` has been seen; of what became
 * visible between it and `until`, everything up to `after`. Without the latter two, the place is
 * `since` itself.
 */
export interface FeedCursor {
  readonly since: FeedMoment;
  readonly page: { readonly until: FeedMoment; readonly after: EventPosition } | null;
}

/** Cursors are opaque to callers, who give them back as they got them. */
export function formatFeedCursor({ since, page }: FeedCursor): string {
  if (page === null) return formatMoment(since);
  const { life, transaction, sequence, runId } = page.after;
  return [formatMoment(since), formatMoment(page.until), life, transaction, sequence, runId].join('/');
}

function formatMoment({ life, snapshot }: FeedMoment): string {
  return `${life}@${snapshot}`;
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseFeedCursor(cursor: string): FeedCursor {
  const [since = '', until, life, transaction, sequence, ...rest] = cursor.split('/');
  if (until === undefined) return { since: parseMoment(since), page: null };
  const runId = rest.join('/');
  const isComplete =
    isTransaction(transaction) &&
    sequence !== undefined &&
    /^\d{1,9}$/.test(sequence) &&
    runId !== '' &&
    !runId.includes('\0') &&
    runId.isWellFormed();
  if (!isComplete) throw noEventCursor();
  const after = { life: parseLife(life), transaction, sequence: Number(sequence), runId };
  return { since: parseMoment(since), page: { until: parseMoment(until), after } };
}

function parseMoment(text: string): FeedMoment {
  const [life, snapshot, ...rest] = text.split('@');
  if (snapshot === undefined || rest.length > 0 || !isSnapshot(snapshot)) throw noEventCursor();
  return { life: parseLife(life), snapshot };
}

function parseLife(text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw noEventCursor();
  return Number(text);
}

/** The first transaction under way, the first to come, and all under way, rising. */
function isSnapshot(text: string): boolean {
  const [first, next, list, ...rest] = text.split(':');
  if (!isTransaction(first) || !isTransaction(next) || list === undefined || rest.length > 0) return false;
  const underWay = list === '' ? [] : list.split(',');
  if (!underWay.every(isTransaction)) return false;
  const numbers = underWay.map(BigInt);
  return (
    BigInt(first) <= BigInt(next) &&
    numbers.every((number, index) => number > (numbers[index - 1] ?? 0n)) &&
    numbers.every((number) => number >= BigInt(first) && number < BigInt(next))
  );
}

function isTransaction(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,20}$/.test(text) && BigInt(text) > 0n && BigInt(text) < 2n ** 64n;
}
