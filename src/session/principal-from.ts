import { createHash } from 'node:crypto';
import { isPersonalOrg, type Principal, personalOrg } from '../domain/access/principal.js';
import { roles as allRoles, type Role } from '../domain/access/role.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { valueAt } from './check-claims.js';
import { sessionRefused } from './session-refused.js';
import type { TokenRules } from './session-settings.js';
import type { ClaimsObject } from './strict-object.js';

/** Each role by its own name. */
export const rolesByName: Readonly<Record<string, Role>> = Object.fromEntries(allRoles.map((role) => [role, role]));

/**
 * Who a genuine token stands for.
 * @param isOwn whether we issued it, in which case it may name any organization.
 * @throws PromptForgeError `session_invalid`
 */
export function principalFrom(payload: ClaimsObject, rules: TokenRules, token: string, isOwn: boolean): Principal {
  const { claims } = rules;
  const at = (path: readonly string[] | null) => (path === null ? undefined : (valueAt(payload, path) ?? undefined));
  const userId = at(claims.userId);
  const sessionId = claims.sessionId === null ? sessionOf(token) : at(claims.sessionId);
  if (!isIdentifier(userId) || !isIdentifier(sessionId)) {
    throw sessionRefused('Its subject or session is not an identifier.');
  }
  const personal = personalOrg(userId);
  const orgId = at(claims.orgId) ?? personal;
  // Where users choose the names of organizations, nobody gets into the personal one of somebody else.
  if (!isIdentifier(orgId) || (!isOwn && orgId !== personal && isPersonalOrg(orgId))) {
    throw sessionRefused('Its organization is not an identifier.');
  }
  const role = roleOf(at(claims.role), rules, orgId === personal);
  return Object.freeze({ userId, orgId, role, sessionId });
}

/** A token that says nothing of a role is refused, if it should; alone, everybody is an owner. */
function roleOf(given: unknown, { claims, roles }: TokenRules, isPersonal: boolean): Role {
  if (given === undefined && (isPersonal || claims.role === null)) return isPersonal ? 'owner' : 'member';
  const role = typeof given === 'string' && Object.hasOwn(roles, given) ? roles[given] : undefined;
  if (role === undefined) throw sessionRefused('Its role is not one that is known.');
  return role;
}

/** From what was signed: an ECDSA signature has a twin that anybody can work out, and both are genuine. */
function sessionOf(token: string): string {
  const signed = token.slice(0, token.lastIndexOf('.'));
  return `token:${createHash('sha256').update(signed).digest('base64url')}`;
}
