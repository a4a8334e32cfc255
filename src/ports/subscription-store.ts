import type { TenantScope } from '../domain/principal.js';
import type { Subscription, Versioned } from '../domain/subscription.js';

export type SaveResult =
  | { readonly outcome: 'saved'; readonly version: number }
  /** Somebody saved in between: load again and decide anew. */
  | { readonly outcome: 'conflict' };

/** One subscription per tenant, saved by compare-and-swap. Every rule about it lives in `domain`. */
export interface SubscriptionStore {
  load(scope: TenantScope): Promise<Versioned<Subscription> | null>;

  /** Saves if the stored version is still `expectedVersion`; 0 means that there is none yet. */
  save(scope: TenantScope, subscription: Subscription, expectedVersion: number): Promise<SaveResult>;
}
