import type { TenantScope } from '../domain/access/principal.js';
import { subscriptionAt } from '../domain/plans/subscription-at.js';
import type { Clock } from '../ports/clock.js';
import type { SubscriptionStore } from '../ports/subscription-store.js';
import { type CatalogueSource, planUnknown } from './catalogue.js';

export interface SeatsOfParts {
  readonly store: Pick<SubscriptionStore, 'load'>;
  readonly catalogue: CatalogueSource;
  readonly clock: Clock;
}

/** How many people may belong to a tenant, and by which plan. */
export interface Seats {
  readonly seats: number;
  readonly planId: string;
}

/**
 * How many people may belong to a tenant, as stored at this moment: the seats it is subscribed to, no
 * more than the plan has, and one where the plan has no teams.
 * @throws PromptForgeError `plan_unknown`
 */
export async function seatsOf({ store, catalogue, clock }: SeatsOfParts, scope: TenantScope): Promise<Seats> {
  const stored = await store.load(scope);
  const { plans } = await catalogue.read();
  const { plan, planId, subscription } = subscriptionAt(stored?.value ?? null, plans, clock.now());
  if (plan === null) throw planUnknown(plans, planId);
  const subscribed = plan.features.team === true ? (subscription?.seats ?? 1) : 1;
  return { seats: Math.min(subscribed, plan.seats ?? subscribed), planId };
}
