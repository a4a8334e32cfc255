import type { Page, PageRequest } from '../../src/storage.js';
import { noCursor } from '../guards/no-cursor.js';
import { compareText } from './compare-text.js';
import { cutPage } from './cut-page.js';

/** Cuts one page out of a list that is sorted by a key, ascending by bytes. The cursor is the key of its last item. */
export function pageByKey<Item>(
  items: readonly Item[],
  { limit, after }: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  if (after === '') throw noCursor();
  const rest = items
    .filter((item) => after === null || compareText(keyOf(item), after) > 0)
    .sort((a, b) => compareText(keyOf(a), keyOf(b)));
  return cutPage(rest, limit, keyOf);
}
