import { type LoginSession, sessionEndsAt } from '../domain/access/login-session.js';
import type { Principal } from '../domain/access/principal.js';
import type { Clock } from '../ports/clock.js';
import type { AccessToken } from './access-token.js';
import type { SharedSecretSettings } from './session-settings.js';
import { signAccessToken } from './sign-access-token.js';

/** Seconds until an access token expires, unless it is told otherwise or may not live that long. */
export function defaultLifetimeSeconds({ maxLifetimeSeconds }: SharedSecretSettings): number {
  return Math.min(900, maxLifetimeSeconds);
}

/** What is given out for a session that was opened or refreshed at this moment. */
export async function tokensOfSession(
  { settings, clock }: { readonly settings: SharedSecretSettings; readonly clock: Clock },
  session: LoginSession,
  principal: Principal,
  { refreshToken, expiresInSeconds }: { readonly refreshToken: string; readonly expiresInSeconds: number },
): Promise<AccessToken> {
  const restMs = (end: number) => Math.max(end - session.lastUsedAt, 1_000);
  const expiresIn = Math.min(expiresInSeconds, Math.floor(restMs(session.expiresAt) / 1_000));
  const issuedAt = Math.floor(clock.now() / 1_000);
  return {
    accessToken: await signAccessToken(settings, principal, { issuedAt, expiresIn }),
    tokenType: 'Bearer',
    expiresIn,
    refreshToken,
    refreshExpiresIn: Math.floor(restMs(sessionEndsAt(session)) / 1_000),
    principal,
  };
}
