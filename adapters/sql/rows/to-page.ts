import type { Page } from '../../../src/storage.js';
import { Row } from './row.js';

/** The answer of a function that returns one page of a list, and whether there is more. */
export function toPage<Item>(
  answer: unknown,
  toItem: (row: Row) => Item,
  toCursor: (last: Item) => string,
): Page<Item> {
  const page = new Row(answer);
  const items = page.rows('items').map(toItem);
  const last = items.at(-1);
  return { items, next: page.flag('more') && last !== undefined ? toCursor(last) : null };
}
