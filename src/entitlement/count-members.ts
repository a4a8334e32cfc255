import type { TenantScope } from '../domain/principal.js';
import type { OrganizationStore } from '../ports/organization-store.js';

const membersAtOnce = 500;

/** How many people belong to an organization. */
export async function countMembers(organizations: OrganizationStore, scope: TenantScope): Promise<number> {
  let members = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<OrganizationStore['members']>> = await organizations.members(scope, {
      limit: membersAtOnce,
      after,
    });
    members += page.items.length;
    after = page.next;
  } while (after !== null);
  return members;
}
