import type { Page, PageRequest } from './page.js';

/** The pages of a list, one after the other, as they are asked for. */
export async function* allPages<Item>(
  limit: number,
  list: (request: PageRequest) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[], void> {
  let after: string | null = null;
  do {
    const page: Page<Item> = await list({ limit, after });
    yield page.items;
    after = page.next;
  } while (after !== null);
}
