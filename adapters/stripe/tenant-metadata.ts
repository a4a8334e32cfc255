/**
 * The key under which objects at Stripe name their tenant. Only who holds the secret key of the
 * account can write metadata, unlike `client_reference_id`, which whoever opens a payment link may set.
 */
export const tenantKey = 'promptforge_tenant';

/** The tenant that some metadata names; null when they name none that could be one. */
export function tenantIn(metadata: unknown): string | null {
  if (typeof metadata !== 'object' || metadata === null || !(tenantKey in metadata)) return null;
  const orgId = metadata[tenantKey];
  return isTenant(orgId) ? orgId : null;
}

/** As every storage takes it: 1 to 255 characters without control characters. */
export function isTenant(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length >= 1 &&
    value.length <= 255 &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value)
  );
}
