import { PromptForgeError } from '../../../src/storage.js';
import type { BillingParts } from '../billing-parts.js';
import { linkByMetadata } from '../customers/link-by-metadata.js';
import { tenantIn } from '../customers/tenant-metadata.js';
import { provider } from '../subscriptions/to-subscription.js';

/** A customer has bought a plan and is tied to no tenant. Its metadata at Stripe can name one. */
export interface UnlinkedCustomer {
  readonly kind: 'customer_unlinked';
  readonly customerId: string;
  /** The tenant that its metadata names; null when they name none. */
  readonly orgId: string | null;
  readonly repaired: boolean;
}

export interface Buyer {
  readonly customerId: string;
  readonly orgId: string | null;
  readonly unlinked: UnlinkedCustomer | null;
}

/** Whoever has a subscription to a plan at Stripe, each once, tied to a tenant or not. */
export async function* buyers(parts: BillingParts, repair: boolean): AsyncGenerator<Buyer> {
  const seen = new Set<string>();
  for (const priceId of parts.prices.priceIds) {
    for await (const { customer } of parts.reader.withPrice(priceId)) {
      const customerId = typeof customer === 'string' ? customer : customer.id;
      if (seen.has(customerId)) continue;
      seen.add(customerId);
      const tenant = await parts.storage.billing.tenantOf({ provider, customerId });
      if (tenant !== null) yield { customerId, orgId: tenant.orgId, unlinked: null };
      else yield await unlinkedBuyer(parts, customerId, repair);
    }
  }
}

async function unlinkedBuyer(parts: BillingParts, customerId: string, repair: boolean): Promise<Buyer> {
  const customer = await parts.reader.customer(customerId);
  // Who was deleted buys nothing more, and can be tied to nobody.
  if (customer === null) return { customerId, orgId: null, unlinked: null };
  const orgId = tenantIn(customer.metadata);
  const repaired = repair && orgId !== null && (await linked(parts, customerId));
  return {
    customerId,
    // Without a tie nothing is compared: there is no tenant to compare with.
    orgId: repaired ? orgId : null,
    unlinked: { kind: 'customer_unlinked', customerId, orgId, repaired },
  };
}

async function linked(parts: BillingParts, customerId: string): Promise<boolean> {
  try {
    return (await linkByMetadata(parts, customerId)) !== null;
  } catch (error) {
    if (!PromptForgeError.is(error) || error.code !== 'storage_conflict') throw error;
    parts.report(error, { during: 'reconcile' });
    return false;
  }
}
