import type { TenantScope } from '../domain/access/principal.js';
import { allPages } from '../domain/lists/all-pages.js';
import type { OrganizationStore } from '../ports/organization-store.js';

const membersAtOnce = 500;

/** How many people belong to an organization. */
export async function countMembers(organizations: OrganizationStore, scope: TenantScope): Promise<number> {
  let members = 0;
  for await (const page of allPages(membersAtOnce, (request) => organizations.members(scope, request))) {
    members += page.length;
  }
  return members;
}
