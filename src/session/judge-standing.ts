import { type Principal, personalOrg } from '../domain/access/principal.js';
import type { SessionStanding } from '../domain/access/session-standing.js';
import { sessionRevoked } from './session-ended.js';
import type { VerifiedToken } from './verified-token.js';

/**
 * Whether a genuine token was revoked, by what the storage knows of its session. A session of ours
 * goes by when it was opened, to the millisecond. A token without one goes by its `iat`, which only
 * names the second: one of the very second of the revocation is refused.
 * @param isOwn whether the token is signed by this host, whose storage then knows the roles.
 * @returns the caller, with the role of now.
 * @throws PromptForgeError `session_revoked`
 */
export function judgeStanding(
  { principal, issuedAt }: VerifiedToken,
  { session, isDenied, notBefore, ...membership }: SessionStanding,
  isOwn: boolean,
): Principal {
  const isCutOff = notBefore !== null && (session === null ? issuedAt <= notBefore : session.createdAt < notBefore);
  if (isDenied || isCutOff || (session !== null && session.revokedAt !== null)) throw sessionRevoked();
  return isOwn ? withCurrentRole(principal, membership) : principal;
}

/**
 * The caller with the role that the storage knows of now, where it keeps the organization.
 * @throws PromptForgeError `session_revoked` for one who is no member any more.
 */
export function withCurrentRole(
  principal: Principal,
  { areMembersKept, memberRole }: Pick<SessionStanding, 'areMembersKept' | 'memberRole'>,
): Principal {
  // A personal organization is that of its user, member or not.
  if (!areMembersKept || principal.orgId === personalOrg(principal.userId)) return principal;
  if (memberRole === null) throw sessionRevoked();
  return memberRole === principal.role ? principal : Object.freeze({ ...principal, role: memberRole });
}
