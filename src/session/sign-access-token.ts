import { SignJWT } from 'jose';
import type { Principal } from '../domain/access/principal.js';
import { secretName } from './secret-source.js';
import type { SharedSecretSettings } from './session-settings.js';

/** Signs an access token with the newest secret. Times are in seconds. */
export function signAccessToken(
  { secret, issuer, audience }: SharedSecretSettings,
  { userId, orgId, role, sessionId }: Principal,
  { issuedAt, expiresIn }: { readonly issuedAt: number; readonly expiresIn: number },
): Promise<string> {
  return new SignJWT({ org_id: orgId, org_role: role, sid: sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: secretName(secret) })
    .setSubject(userId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + expiresIn)
    .sign(secret);
}
