import { isIdentifier } from '../../../src/billing.js';

/**
 * The key under which objects at Stripe name their tenant. Only who holds the secret key of the
 * account can write metadata, unlike `client_reference_id`, which whoever opens a payment link may set.
 */
export const tenantKey = 'promptforge_tenant';

/** The tenant that some metadata names; null when they name none that could be one. */
export function tenantIn(metadata: unknown): string | null {
  if (typeof metadata !== 'object' || metadata === null || !(tenantKey in metadata)) return null;
  const orgId = metadata[tenantKey];
  return isIdentifier(orgId) ? orgId : null;
}
