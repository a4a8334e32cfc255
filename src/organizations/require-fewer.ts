import { PromptForgeError } from '../errors/promptforge-error.js';
import type { OrganizationStore } from '../ports/organization-store.js';

/**
 * Else whoever makes organizations has the limits of the first plan as often as they like.
 * @throws PromptForgeError `permission_denied` for an owner of `mostOwned`.
 */
export async function requireFewer(
  organizations: Pick<OrganizationStore, 'membershipsOf'>,
  userId: string,
  mostOwned: number,
): Promise<void> {
  const owned = (await organizations.membershipsOf({ userId })).filter(({ role }) => role === 'owner').length;
  if (owned < mostOwned) return;
  throw new PromptForgeError(
    'permission_denied',
    `Nobody makes an organization who owns ${mostOwned}. Hand one over first; or, on your servers, raise organizations.mostOwned.`,
    { details: { owned, mostOwned } },
  );
}
