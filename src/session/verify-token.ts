import { errors, type JWTPayload, jwtVerify } from 'jose';
import { isIdentifier } from '../domain/is-identifier.js';
import { type Principal, personalOrg } from '../domain/principal.js';
import { type Role, roles } from '../domain/role.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import { clockToleranceSeconds, maxTokenBytes, type SharedSecretSettings } from './access-token.js';

/**
 * Turns an access token into a principal, or refuses it. The algorithm is fixed by configuration,
 * never taken from the token; issuer and audience match exactly; `exp`, `iat` and `sub` are
 * required and the lifetime is capped.
 * @throws PromptForgeError `session_missing`, `session_expired`, or `session_invalid` for all else.
 */
export async function verifyToken(settings: SharedSecretSettings, clock: Clock, token: unknown): Promise<Principal> {
  if (token === undefined || token === null || token === '') {
    throw new PromptForgeError('session_missing', 'Send an access token: Authorization: Bearer <token>.');
  }
  if (typeof token !== 'string' || !isCompactJws(token)) throw invalid('It is not a compact JSON Web Signature.');
  const now = clock.now();
  const payload = await verifiedPayload(settings, now, token);
  return principalFrom(payload, settings, now);
}

async function verifiedPayload(settings: SharedSecretSettings, now: number, token: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, settings.secret, {
      algorithms: ['HS256'],
      typ: 'JWT',
      issuer: settings.issuer,
      audience: settings.audience,
      requiredClaims: ['exp', 'iat', 'sub', 'sid'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new PromptForgeError('session_expired', 'The access token has expired. Sign in again, or issue a new one.');
    }
    throw invalid('Its signature or its claims are not those of this application.');
  }
}

function principalFrom(payload: JWTPayload, settings: SharedSecretSettings, now: number): Principal {
  const { iat = Number.NaN, exp = Number.NaN, aud, sub, sid, org_id, org_role } = payload;
  // jose also accepts a list that contains the audience; a token for several audiences is not ours.
  if (aud !== settings.audience) throw invalid('It was issued for several audiences.');
  if (iat > now / 1000 + clockToleranceSeconds) throw invalid('It was issued in the future.');
  if (!(exp - iat > 0 && exp - iat <= settings.maxLifetimeSeconds)) throw invalid('It lives longer than allowed.');
  if (!isIdentifier(sub) || !isIdentifier(sid)) throw invalid('Its subject or session is not an identifier.');
  const orgId = org_id ?? personalOrg(sub);
  if (!isIdentifier(orgId)) throw invalid('Its organization is not an identifier.');
  if (!isRole(org_role)) throw invalid('Its role is not one that is known.');
  return { userId: sub, orgId, role: org_role, sessionId: sid };
}

/** Three parts, each in the one canonical base64url spelling, and not larger than allowed. */
function isCompactJws(token: string): boolean {
  if (token.length > maxTokenBytes) return false;
  const parts = token.split('.');
  return (
    parts.length === 3 &&
    parts.every((part) => part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part)
  );
}

function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}

function invalid(reason: string): PromptForgeError {
  return new PromptForgeError('session_invalid', `The access token was refused. ${reason}`);
}
