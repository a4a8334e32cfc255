import type { Plan } from './plan.js';
import { withOverrides } from './plan-overrides.js';
import type { Subscription } from './subscription.js';

/** Why a subscription cannot have the seats it names. */
export type SeatProblem =
  | {
      readonly code: 'seats_exceeded';
      /** More than the `plan` has, or than `overrides` grant; or fewer than there are `members`, who each need one. */
      readonly by: 'plan' | 'overrides' | 'members';
      readonly planId: string;
      readonly seats: number;
      /** The most there may be, or the number of members. */
      readonly bound: number;
    }
  | { readonly code: 'plan_feature_missing'; readonly planId: string; readonly feature: 'team' };

/** The first reason why a subscription cannot have its seats on a plan, or null when it can. */
export function seatProblem(
  plan: Plan,
  { seats, overrides }: Pick<Subscription, 'seats' | 'overrides'>,
  members: number,
): SeatProblem | null {
  const { seats: most, features } = withOverrides(plan, overrides);
  const planId = plan.id;
  const by = overrides?.seats === undefined ? 'plan' : 'overrides';
  if (most !== null && seats > most) return { code: 'seats_exceeded', by, planId, seats, bound: most };
  if (seats > 1 && features.team !== true) return { code: 'plan_feature_missing', planId, feature: 'team' };
  if (seats < members) return { code: 'seats_exceeded', by: 'members', planId, seats, bound: members };
  return null;
}
