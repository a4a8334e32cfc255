import type { Principal } from '../domain/principal.js';

/** An access token as OAuth 2.0 names its parts (RFC 6749 section 5.1). */
export interface AccessToken {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  /** Seconds until it expires. */
  readonly expiresIn: number;
  readonly principal: Principal;
}
