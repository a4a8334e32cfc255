import type { Page } from '../../src/storage.js';
import { copyData } from './copy-data.js';

/** The first page of what is left of a list. The cursor names its last item. */
export function cutPage<Item>(rest: readonly Item[], limit: number, toCursor: (last: Item) => string): Page<Item> {
  const items = copyData(rest.slice(0, limit));
  const last = items.at(-1);
  return { items, next: last !== undefined && rest.length > limit ? toCursor(last) : null };
}
