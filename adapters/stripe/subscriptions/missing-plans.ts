import type { Subscription } from '../../../src/storage.js';
import type { BilledForge } from '../billed-forge.js';
import { provider } from './to-subscription.js';

/**
 * The plans that a subscription at Stripe is for, now or next, and that the catalogue does not have:
 * whoever pays for one is refused everything with `plan_unknown`, and at Stripe all looks well. None
 * where no catalogue is at hand.
 */
export async function missingPlans(
  { plans }: Pick<BilledForge, 'plans'>,
  subscription: Subscription | null,
): Promise<readonly string[]> {
  if (subscription === null || subscription.status === 'canceled') return [];
  if (subscription.source?.provider !== provider) return [];
  const { planId, nextPlanId } = subscription;
  const wanted = nextPlanId === null ? [planId] : [planId, nextPlanId];
  const known = (await plans.list()).map(({ id }) => id);
  return known.length === 0 ? [] : wanted.filter((id) => !known.includes(id));
}
