import { PromptForgeError } from '../../../src/storage.js';
import type { BillingErrorContext } from '../billing-options.js';
import type { Decision } from './decide-subscription.js';

const problems = {
  price_unknown:
    'A subscription at Stripe has no price that stands for a plan, and was left as it is. Add the price to stripeBilling({ prices }), then run: npx promptforge stripe reconcile --repair',
  status_unknown:
    'A subscription at Stripe is in a status that this version of PromptForge does not know, and was left as it is. Update PromptForge.',
  missing_at_stripe:
    'Stripe does not know the subscription that a tenant is on, which was left as it is. Check the account and the mode of the API key.',
} as const;

/**
 * Tells the host of what only it can put right. Stripe is answered that all is well: sending the
 * event again would change nothing, and an endpoint that goes on failing is switched off.
 */
export function reportUnresolved(
  report: (error: unknown, context: BillingErrorContext) => void,
  { outcome, live }: Decision,
  context: BillingErrorContext,
): void {
  if (live > 1) report(paidTwice(live), context);
  if (outcome === 'price_unknown' || outcome === 'status_unknown' || outcome === 'missing_at_stripe') {
    report(new PromptForgeError('config_invalid', problems[outcome], { details: { reason: outcome } }), context);
  }
}

function paidTwice(count: number): PromptForgeError {
  return new PromptForgeError(
    'subscription_state_invalid',
    `A customer has ${count} subscriptions to a plan at Stripe and pays for each. Cancel all but one there.`,
    { details: { reason: 'several_subscriptions', count } },
  );
}
