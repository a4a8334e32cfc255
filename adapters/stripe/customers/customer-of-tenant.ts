import { PromptForgeError, type TenantScope } from '../../../src/storage.js';
import { idempotencyKey, keySpan } from '../api/idempotency-key.js';
import { askStripe } from '../api/to-billing-error.js';
import type { BillingParts } from '../billing-parts.js';
import { provider } from '../subscriptions/to-subscription.js';
import { goneCustomer, letGo } from './gone-customer.js';
import { tenantKey } from './tenant-metadata.js';

/** The customer a tenant is at Stripe. @throws PromptForgeError `billing_customer_unknown` */
export async function customerOfTenant({ storage }: BillingParts, scope: TenantScope): Promise<string> {
  const customerId = await storage.billing.customerOf(scope, provider);
  if (customerId !== null) return customerId;
  throw new PromptForgeError(
    'billing_customer_unknown',
    'The tenant is no customer yet. Start with billing.checkout().',
  );
}

/**
 * The customer a tenant is at Stripe, made there if need be, also in place of one that is gone. It is
 * tied to the tenant before it can buy anything, so that no event about it comes from a stranger.
 */
export async function ensureCustomer(parts: BillingParts, scope: TenantScope, email: string | null): Promise<string> {
  const { storage, stripe, call, clock } = parts;
  const known = await storage.billing.customerOf(scope, provider);
  if (known !== null) {
    const tenant = { orgId: scope.orgId, customerId: known };
    const gone = await goneCustomer(parts, tenant);
    if (gone === null) return known;
    await letGo(parts, tenant, gone);
  }
  const metadata = { [tenantKey]: scope.orgId };
  const customer = await askStripe(() =>
    stripe.customers.create(
      email === null ? { metadata } : { metadata, email },
      // The one before is part of the key: else Stripe would answer with the one that is gone.
      call(idempotencyKey('customer', scope.orgId, email, known, keySpan(clock.now()))),
    ),
  );
  await storage.billing.linkCustomer(scope, { provider, customerId: customer.id });
  // Another call may have been faster: what is stored counts, and the customer just made buys nothing.
  return customerOfTenant(parts, scope);
}
