import type { Principal } from '../domain/access/principal.js';
import { type Role, roles } from '../domain/access/role.js';
import type { ApiKeyRecord } from '../ports/api-key-store.js';

/**
 * Whom a key stands for: its creator, with the role of then or the one of now, whichever is the lesser. Null
 * when the creator has left the organization.
 */
export function principalOfKey({ apiKey, creator }: ApiKeyRecord): Principal | null {
  if (creator === 'none') return null;
  const { id, userId, orgId, scopes, limits } = apiKey;
  const role = creator === 'unknown' ? apiKey.role : lesserOf(apiKey.role, creator);
  return Object.freeze<Principal>({
    userId,
    orgId,
    role,
    sessionId: `key:${id}`,
    scopes: Object.freeze([...scopes]),
    apiKey: Object.freeze({ id, limits: Object.freeze([...limits]) }),
  });
}

function lesserOf(one: Role, other: Role): Role {
  return outranks(one, other) ? other : one;
}

function outranks(one: Role, other: Role): boolean {
  return roles.indexOf(one) < roles.indexOf(other);
}
