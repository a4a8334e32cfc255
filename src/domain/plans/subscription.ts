import type { Meter, Period, QuotaSubject } from '../quota/quota-window.js';
import type { Feature } from './plan.js';

export const subscriptionStatuses = ['trialing', 'active', 'past_due', 'paused', 'canceled'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** A limit that takes the place of the plan's for the same subject, meter and period. */
export interface LimitOverride {
  readonly subject: QuotaSubject;
  readonly meter: Meter;
  readonly period: Period;
  /** Null lifts the limit. */
  readonly max: number | null;
  /** Default: `fixed`. */
  readonly algorithm?: 'fixed' | 'sliding';
}

/** What one customer was granted beyond the plan, or denied of it. It holds on whatever plan they are. */
export interface PlanOverrides {
  readonly limits: readonly LimitOverride[];
  readonly features: Readonly<Partial<Record<Feature, boolean>>>;
  /** Absent: as the plan says. */
  readonly seats?: number | null;
  /** Absent: as the plan says. */
  readonly retentionDays?: number | null;
}

/**
 * What a tenant has signed up for: an organization, or a user without one. All times are epoch
 * milliseconds. It says what was agreed, also for times to come; what that means at a moment is
 * `subscriptionAt`.
 */
export interface Subscription {
  readonly planId: string;
  readonly status: SubscriptionStatus;
  readonly seats: number;
  /** Monthly windows are counted from here. Set once, with the first subscription of a tenant. */
  readonly anchor: number;
  /** When the trial ends, or the last one has ended; only while `trialing` it ends anything. Null when there never was one. */
  readonly trialEnd: number | null;
  /** When payment began to fail; null when it did not. The grace period of the plan counts from here. */
  readonly pastDueSince: number | null;
  /** When the subscription ends; null when it renews. */
  readonly cancelAt: number | null;
  /** The plan that is to take over at `nextPlanAt`; null, like that, when none is. */
  readonly nextPlanId: string | null;
  readonly nextPlanAt: number | null;
  /** Null when the customer has just what the plan says. */
  readonly overrides: PlanOverrides | null;
  /** Where it is billed, and its id there; null when the host sees to that. */
  readonly source: { readonly provider: string; readonly id: string } | null;
}

/** A stored value with the number of times it was saved, for compare-and-swap. */
export interface Versioned<T> {
  readonly value: T;
  readonly version: number;
}

/** One entry in the history of a tenant's subscription, written with each save. */
export interface SubscriptionChange {
  readonly orgId: string;
  /** The version that was saved. */
  readonly version: number;
  /** Epoch milliseconds by the store's clock. */
  readonly at: number;
  readonly planId: string;
  readonly status: SubscriptionStatus;
  readonly seats: number;
  /** As it was before; null for the first. */
  readonly previous: {
    readonly planId: string;
    readonly status: SubscriptionStatus;
    readonly seats: number;
  } | null;
}
