import type { Feature, Plan } from '../domain/plans/plan.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** @throws PromptForgeError `plan_feature_missing` when the plan does not include the feature. */
export function requireFeature(plan: Plan, feature: Feature): void {
  if (plan.features[feature]) return;
  throw new PromptForgeError(
    'plan_feature_missing',
    `The ${plan.title} plan does not include ${feature}. Change to a plan that does.`,
    { details: { plan: plan.id, feature } },
  );
}
