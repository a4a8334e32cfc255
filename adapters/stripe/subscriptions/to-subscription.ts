import type { Subscription, SubscriptionStatus } from '../../../src/storage.js';
import type { StripeSchedule, StripeSubscription, StripeSubscriptionItem } from '../api/stripe-client.js';
import type { PlanPrices } from './plan-prices.js';

/** Name of this billing provider in the storage. */
export const provider = 'stripe';

export interface StripeState {
  /** With all of its items, and its schedule expanded. */
  readonly subscription: StripeSubscription;
  /** When the oldest invoice that is still open was to be paid, in Unix seconds; null when there is none. */
  readonly unpaidSince: number | null;
  /** When the customer's first subscription to a plan began, in Unix seconds. */
  readonly firstStart: number;
  /** When the last trial ends, or has ended, that any of the customer's subscriptions had, in Unix seconds. */
  readonly lastTrialEnd: number | null;
}

export type Mapped =
  | { readonly outcome: 'mapped'; readonly subscription: Subscription }
  /** No item has a price that stands for a plan. */
  | { readonly outcome: 'price_unknown' }
  /** Stripe has a status that this version does not know. */
  | { readonly outcome: 'status_unknown' };

/**
 * What a subscription of Stripe is to PromptForge: a pure function of what Stripe says now, except
 * for what is the tenant's own, which stays: the anchor of its months, its overrides, and that it has
 * had a trial. Of a subscription without one `trialEnd` tells of the one before, since a trial is had
 * once; it ends nothing then, for only what is trialing ends with its trial.
 */
export function toSubscription(
  { subscription, unpaidSince, firstStart, lastTrialEnd }: StripeState,
  stored: Subscription | null,
  prices: PlanPrices,
): Mapped {
  const bought = prices.itemOfPlan(subscription.items.data);
  if (bought === null) return { outcome: 'price_unknown' };
  const status = statusOf(subscription);
  if (status === null) return { outcome: 'status_unknown' };
  const { item, planId } = bought;
  return {
    outcome: 'mapped',
    subscription: {
      planId,
      status,
      seats: Math.max(1, item.quantity ?? 1),
      anchor: stored?.anchor ?? firstStart * 1_000,
      trialEnd: milliseconds(subscription.trial_end ?? lastTrialEnd) ?? stored?.trialEnd ?? null,
      pastDueSince: status === 'past_due' ? (unpaidSince ?? item.current_period_start) * 1_000 : null,
      cancelAt: milliseconds(endOf(subscription, item)),
      ...(status === 'canceled' ? noNext : nextPlan(subscription.schedule, planId, prices)),
      overrides: stored?.overrides ?? null,
      source: { provider, id: subscription.id },
    },
  };
}

/**
 * `unpaid` means that Stripe has given up collecting and that access is to be taken away until the
 * customer pays: that is a pause. So is a collection that was paused. What is incomplete never began
 * and is not chosen.
 */
function statusOf({ status, pause_collection }: StripeSubscription): SubscriptionStatus | null {
  switch (status) {
    case 'trialing':
    case 'active':
    case 'past_due':
      return pause_collection === null ? status : 'paused';
    case 'paused':
    case 'unpaid':
      return 'paused';
    case 'canceled':
      return 'canceled';
    default:
      return null;
  }
}

function endOf(subscription: StripeSubscription, item: StripeSubscriptionItem): number | null {
  const { status, ended_at, canceled_at, cancel_at, cancel_at_period_end } = subscription;
  if (status === 'canceled') return ended_at ?? canceled_at ?? cancel_at;
  return cancel_at ?? (cancel_at_period_end ? item.current_period_end : null);
}

const noNext = { nextPlanId: null, nextPlanAt: null } as const;

/** The phase of a schedule right after the current one, when it is one of another plan. */
function nextPlan(
  schedule: string | StripeSchedule | null,
  planId: string,
  prices: PlanPrices,
): Pick<Subscription, 'nextPlanId' | 'nextPlanAt'> {
  if (schedule === null || typeof schedule === 'string' || schedule.status !== 'active') return noNext;
  const currentEnd = schedule.current_phase?.end_date;
  const next = schedule.phases.find(({ start_date }) => currentEnd !== undefined && start_date >= currentEnd);
  const bought = next === undefined ? null : prices.itemOfPlan(next.items);
  if (next === undefined || bought === null || bought.planId === planId) return noNext;
  return { nextPlanId: bought.planId, nextPlanAt: next.start_date * 1_000 };
}

function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1_000;
}
