import type { TenantScope } from '../domain/access/principal.js';
import type { Plan } from '../domain/plans/plan.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { PlanOfTenant } from './plan-of-tenant.js';

/** The plan a tenant is on; null when the catalogue has none of that name, which is reported. */
export async function knownPlan(
  plans: Pick<PlanOfTenant, 'resolve'>,
  scope: TenantScope,
  report: (error: unknown) => void,
): Promise<Plan | null> {
  try {
    return (await plans.resolve(scope)).plan;
  } catch (error) {
    if (!PromptForgeError.is(error) || error.code !== 'plan_unknown') throw error;
    report(error);
    return null;
  }
}
