import type { TenantReference } from '../../src/index.js';
import { type Plan, PromptForgeError, type Subscription, type TenantScope } from '../../src/storage.js';
import type { BillingParts } from './billing-parts.js';
import { isLive, lastTrialEndOf, ourSubscriptions } from './choose-subscription.js';
import { ensureCustomer } from './customer-of-tenant.js';
import type { HostedPage } from './hosted-page.js';
import { idempotencyKey } from './idempotency-key.js';
import { openCheckout } from './open-checkout.js';
import type { StripeCheckoutRequest, StripeSubscription } from './stripe-client.js';
import { tenantKey } from './tenant-metadata.js';
import { checkedAddress, tenantOf } from './tenant-request.js';
import { provider } from './to-subscription.js';

export type CheckoutRequest = TenantReference & {
  readonly planId: string;
  /** One of the prices of the plan. Default: the first. */
  readonly priceId?: string;
  /** Default: 1. */
  readonly seats?: number;
  /** Where Stripe sends the buyer afterwards. It may hold `{CHECKOUT_SESSION_ID}`. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Written to the customer when it is made. */
  readonly customerEmail?: string;
};

/**
 * Opens a checkout of Stripe for a plan, with the trial of the plan for who never had one. One
 * checkout of a tenant is open: another one is closed, and the same one is given again. Calls for
 * one tenant take turns.
 * @throws PromptForgeError `request_invalid`, `plan_unknown`, `config_invalid`, `seats_exceeded`,
 * `subscription_state_invalid` when there is a subscription already, `billing_customer_unknown`,
 * `billing_unavailable`, and `storage_conflict` when another process opens another one at the moment
 */
export async function checkout(parts: BillingParts, request: CheckoutRequest): Promise<HostedPage> {
  const scope = tenantOf(request);
  return parts.turns.run(scope.orgId, () => checkoutInTurn(parts, scope, request));
}

async function checkoutInTurn(parts: BillingParts, scope: TenantScope, request: CheckoutRequest): Promise<HostedPage> {
  const plan = await planNamed(parts, request.planId);
  const price = priceOf(parts, request);
  const success_url = checkedAddress('successUrl', request.successUrl);
  const cancel_url = checkedAddress('cancelUrl', request.cancelUrl);
  const seats = checkedSeats(request.seats ?? 1, plan, await storedOf(parts, scope));
  const customer = await ensureCustomer(parts, scope, request.customerEmail ?? null);
  // Read once more: a customer who is gone has left with its subscription.
  const stored = await storedOf(parts, scope);
  const subscriptions = await ownSubscriptions(parts, scope, customer, stored);
  const trialDays = hadTrial(subscriptions, stored) ? 0 : plan.trialDays;
  const metered = parts.usage.flatMap(({ priceId }) => (priceId === undefined ? [] : [{ price: priceId }]));
  const wanted: StripeCheckoutRequest = {
    mode: 'subscription',
    customer,
    client_reference_id: scope.orgId.slice(0, 200),
    metadata: { [tenantKey]: scope.orgId },
    success_url,
    cancel_url,
    line_items: [{ price, quantity: seats }, ...metered],
    subscription_data: {
      metadata: { [tenantKey]: scope.orgId },
      ...(trialDays > 0 ? { trial_period_days: trialDays } : {}),
    },
  };
  return openCheckout(parts, {
    wanted,
    fingerprint: idempotencyKey('checkout', JSON.stringify(wanted)),
    verify: () => ownSubscriptions(parts, scope, customer, stored),
  });
}

async function storedOf({ storage }: BillingParts, scope: TenantScope): Promise<Subscription | null> {
  return (await storage.subscriptions.load(scope))?.value ?? null;
}

async function planNamed({ forge }: BillingParts, planId: string): Promise<Plan> {
  const plan = (await forge.plans.list()).find(({ id }) => id === planId);
  if (plan !== undefined) return plan;
  throw new PromptForgeError('plan_unknown', 'No such plan in the catalogue. Give the id of one that it has.');
}

function priceOf({ prices }: BillingParts, { planId, priceId }: CheckoutRequest): string {
  const known = prices.pricesOf(planId);
  const price = priceId ?? known[0];
  if (price === undefined) {
    throw new PromptForgeError(
      'config_invalid',
      `The plan ${planId} has no price. Add one to stripeBilling({ prices }).`,
    );
  }
  if (known.includes(price)) return price;
  throw new PromptForgeError('request_invalid', 'priceId must be one of the prices of the plan.');
}

function checkedSeats(seats: number, plan: Plan, stored: Subscription | null): number {
  if (!Number.isSafeInteger(seats) || seats < 1) {
    throw new PromptForgeError('request_invalid', 'seats must be a whole number, 1 or more.');
  }
  const own = stored?.overrides?.seats;
  const max = own === undefined ? plan.seats : own;
  if (max === null || seats <= max) return seats;
  throw new PromptForgeError('seats_exceeded', `The ${plan.title} plan has at most ${max} seats.`, {
    details: { plan: plan.id, max },
  });
}

/** @throws PromptForgeError `subscription_state_invalid` when one of them goes on. */
async function ownSubscriptions(
  { reader, prices }: BillingParts,
  { orgId }: TenantScope,
  customer: string,
  stored: Subscription | null,
): Promise<readonly StripeSubscription[]> {
  const all = await reader.subscriptionsOf(customer);
  if (all === null) {
    throw new PromptForgeError('billing_customer_unknown', 'The customer of this tenant was deleted at Stripe.');
  }
  const current = stored?.source?.provider === provider ? stored.source.id : null;
  const ours = ourSubscriptions(all, { prices, orgId, current });
  if (!ours.some(isLive)) return ours;
  throw new PromptForgeError(
    'subscription_state_invalid',
    'The tenant has a subscription at Stripe. Change it in the portal: billing.portal().',
  );
}

/** A trial is given once, whoever gave it. */
function hadTrial(subscriptions: readonly StripeSubscription[], stored: Subscription | null): boolean {
  return (stored !== null && stored.trialEnd !== null) || lastTrialEndOf(subscriptions) !== null;
}
