import { randomUUID } from 'node:crypto';
import { tenantOf } from '../../../src/billing.js';
import type { TenantReference } from '../../../src/index.js';
import { idempotencyKey } from '../api/idempotency-key.js';
import { isMissing, toBillingError, unknownCustomer } from '../api/to-billing-error.js';
import type { BillingParts } from '../billing-parts.js';
import { customerOfTenant } from '../customers/customer-of-tenant.js';
import { checkedAddress } from './checked-addresses.js';
import { checkedRequest } from './checked-request.js';
import type { HostedPage } from './hosted-page.js';

export type PortalRequest = TenantReference & {
  /** Where the portal leads back to. */
  readonly returnUrl: string;
};

/**
 * Opens the customer portal of Stripe, where a subscription is changed, paid and canceled.
 * @throws PromptForgeError `request_invalid`, `billing_customer_unknown`, `config_invalid`, `billing_unavailable`
 */
export async function portal(parts: BillingParts, request: PortalRequest): Promise<HostedPage> {
  checkedRequest(request, { orgId: true, userId: true, returnUrl: true });
  const return_url = checkedAddress('returnUrl', request.returnUrl);
  const customer = await customerOfTenant(parts, tenantOf(request));
  const { stripe, call } = parts;
  // A portal is of short life, so that each call is given its own.
  const key = idempotencyKey('portal', randomUUID());
  try {
    const { url } = await stripe.billingPortal.sessions.create({ customer, return_url }, call(key));
    return { url };
  } catch (error) {
    // Nothing but the customer is named, so that nothing else can be missing.
    throw isMissing(error) ? unknownCustomer(error) : toBillingError(error);
  }
}
