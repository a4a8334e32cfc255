import type { Plan } from '../../domain/plans/plan.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';

export function moduleNotFound(): PromptForgeError {
  return new PromptForgeError(
    'module_not_found',
    'The library has no module of this id and version that you may see. Without a version the latest active one is meant: drafts, deprecated versions and prereleases are found by their version alone.',
  );
}

export function moduleLocked(plan: Plan, planNeeded: string | null): PromptForgeError {
  const way = planNeeded === null ? 'No plan of the catalogue does.' : `Change to the plan ${planNeeded}.`;
  return new PromptForgeError('plan_feature_missing', `The ${plan.title} plan does not include this module. ${way}`, {
    details: { plan: plan.id, feature: 'all_modules', planNeeded },
  });
}
