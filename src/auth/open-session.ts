import type { Credential } from '../domain/access/credential.js';
import { type Principal, personalOrg } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AuthParts, SignInContext, SigningParts } from './auth-parts.js';
import { signInFailed } from './compare-password.js';

/**
 * Opens a session for somebody whose password was right, if it still is once the session is open: who
 * changes or resets a password ends all sessions there are, and must not miss this one.
 * @throws PromptForgeError `sign_in_failed`
 */
export async function openSession<Session extends { readonly principal: Principal }>(
  { credentials, issue, endSession }: Pick<SigningParts<Session>, 'credentials' | 'issue' | 'endSession'>,
  { userId, passwordVersion }: Pick<Credential, 'userId' | 'passwordVersion'>,
  place: { readonly orgId: string; readonly role: Role },
  { device }: Pick<SignInContext, 'device'>,
): Promise<Session> {
  const session = await issue({ userId, ...place, device });
  const now = await credentials.load({ userId });
  if (now?.passwordVersion === passwordVersion) return session;
  await endSession(session.principal, 'password_changed');
  throw signInFailed();
}

/**
 * The organization somebody signs in to, and the role they have there.
 * @param orgId undefined for the personal one.
 * @throws PromptForgeError `permission_denied`
 */
export async function placeOf(
  { organizations }: Pick<AuthParts, 'organizations'>,
  userId: string,
  orgId: string | undefined,
): Promise<{ readonly orgId: string; readonly role: Role }> {
  const personal = personalOrg(userId);
  if (orgId === undefined || orgId === personal) return { orgId: personal, role: 'owner' };
  const memberships = await organizations.membershipsOf({ userId });
  const membership = memberships.find((one) => one.orgId === orgId);
  if (membership !== undefined) return { orgId, role: membership.role };
  throw new PromptForgeError('permission_denied', 'The user is no member of this organization.');
}
