import type { SubscriptionStore } from '../ports/subscription-store.js';
import { everySubscription } from './every-subscription.js';

/** For how many days customers keep things who were granted another time than their plan's; null for good. */
export async function retentionOverrides(store: Pick<SubscriptionStore, 'list'>): Promise<readonly (number | null)[]> {
  const granted = new Set<number | null>();
  for await (const { value } of everySubscription(store)) {
    if (value.overrides?.retentionDays !== undefined) granted.add(value.overrides.retentionDays);
  }
  return [...granted];
}
