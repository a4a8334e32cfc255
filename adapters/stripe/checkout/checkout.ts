import { carriedForward, checkSeats, tenantOf } from '../../../src/billing.js';
import type { TenantReference } from '../../../src/index.js';
import { type Plan, PromptForgeError, type Subscription, type TenantScope } from '../../../src/storage.js';
import { idempotencyKey } from '../api/idempotency-key.js';
import type { StripeCheckoutRequest, StripeSubscription } from '../api/stripe-client.js';
import type { BillingParts } from '../billing-parts.js';
import { ensureCustomer } from '../customers/customer-of-tenant.js';
import { tenantKey } from '../customers/tenant-metadata.js';
import { isLive, lastTrialEndOf, ourSubscriptions } from '../subscriptions/choose-subscription.js';
import { provider } from '../subscriptions/to-subscription.js';
import { checkedAddress, checkedEmail } from './checked-addresses.js';
import { checkedRequest } from './checked-request.js';
import type { HostedPage } from './hosted-page.js';
import { openCheckout } from './open-checkout.js';

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

const fields = {
  orgId: true,
  userId: true,
  planId: true,
  priceId: true,
  seats: true,
  successUrl: true,
  cancelUrl: true,
  customerEmail: true,
} as const;

/**
 * Opens a checkout of Stripe for a plan, with the trial of the plan for who never had one. One
 * checkout of a tenant is open: another one is closed, and the same one is given again. Calls for
 * one tenant take turns.
 * @throws PromptForgeError `request_invalid`, `plan_unknown`, `config_invalid`, `seats_exceeded`, `plan_feature_missing`,
 * `subscription_state_invalid` when there is a subscription already, `billing_customer_unknown`,
 * `billing_unavailable`, and `storage_conflict` when another process opens another one at the moment
 */
export async function checkout(parts: BillingParts, request: CheckoutRequest): Promise<HostedPage> {
  const scope = tenantOf(checkedRequest(request, fields));
  return parts.turns.run(scope.orgId, () => checkoutInTurn(parts, scope, request));
}

async function checkoutInTurn(parts: BillingParts, scope: TenantScope, request: CheckoutRequest): Promise<HostedPage> {
  const catalogue = await parts.forge.plans.list();
  const plan = planNamed(catalogue, request.planId);
  const price = priceOf(parts, request);
  const success_url = checkedAddress('successUrl', request.successUrl);
  const cancel_url = checkedAddress('cancelUrl', request.cancelUrl);
  const email = checkedEmail(request.customerEmail);
  const seats = checkedCount(request.seats ?? 1);
  const local = await storedOf(parts, scope);
  rejectLocal(local, catalogue, parts.clock.now());
  await checkSeats(parts.storage.organizations, scope, plan, { seats, overrides: local?.overrides ?? null });
  const customer = await ensureCustomer(parts, scope, email);
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

function planNamed(catalogue: readonly Plan[], planId: string): Plan {
  const plan = catalogue.find(({ id }) => id === planId);
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

function checkedCount(seats: number): number {
  if (Number.isSafeInteger(seats) && seats >= 1) return seats;
  throw new PromptForgeError('request_invalid', 'seats must be a whole number, 1 or more.');
}

/**
 * What is bought takes the place of what the host gave. A trial is there to be followed by that, and the
 * first plan is what everybody has; any other subscription the host has to end itself.
 * @throws PromptForgeError `subscription_state_invalid`
 */
function rejectLocal(stored: Subscription | null, catalogue: readonly Plan[], now: number): void {
  if (stored === null || stored.source !== null) return;
  const { status, planId } = carriedForward(stored, now);
  if (status === 'trialing' || status === 'canceled' || planId === catalogue[0]?.id) return;
  throw new PromptForgeError(
    'subscription_state_invalid',
    'The tenant has a subscription that is not billed by Stripe and goes on. End it first: subscriptions.apply() with cancel.',
  );
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
