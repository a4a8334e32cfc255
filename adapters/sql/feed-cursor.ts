import { PromptForgeError } from '../../src/storage.js';

/**
 * A place in the stream of events. All that was visible in `since` has been seen; of what became
 * visible between it and `until`, everything up to `after`. Without the latter two, the place is
 * `since` itself.
 */
export interface FeedCursor {
  readonly since: string;
  readonly page: { readonly until: string; readonly after: EventPosition } | null;
}

/** The order in which events of one page are read. Transaction numbers have 64 bits, so they stay text. */
export interface EventPosition {
  readonly transaction: string;
  readonly sequence: number;
  readonly runId: string;
}

/** Cursors are opaque to callers, who give them back as they got them. */
export function formatFeedCursor({ since, page }: FeedCursor): string {
  if (page === null) return since;
  const { transaction, sequence, runId } = page.after;
  return `${since}/${page.until}/${transaction}/${sequence}/${runId}`;
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseFeedCursor(cursor: string): FeedCursor {
  const [since = '', until, transaction, sequence, ...rest] = cursor.split('/');
  const runId = rest.join('/');
  if (!isSnapshot(since)) throw unreadable();
  if (until === undefined) return { since, page: null };
  const isComplete =
    isSnapshot(until) &&
    isTransaction(transaction) &&
    sequence !== undefined &&
    /^\d{1,9}$/.test(sequence) &&
    runId !== '' &&
    !runId.includes('\0') &&
    runId.isWellFormed();
  if (!isComplete) throw unreadable();
  return { since, page: { until, after: { transaction, sequence: Number(sequence), runId } } };
}

/** As `pg_snapshot` is written: the first transaction under way, the first to come, and all under way. */
function isSnapshot(text: string): boolean {
  const [first, next, list, ...rest] = text.split(':');
  if (!isTransaction(first) || !isTransaction(next) || list === undefined || rest.length > 0) return false;
  const underWay = list === '' ? [] : list.split(',');
  if (!underWay.every(isTransaction)) return false;
  const rising = [first, ...underWay].map(BigInt);
  return (
    BigInt(first) <= BigInt(next) &&
    rising.every((number, index) => index < 2 || number > (rising[index - 1] ?? 0n)) &&
    rising.slice(1).every((number) => number >= BigInt(first) && number < BigInt(next))
  );
}

function isTransaction(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,20}$/.test(text) && BigInt(text) > 0n && BigInt(text) < 2n ** 64n;
}

function unreadable(): PromptForgeError {
  return new PromptForgeError(
    'request_invalid',
    'The cursor is not one that events came with. Leave it out to start from now.',
  );
}
