import { SignJWT } from 'jose';
import { isIdentifier } from '../domain/is-identifier.js';
import { type Principal, personalOrg } from '../domain/principal.js';
import { type Role, roles } from '../domain/role.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { AccessToken } from './access-token.js';
import type { SessionSettings } from './session-settings.js';

export interface AccessTokenRequest {
  /** The host's identifier of a user it has already authenticated. */
  readonly userId: string;
  /** Default: the personal organization of the user. */
  readonly orgId?: string;
  /** Default: `owner` of a personal organization, `member` of any other. */
  readonly role?: Role;
  /**
   * Seconds until the token expires. Default: 900. At most the configured lifetime. It is accepted
   * up to 5 seconds longer, for clocks that differ.
   */
  readonly expiresInSeconds?: number;
}

export interface IssueParts {
  readonly settings: SessionSettings;
  readonly clock: Clock;
  readonly newId: () => string;
}

const defaultLifetimeSeconds = 900;

/**
 * Signs an access token for a user the host has authenticated.
 * @throws PromptForgeError `request_invalid` when an identifier or the lifetime cannot be used,
 * `config_invalid` when tokens are those of another issuer.
 */
export async function issueAccessToken(parts: IssueParts, request: AccessTokenRequest): Promise<AccessToken> {
  const { settings, clock, newId } = parts;
  if (!('secret' in settings)) {
    throw new PromptForgeError(
      'config_invalid',
      'Tokens come from session.issuer. To issue them here, configure session.secret instead of session.jwks.',
    );
  }
  const expiresIn = request.expiresInSeconds ?? Math.min(defaultLifetimeSeconds, settings.maxLifetimeSeconds);
  const personal = personalOrg(request.userId);
  const orgId = request.orgId ?? personal;
  const role = request.role ?? (orgId === personal ? 'owner' : 'member');
  if (!isIdentifier(request.userId) || !isIdentifier(orgId)) {
    throw new PromptForgeError(
      'request_invalid',
      'userId and orgId must be strings of 1 to 255 characters without control characters; without an orgId, userId may have 246.',
    );
  }
  if (orgId !== personal && orgId.startsWith(personalOrg(''))) {
    throw new PromptForgeError(
      'request_invalid',
      'orgId names the personal organization of somebody else. Where users choose the names of organizations, keep them from this prefix.',
    );
  }
  if (!roles.includes(role)) {
    throw new PromptForgeError('request_invalid', `role must be one of: ${roles.join(', ')}.`);
  }
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > settings.maxLifetimeSeconds) {
    throw new PromptForgeError(
      'request_invalid',
      `expiresInSeconds must be a whole number from 1 to ${settings.maxLifetimeSeconds}. Raise session.maxLifetimeSeconds to allow more.`,
    );
  }
  const principal: Principal = { userId: request.userId, orgId, role, sessionId: newId() };
  const issuedAt = Math.floor(clock.now() / 1000);
  const accessToken = await new SignJWT({ org_id: orgId, org_role: principal.role, sid: principal.sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(principal.userId)
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + expiresIn)
    .sign(settings.secret);
  return { accessToken, tokenType: 'Bearer', expiresIn, principal };
}
