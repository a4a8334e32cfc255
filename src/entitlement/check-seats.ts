import type { TenantScope } from '../domain/access/principal.js';
import type { Plan } from '../domain/plans/plan.js';
import { seatProblem } from '../domain/plans/seat-problem.js';
import type { Subscription } from '../domain/plans/subscription.js';
import type { OrganizationStore } from '../ports/organization-store.js';
import { countMembers } from './count-members.js';
import { seatsRefused } from './subscription-refused.js';

/**
 * Whether a tenant can have so many seats on a plan, by the rule of `subscriptions.apply()`: for who
 * sells them elsewhere.
 * @throws PromptForgeError `seats_exceeded`, `plan_feature_missing`
 */
export async function checkSeats(
  organizations: OrganizationStore,
  scope: TenantScope,
  plan: Plan,
  wanted: Pick<Subscription, 'seats' | 'overrides'>,
): Promise<void> {
  const problem = seatProblem(plan, wanted, await countMembers(organizations, scope));
  if (problem !== null) throw seatsRefused(problem);
}
