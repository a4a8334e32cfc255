import { limitName } from '../quota/quota-window.js';
import type { Plan, PlanLimit } from './plan.js';
import type { PlanOverrides } from './subscription.js';

/**
 * The plan as one customer has it. A limit takes the place of the plan's for the same subject, meter
 * and period, or is added; one without a maximum is lifted. Features, seats and retention that the
 * overrides do not name stay as the plan says.
 */
export function withOverrides(plan: Plan, overrides: PlanOverrides | null): Plan {
  if (overrides === null) return plan;
  const { limits, features, seats = plan.seats, retentionDays = plan.retentionDays } = overrides;
  const merged = new Map<string, PlanLimit>(plan.limits.map((limit) => [limitName(limit), limit]));
  for (const { max, ...rest } of limits) {
    if (max === null) merged.delete(limitName(rest));
    else merged.set(limitName(rest), Object.freeze({ ...rest, max }));
  }
  return Object.freeze({
    ...plan,
    limits: Object.freeze([...merged.values()]),
    features: Object.freeze({ ...plan.features, ...features }),
    seats,
    retentionDays,
  });
}
