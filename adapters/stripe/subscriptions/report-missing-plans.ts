import { PromptForgeError, type Subscription } from '../../../src/storage.js';
import type { BillingParts } from '../billing-parts.js';
import { missingPlans } from './missing-plans.js';

/**
 * Tells the host of a tenant that pays for a plan which the catalogue does not have. It never rejects:
 * what Stripe says was stored, and sending the event again would not mend the catalogue.
 */
export async function reportMissingPlans(
  { forge, report }: Pick<BillingParts, 'forge' | 'report'>,
  orgId: string,
  subscription: Subscription | null,
): Promise<void> {
  const context = { during: 'webhook', orgId } as const;
  try {
    const plans = await missingPlans(forge, subscription);
    if (plans.length > 0) report(missing(orgId, plans), context);
  } catch (error) {
    report(error, context);
  }
}

function missing(orgId: string, plans: readonly string[]): PromptForgeError {
  return new PromptForgeError(
    'plan_unknown',
    `The tenant ${orgId} pays for a plan that the catalogue does not have: ${plans.join(', ')}. On it every call is ` +
      'refused. Add the plan to the catalogue; or correct planId in stripeBilling({ prices }), then run reconcile with repair.',
    { details: { orgId, plans } },
  );
}
