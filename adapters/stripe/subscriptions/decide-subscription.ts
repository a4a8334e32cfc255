import { isDeepStrictEqual } from 'node:util';
import type { Subscription } from '../../../src/storage.js';
import type { StripeSubscription } from '../api/stripe-client.js';
import type { StripeReader } from '../api/stripe-reader.js';
import {
  chooseSubscription,
  isEntitling,
  isLive,
  lastTrialEndOf,
  ourSubscriptions,
  startOfFirst,
} from './choose-subscription.js';
import type { PlanPrices } from './plan-prices.js';
import { provider, toSubscription } from './to-subscription.js';

export interface BilledTenant {
  readonly orgId: string;
  readonly customerId: string;
}

/** What is to become of a stored subscription. */
export type Decision = Outcome & {
  /** How many subscriptions to a plan the customer pays for at once; more than one is a mistake of somebody's. */
  readonly live: number;
};

type Outcome =
  | { readonly outcome: 'changed'; readonly subscription: Subscription }
  | { readonly outcome: 'unchanged' }
  /** No subscription to a plan has begun at Stripe, and none was known, or just one that has ended. */
  | { readonly outcome: 'none' }
  /** What has ended at Stripe takes nothing from a tenant whose plan comes from elsewhere. */
  | { readonly outcome: 'left_to_host' }
  /** Nothing is changed, and the host is told: only it can put these right. */
  | { readonly outcome: 'price_unknown' | 'status_unknown' | 'missing_at_stripe' };

/**
 * Asks Stripe what a tenant's subscription is now. What an event said is never used: events come
 * late, twice and in any order.
 * @throws PromptForgeError `billing_unavailable`, `billing_customer_unknown` or `config_invalid`
 */
export async function decideSubscription(
  reader: StripeReader,
  prices: PlanPrices,
  { orgId, customerId }: BilledTenant,
  stored: Subscription | null,
): Promise<Decision> {
  const current = stored?.source?.provider === provider ? stored.source.id : null;
  const whose = { prices, orgId, current };
  const ours = ourSubscriptions(await known(reader, customerId, current), whose);
  const live = ours.filter(isLive).length;
  const chosen = chooseSubscription(ours, prices);
  if (chosen === null) {
    // What had ended may be gone, with the customer before the present one.
    const isMissed = current !== null && stored?.status !== 'canceled';
    return { outcome: isMissed ? 'missing_at_stripe' : 'none', live };
  }
  if (stored !== null && current === null && !isEntitling(chosen)) return { outcome: 'left_to_host', live };
  const unpaidSince = chosen.status === 'past_due' ? await reader.unpaidSince(chosen.id) : null;
  const firstStart = startOfFirst(ours) ?? chosen.start_date;
  const state = { subscription: chosen, unpaidSince, firstStart, lastTrialEnd: lastTrialEndOf(ours) };
  const mapped = toSubscription(state, stored, prices);
  if (mapped.outcome !== 'mapped') return { ...mapped, live };
  const { subscription } = mapped;
  if (isDeepStrictEqual(subscription, stored)) return { outcome: 'unchanged', live };
  return { outcome: 'changed', subscription, live };
}

/** Those of the customer; of a deleted one just that which the tenant was on. */
async function known(
  reader: StripeReader,
  customerId: string,
  current: string | null,
): Promise<readonly StripeSubscription[]> {
  const listed = await reader.subscriptionsOf(customerId);
  if (listed !== null) return listed;
  const last = current === null ? null : await reader.subscription(current);
  return last === null ? [] : [last];
}
