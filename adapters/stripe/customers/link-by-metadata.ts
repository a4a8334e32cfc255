import { PromptForgeError, type TenantScope } from '../../../src/storage.js';
import type { BillingParts } from '../billing-parts.js';
import { provider } from '../subscriptions/to-subscription.js';
import { tenantIn } from './tenant-metadata.js';

/**
 * Ties a customer to the tenant that its metadata names at Stripe, as Stripe answers now. Nothing
 * else ties one: what an event or a link says may have been written by a buyer.
 * @returns null when it names none, or was deleted. @throws PromptForgeError `storage_conflict` when
 * the tenant is another customer already, or the customer another tenant.
 */
export async function linkByMetadata(
  { reader, storage }: Pick<BillingParts, 'reader' | 'storage'>,
  customerId: string,
): Promise<TenantScope | null> {
  const orgId = tenantIn((await reader.customer(customerId))?.metadata);
  if (orgId === null) return null;
  const { outcome } = await storage.billing.linkCustomer({ orgId }, { provider, customerId });
  if (outcome === 'linked') return { orgId };
  throw new PromptForgeError(
    'storage_conflict',
    `Customer ${customerId} names a tenant in its metadata that is tied to another customer, or is itself tied to another tenant. Nothing was changed: correct the metadata at Stripe.`,
    { details: { customerId } },
  );
}
