import type { TimeRange } from '../domain/figures/user-metrics.js';
import { everyItem } from '../domain/lists/every-item.js';
import { carriedForward } from '../domain/plans/subscription-at.js';
import { type SubscriptionCount, SubscriptionCounts } from '../domain/plans/subscription-count.js';
import {
  movementsOf,
  type SubscriptionMovement,
  subscriptionMovements,
} from '../domain/plans/subscription-movement.js';
import type { Clock } from '../ports/clock.js';
import type { SubscriptionStore } from '../ports/subscription-store.js';
import type { CatalogueSource } from './catalogue.js';
import { everySubscription } from './every-subscription.js';

export interface PlanReport {
  readonly range: TimeRange;
  /**
   * Tenants and seats by plan and status as of now, in the order of the catalogue. A trial or
   * subscription that has ended by itself counts as canceled, and one whose next plan has taken over
   * as on that one, whether or not anybody has looked at it since. Tenants that never had a
   * subscription are in none.
   */
  readonly distribution: readonly SubscriptionCount[];
  /** What was done within the range, by hosts and billing providers. */
  readonly changes: Readonly<Record<SubscriptionMovement, number>> & {
    /** Started less canceled. */
    readonly net: number;
  };
}

export interface PlanReportParts {
  readonly store: SubscriptionStore;
  readonly catalogue: CatalogueSource;
  readonly clock: Clock;
}

/** Reads every subscription once, and every change of the range: its time grows with their number. */
export async function planReport({ store, catalogue, clock }: PlanReportParts, range: TimeRange): Promise<PlanReport> {
  const { plans } = await catalogue.read();
  const now = clock.now();
  const counts = new SubscriptionCounts();
  for await (const { value } of everySubscription(store)) counts.add(carriedForward(value, now));
  const changes = Object.fromEntries(subscriptionMovements.map((name) => [name, 0])) as Record<
    SubscriptionMovement,
    number
  >;
  for await (const change of everyItem((page) => store.changes({ ...page, range }))) {
    for (const movement of movementsOf(change, plans)) changes[movement] += 1;
  }
  return {
    range,
    distribution: counts.inOrderOf(plans),
    changes: { ...changes, net: changes.started - changes.canceled },
  };
}
