import { isPersonalOrg, type Principal, personalOrg } from '../domain/access/principal.js';
import { roles } from '../domain/access/role.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { SessionStore } from '../ports/session-store.js';
import type { AccessToken, AccessTokenRequest } from './access-token.js';
import { withCurrentRole } from './judge-standing.js';
import { ownSettings } from './own-settings.js';
import { newRefreshToken } from './refresh-token.js';
import type { SessionSettings, SharedSecretSettings } from './session-settings.js';
import { defaultLifetimeSeconds, tokensOfSession } from './tokens-of-session.js';

export interface IssueParts {
  readonly settings: SessionSettings;
  readonly store: Pick<SessionStore, 'create' | 'standing'>;
  readonly clock: Clock;
  readonly newId: () => string;
}

/**
 * Opens a session for a user the host has authenticated.
 * @throws PromptForgeError `request_invalid` when an identifier or the lifetime cannot be used, or the
 * user does not belong to an organization whose members are kept in the storage; `config_invalid` when tokens
 * are those of another issuer; and what the storage fails with.
 */
export async function issueAccessToken(parts: IssueParts, request: AccessTokenRequest): Promise<AccessToken> {
  const { store, clock, newId } = parts;
  const settings = ownSettings(parts.settings);
  const { principal: asked, device, expiresInSeconds } = checkedSession(settings, request, newId);
  const { userId, orgId, sessionId: id } = asked;
  const principal = asMember(asked, await store.standing(asked, asked, id));
  const { token: refreshToken, hash: tokenHash } = newRefreshToken();
  const { sessionLifetimeSeconds, idleTimeoutSeconds } = settings;
  const created = await store.create(
    { orgId },
    {
      id,
      userId,
      role: principal.role,
      device,
      tokenHash,
      lifetimeMs: sessionLifetimeSeconds * 1_000,
      idleTimeoutMs: idleTimeoutSeconds === null ? null : idleTimeoutSeconds * 1_000,
    },
  );
  if (created.outcome === 'exists') {
    throw new PromptForgeError('internal', 'newId gave an id out twice. Leave it out, or draw each one at random.');
  }
  return tokensOfSession({ settings, clock }, created.session, principal, { refreshToken, expiresInSeconds });
}

function asMember(principal: Principal, standing: Parameters<typeof withCurrentRole>[1]): Principal {
  try {
    return withCurrentRole(principal, standing);
  } catch {
    throw new PromptForgeError(
      'request_invalid',
      'The user does not belong to this organization, whose members are kept in the storage. Add them to it first.',
    );
  }
}

function checkedSession(
  { maxLifetimeSeconds, ...settings }: SharedSecretSettings,
  request: AccessTokenRequest,
  newId: () => string,
) {
  const { userId, device = null } = request;
  const expiresInSeconds = request.expiresInSeconds ?? defaultLifetimeSeconds({ ...settings, maxLifetimeSeconds });
  const personal = personalOrg(userId);
  const orgId = request.orgId ?? personal;
  const role = request.role ?? (orgId === personal ? 'owner' : 'member');
  if (!isIdentifier(userId) || !isIdentifier(orgId)) {
    throw new PromptForgeError(
      'request_invalid',
      'userId and orgId must be strings of 1 to 255 characters without control characters; without an orgId, userId may have 246.',
    );
  }
  if (orgId !== personal && isPersonalOrg(orgId)) {
    throw new PromptForgeError(
      'request_invalid',
      'orgId names the personal organization of somebody else. Where users choose the names of organizations, keep them from this prefix.',
    );
  }
  if (!roles.includes(role)) {
    throw new PromptForgeError('request_invalid', `role must be one of: ${roles.join(', ')}.`);
  }
  if (!Number.isInteger(expiresInSeconds) || expiresInSeconds < 1 || expiresInSeconds > maxLifetimeSeconds) {
    throw new PromptForgeError(
      'request_invalid',
      `expiresInSeconds must be a whole number from 1 to ${maxLifetimeSeconds}. Raise session.maxLifetimeSeconds to allow more.`,
    );
  }
  if (device !== null && !isIdentifier(device)) {
    throw new PromptForgeError(
      'request_invalid',
      'device must be a string of 1 to 255 characters without control characters; leave it out when nothing is known.',
    );
  }
  const principal: Principal = Object.freeze({ userId, orgId, role, sessionId: newId() });
  return { principal, device, expiresInSeconds };
}
