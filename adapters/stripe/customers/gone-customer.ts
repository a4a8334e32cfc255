import { PromptForgeError } from '../../../src/storage.js';
import type { BillingParts } from '../billing-parts.js';
import type { BilledTenant } from '../subscriptions/decide-subscription.js';
import { provider } from '../subscriptions/to-subscription.js';

/** `deleted`: Stripe says so. `unknown`: Stripe has never heard of it, as after test data were deleted. */
export type Gone = 'deleted' | 'unknown';

/**
 * Whether the customer of a tenant is gone at Stripe, as Stripe answers now; null when it is there.
 * @throws PromptForgeError `billing_customer_unknown` when Stripe does not know it and the tenant is on a
 * subscription of Stripe's: a key of another account or mode knows none, and whoever pays must not
 * lose their customer by one.
 */
export async function goneCustomer(
  { reader, storage }: Pick<BillingParts, 'reader' | 'storage'>,
  { orgId, customerId }: BilledTenant,
): Promise<Gone | null> {
  try {
    return (await reader.customer(customerId)) === null ? 'deleted' : null;
  } catch (error) {
    if (!PromptForgeError.is(error) || error.code !== 'billing_customer_unknown') throw error;
    const stored = (await storage.subscriptions.load({ orgId }))?.value;
    if (stored?.source?.provider === provider && stored.status !== 'canceled') throw error;
    return 'unknown';
  }
}

/**
 * Unties a customer who is gone, so that the tenant can be another one. What became of its last
 * subscription is stored before: afterwards nobody knows whose it was.
 */
export async function letGo(
  { sync, storage }: Pick<BillingParts, 'sync' | 'storage'>,
  tenant: BilledTenant,
  gone: Gone,
): Promise<void> {
  if (gone === 'deleted') await sync(tenant);
  await storage.billing.unlinkCustomer({ orgId: tenant.orgId }, { provider, customerId: tenant.customerId });
}
