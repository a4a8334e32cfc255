import { personalOrg } from '../domain/access/principal.js';
import { allPages } from '../domain/lists/all-pages.js';
import type { Storage } from '../ports/storage.js';

const sessionsAtOnce = 100;

/**
 * Organizations whose records may name a user: the personal one, those of the memberships, those that
 * sessions were opened for, and those the host names.
 */
export async function organizationsOf(
  { organizations, sessions }: Pick<Storage, 'organizations' | 'sessions'>,
  userId: string,
  named: readonly string[],
): Promise<readonly string[]> {
  const memberships = await organizations.membershipsOf({ userId });
  const known = new Set([personalOrg(userId), ...named, ...memberships.map(({ orgId }) => orgId)]);
  for await (const page of allPages(sessionsAtOnce, (request) => sessions.list({ userId }, request))) {
    for (const { orgId } of page) known.add(orgId);
  }
  return [...known];
}
