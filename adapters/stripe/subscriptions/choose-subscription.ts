import type { StripeSubscription } from '../api/stripe-client.js';
import { tenantKey } from '../customers/tenant-metadata.js';
import type { PlanPrices } from './plan-prices.js';

/** In these the customer has a claim to what was bought, at least for a grace period. */
const entitling: ReadonlySet<string> = new Set(['trialing', 'active', 'past_due']);
/** In these a first payment is missing: nothing has begun, and perhaps never will. */
const notBegun: ReadonlySet<string> = new Set(['incomplete', 'incomplete_expired']);

export interface WhoseSubscriptions {
  readonly prices: PlanPrices;
  readonly orgId: string;
  /** The id of the subscription that the tenant is on so far; null when it is on none of Stripe's. */
  readonly current: string | null;
}

/**
 * Those that are about a plan of this library. A customer may have bought other things of the host;
 * a subscription is ours by its price, by the mark of our checkout, or because it was until now.
 */
export function ourSubscriptions(
  subscriptions: readonly StripeSubscription[],
  { prices, orgId, current }: WhoseSubscriptions,
): readonly StripeSubscription[] {
  return subscriptions.filter(
    ({ id, metadata, items }) =>
      prices.itemOfPlan(items.data) !== null || metadata[tenantKey] === orgId || id === current,
  );
}

/**
 * The one that counts: an entitling one before others, then one with a known price, then the newest,
 * then by id. It depends on nothing but what Stripe says, so that no order of events matters. Null
 * when none has begun.
 */
export function chooseSubscription(ours: readonly StripeSubscription[], prices: PlanPrices): StripeSubscription | null {
  const begun = ours.filter(({ status }) => !notBegun.has(status));
  const rank = (subscription: StripeSubscription) =>
    (isEntitling(subscription) ? 2 : 0) + (prices.itemOfPlan(subscription.items.data) === null ? 0 : 1);
  const [first] = begun.sort((a, b) => rank(b) - rank(a) || b.created - a.created || byId(a, b));
  return first ?? null;
}

/** When the oldest began, in Unix seconds: begun or not, that never changes. Null when there is none. */
export function startOfFirst(ours: readonly StripeSubscription[]): number | null {
  const [first] = [...ours].sort((a, b) => a.created - b.created || byId(a, b));
  return first?.start_date ?? null;
}

/** When the last of their trials ends, or has ended, in Unix seconds. Null when none had one. */
export function lastTrialEndOf(ours: readonly StripeSubscription[]): number | null {
  const ends = ours.flatMap(({ trial_end }) => (trial_end === null ? [] : [trial_end]));
  return ends.length === 0 ? null : Math.max(...ends);
}

function byId(a: StripeSubscription, b: StripeSubscription): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

export function isEntitling({ status, pause_collection }: StripeSubscription): boolean {
  return entitling.has(status) && pause_collection === null;
}

/** Whether it goes on, so that a second one would be paid for beside it. */
export function isLive({ status }: StripeSubscription): boolean {
  return status !== 'canceled' && !notBegun.has(status);
}
