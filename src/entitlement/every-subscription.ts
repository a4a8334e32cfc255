import type { Page, PageRequest } from '../domain/page.js';
import type { SubscriptionStore, TenantSubscription } from '../ports/subscription-store.js';

const atOnce = 500;

/** All subscriptions of the platform, a page at a time. */
export function everySubscription(store: Pick<SubscriptionStore, 'list'>): AsyncGenerator<TenantSubscription, void> {
  return everyItem((page) => store.list(page));
}

/** The items of all pages of a list. */
export async function* everyItem<Item>(read: (page: PageRequest) => Promise<Page<Item>>): AsyncGenerator<Item, void> {
  let after: string | null = null;
  do {
    const page: Page<Item> = await read({ limit: atOnce, after });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}
