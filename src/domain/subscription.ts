export const subscriptionStatuses = ['trialing', 'active', 'past_due', 'paused', 'canceled'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** What an organization has signed up for. */
export interface Subscription {
  readonly planId: string;
  readonly status: SubscriptionStatus;
  readonly seats: number;
  /** Epoch milliseconds; monthly windows are counted from here. */
  readonly anchor: number;
  /** Epoch milliseconds; null when there is no trial. */
  readonly trialEnd: number | null;
  /** Epoch milliseconds at which the subscription ends; null when it renews. */
  readonly cancelAt: number | null;
  /** The plan that is to take over at the end of the period; null when none is. Kept, and not yet acted on. */
  readonly nextPlanId: string | null;
}

/** Whether a subscription gives its plan at a moment (epoch milliseconds), or only the plan everybody has. */
export function entitlesAt({ status, trialEnd, cancelAt }: Subscription, now: number): boolean {
  if (cancelAt !== null && cancelAt <= now) return false;
  if (status === 'trialing') return trialEnd === null || trialEnd > now;
  return status === 'active' || status === 'past_due';
}

/** A stored value with the number of times it was saved, for compare-and-swap. */
export interface Versioned<T> {
  readonly value: T;
  readonly version: number;
}
