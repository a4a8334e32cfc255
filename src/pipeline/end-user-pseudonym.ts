import { createHash } from 'node:crypto';

/** A pseudonym of a user for a provider's abuse detection: stable, and not to be turned back into a name. */
export function endUserPseudonym(orgId: string, userId: string): string {
  return createHash('sha256')
    .update(JSON.stringify(['promptforge', orgId, userId]))
    .digest('hex');
}
