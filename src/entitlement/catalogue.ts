import type { Catalogue, Plan } from '../domain/plans/plan.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { planIdPattern } from './plan-schema.js';

/** The catalogue as of one reading. Another reading that found something else is another object. */
export interface CatalogueEdition {
  readonly plans: Catalogue;
}

/** Where the catalogue comes from. */
export interface CatalogueSource {
  /** The edition in force, if that is known without asking anybody; else null. */
  current(): CatalogueEdition | null;
  /** @throws PromptForgeError `config_invalid` for a catalogue in the storage that is none. */
  read(): Promise<CatalogueEdition>;
}

/** The catalogue a host brings with its options. */
export function catalogueInCode(plans: Catalogue): CatalogueSource {
  const edition: CatalogueEdition = Object.freeze({ plans });
  return { current: () => edition, read: async () => edition };
}

/** @throws PromptForgeError `plan_unknown` */
export function planNamed(plans: Catalogue, planId: string): Plan {
  const plan = plans.find(({ id }) => id === planId);
  if (plan === undefined) throw planUnknown(plans, planId);
  return plan;
}

/** @param planId the plan that was asked for. It is named only if it could be one: anything else may be a user's text. */
export function planUnknown(plans: readonly Plan[], planId: string): PromptForgeError {
  const ids = plans.map(({ id }) => id);
  const named = planIdPattern.test(planId) ? { planId } : {};
  return new PromptForgeError(
    'plan_unknown',
    `The catalogue has no plan ${named.planId ?? 'of that name'}, only ${ids.join(', ')}. Add it to the catalogue, or put the tenant on one of these.`,
    { details: { ...named, plans: ids } },
  );
}
