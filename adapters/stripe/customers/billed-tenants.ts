import { everySubscription } from '../../../src/billing.js';
import type { Storage, Subscription } from '../../../src/storage.js';
import { provider } from '../subscriptions/to-subscription.js';

export interface StripeTenant {
  readonly orgId: string;
  readonly subscription: Subscription;
}

/** Every tenant whose subscription is at Stripe, from page to page. */
export async function* billedTenants({ subscriptions }: Pick<Storage, 'subscriptions'>): AsyncGenerator<StripeTenant> {
  for await (const { orgId, value } of everySubscription(subscriptions)) {
    if (value.source?.provider === provider) yield { orgId, subscription: value };
  }
}
