import type { Storage, Subscription } from '../../src/storage.js';
import { provider } from './to-subscription.js';

const pageSize = 100;

export interface StripeTenant {
  readonly orgId: string;
  readonly subscription: Subscription;
}

/** Every tenant whose subscription is at Stripe, from page to page. */
export async function* billedTenants({ subscriptions }: Pick<Storage, 'subscriptions'>): AsyncGenerator<StripeTenant> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Storage['subscriptions']['list']>> = await subscriptions.list({
      limit: pageSize,
      after,
    });
    for (const { orgId, value } of page.items) {
      if (value.source?.provider === provider) yield { orgId, subscription: value };
    }
    after = page.next;
  } while (after !== null);
}
