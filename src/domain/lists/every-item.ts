import { allPages } from './all-pages.js';
import type { Page, PageRequest } from './page.js';

const atOnce = 500;

/** The items of all pages of a list, read a page of 500 at a time. */
export async function* everyItem<Item>(list: (page: PageRequest) => Promise<Page<Item>>): AsyncGenerator<Item, void> {
  for await (const items of allPages(atOnce, list)) yield* items;
}
