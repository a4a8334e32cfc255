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
  /** The plan that takes over at the end of the period; null when none is due. */
  readonly nextPlanId: string | null;
}

/** A stored value with the number of times it was saved, for compare-and-swap. */
export interface Versioned<T> {
  readonly value: T;
  readonly version: number;
}
