import type { Catalogue, Plan } from '../../domain/plans/plan.js';

/** Whether a plan may use a module. */
export interface ModuleAccess {
  readonly locked: boolean;
  /** The least plan that may use it, where this one may not; null when there is none in the catalogue. */
  readonly planNeeded: string | null;
}

/**
 * A module is for everybody if it names no plan, or the first of the catalogue. Any other takes the feature
 * `all_modules`, and a plan that is at or above the one it names in the order of the catalogue; where the
 * catalogue does not know that one, the feature alone decides.
 */
export function moduleAccess(minimumPlanId: string | null, plan: Plan, catalogue: Catalogue): ModuleAccess {
  if (minimumPlanId === null || minimumPlanId === catalogue[0].id) return { locked: false, planNeeded: null };
  const least = placeOf(minimumPlanId, catalogue);
  const isEnough = ({ id, features }: Plan) => {
    const place = placeOf(id, catalogue);
    return features.all_modules === true && (place === -1 || place >= least);
  };
  if (isEnough(plan)) return { locked: false, planNeeded: null };
  return { locked: true, planNeeded: catalogue.find(isEnough)?.id ?? null };
}

function placeOf(planId: string, catalogue: Catalogue): number {
  return catalogue.findIndex(({ id }) => id === planId);
}
