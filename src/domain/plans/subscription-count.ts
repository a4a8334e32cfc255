import type { Catalogue } from './plan.js';
import type { Subscription, SubscriptionStatus } from './subscription.js';

/** How many tenants, and seats, there are with a plan and a status. */
export interface SubscriptionCount {
  readonly planId: string;
  readonly status: SubscriptionStatus;
  readonly tenants: number;
  readonly seats: number;
}

/** Counts subscriptions by plan and status. */
export class SubscriptionCounts {
  readonly #counts = new Map<string, SubscriptionCount>();

  add({ planId, status, seats }: Pick<Subscription, 'planId' | 'status' | 'seats'>): void {
    const key = JSON.stringify([planId, status]);
    const count = this.#counts.get(key) ?? { planId, status, tenants: 0, seats: 0 };
    this.#counts.set(key, { ...count, tenants: count.tenants + 1, seats: count.seats + seats });
  }

  /** By the order of the catalogue, and by status. Plans that are not in it come first. */
  inOrderOf(catalogue: Catalogue): readonly SubscriptionCount[] {
    const byPlan = planOrder(catalogue);
    return [...this.#counts.values()].sort((a, b) => byPlan(a, b) || (a.status < b.status ? -1 : 1));
  }
}

/** Compares what is of a plan by the order of the catalogue; what is not in it comes first, by its name. */
export function planOrder(catalogue: Catalogue) {
  const rank = (planId: string) => catalogue.findIndex(({ id }) => id === planId);
  return (a: { readonly planId: string }, b: { readonly planId: string }): number =>
    rank(a.planId) - rank(b.planId) || (a.planId < b.planId ? -1 : a.planId > b.planId ? 1 : 0);
}
