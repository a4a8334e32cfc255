import type { Page, PageRequest } from '../../src/storage.js';
import { noCursor } from '../guards/no-cursor.js';
import { compareText } from './compare-text.js';
import { cutPage } from './cut-page.js';

interface Dated {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/**
 * Cuts one page out of a list, newest first. The cursor names the last item of the page before,
 * so that items which arrive in between neither repeat nor hide any.
 */
export function pageNewestFirst<Item extends Dated>(items: readonly Item[], { limit, after }: PageRequest): Page<Item> {
  const last = after === null ? null : parseCursor(after);
  const rest = items.filter((item) => last === null || newestFirst(last, item) < 0).sort(newestFirst);
  return cutPage(rest, limit, ({ createdAt, id }) => `${createdAt}~${id}`);
}

function newestFirst(a: Dated, b: Dated): number {
  return b.createdAt - a.createdAt || compareText(b.id, a.id);
}

function parseCursor(cursor: string): Dated {
  const [, createdAt, id] = /^(\d{1,16})~(.+)$/s.exec(cursor) ?? [];
  if (createdAt === undefined || id === undefined) throw noCursor();
  return { createdAt: Number(createdAt), id };
}
