import type { Principal } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';

export interface AccessTokenRequest {
  /** The host's identifier of a user it has already authenticated. */
  readonly userId: string;
  /** Default: the personal organization of the user. */
  readonly orgId?: string;
  /**
   * Default: `owner` of a personal organization, `member` of any other. Where the organization is kept
   * in the storage, the role of the member counts instead.
   */
  readonly role?: Role;
  /** What the person will recognize the device by, 1 to 255 characters. Default: nothing. */
  readonly device?: string;
  /**
   * Seconds until the access token expires. Default: 900. At most the configured lifetime, and no longer
   * than the session. It is accepted up to 5 seconds longer, for clocks that differ.
   */
  readonly expiresInSeconds?: number;
}

/** Tokens of a session, as OAuth 2.0 names their parts (RFC 6749 section 5.1). */
export interface AccessToken {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
  /** Good for one exchange of both tokens, at `forge.sessions.refresh()`. */
  readonly refreshToken: string;
  /** Seconds until the session ends unless it is refreshed before. */
  readonly refreshExpiresIn: number;
  readonly principal: Principal;
}
