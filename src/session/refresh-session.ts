import type { LoginSession } from '../domain/access/login-session.js';
import { type Principal, personalOrg } from '../domain/access/principal.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { SessionStore } from '../ports/session-store.js';
import type { AccessToken } from './access-token.js';
import { judgeStanding } from './judge-standing.js';
import { ownSettings } from './own-settings.js';
import { newRefreshToken, refreshTokenHash } from './refresh-token.js';
import { sessionOver, sessionRevoked } from './session-ended.js';
import type { SessionEndings } from './session-endings.js';
import type { SessionSettings } from './session-settings.js';
import { defaultLifetimeSeconds, tokensOfSession } from './tokens-of-session.js';

export interface RefreshParts {
  readonly settings: SessionSettings;
  readonly store: Pick<SessionStore, 'rotate' | 'standing'>;
  readonly endings: SessionEndings;
  readonly clock: Clock;
}

/**
 * Exchanges a refresh token for new tokens of its session, with the role its user has by now.
 * @throws PromptForgeError `session_invalid`, `session_expired`, `session_revoked`, `request_invalid`,
 * `config_invalid` when tokens are those of another issuer, and what the storage fails with.
 */
export async function refreshSession(parts: RefreshParts, presented: string): Promise<AccessToken> {
  const { store, endings, clock } = parts;
  const settings = ownSettings(parts.settings);
  if (typeof presented !== 'string') {
    throw new PromptForgeError('request_invalid', 'refreshToken must be the one that came with the last access token.');
  }
  const presentedHash = refreshTokenHash(presented);
  if (presentedHash === null) throw refreshTokenUnknown();
  const { token: refreshToken, hash: nextHash } = newRefreshToken();
  const graceMs = settings.refreshGraceSeconds * 1_000;
  const rotated = await store.rotate({ presentedHash, nextHash, graceMs, lifetimeMs: null });
  if (rotated.outcome === 'unknown') throw refreshTokenUnknown();
  const { session, outcome } = rotated;
  if (outcome === 'expired' || outcome === 'idle') throw sessionOver();
  if (outcome === 'revoked') throw sessionRevoked();
  if (outcome === 'reused') {
    endings.forget(session.userId);
    throw sessionRevoked();
  }
  const principal = await currentPrincipal(parts, session);
  const expiresInSeconds = defaultLifetimeSeconds(settings);
  return tokensOfSession({ settings, clock }, session, principal, { refreshToken, expiresInSeconds });
}

/** Whoever does not belong to the organization any more has no session in it either. */
async function currentPrincipal({ store, endings }: RefreshParts, session: LoginSession): Promise<Principal> {
  const { id: sessionId, userId, orgId } = session;
  const role = session.role ?? (orgId === personalOrg(userId) ? 'owner' : 'member');
  const opened: Principal = Object.freeze({ userId, orgId, role, sessionId });
  const standing = await store.standing(session, session, sessionId);
  try {
    return judgeStanding({ principal: opened, issuedAt: session.createdAt }, standing, true);
  } catch (error) {
    await endings.endSession(userId, sessionId, { reason: 'not_a_member', isStoredOnly: true });
    throw error;
  }
}

function refreshTokenUnknown(): PromptForgeError {
  return new PromptForgeError('session_invalid', 'The refresh token was refused: no session has it. Sign in again.');
}
