import { everyItem } from '../domain/lists/every-item.js';
import type { SubscriptionStore, TenantSubscription } from '../ports/subscription-store.js';

/** All subscriptions of the platform, a page at a time. */
export function everySubscription(store: Pick<SubscriptionStore, 'list'>): AsyncGenerator<TenantSubscription, void> {
  return everyItem((page) => store.list(page));
}
