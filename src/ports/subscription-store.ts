import type { TenantScope } from '../domain/access/principal.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import type { Page, PageRequest } from '../domain/lists/page.js';
import type { Subscription, SubscriptionChange, Versioned } from '../domain/plans/subscription.js';

export type SaveResult =
  | { readonly outcome: 'saved'; readonly version: number }
  /** Somebody saved in between: load again and decide anew. */
  | { readonly outcome: 'conflict' };

/** A stored subscription and whose it is. */
export interface TenantSubscription extends Versioned<Subscription> {
  readonly orgId: string;
}

/** One subscription per tenant, saved by compare-and-swap. Every rule about it lives in `domain`. */
export interface SubscriptionStore {
  load(scope: TenantScope): Promise<Versioned<Subscription> | null>;

  /**
   * Saves if the stored version is still `expectedVersion`; 0 means that there is none yet. What
   * was saved is added to the history in the same step.
   */
  save(scope: TenantScope, subscription: Subscription, expectedVersion: number): Promise<SaveResult>;

  /** The history of one tenant, newest first. */
  history(scope: TenantScope, request: PageRequest): Promise<Page<SubscriptionChange>>;

  /** All subscriptions of the platform, by the bytes of their tenants' ids, ascending. */
  list(request: PageRequest): Promise<Page<TenantSubscription>>;

  /** Changes of all tenants in a range of time, oldest first; those of one moment by tenant and version. */
  changes(request: PageRequest & { readonly range: TimeRange }): Promise<Page<SubscriptionChange>>;
}
