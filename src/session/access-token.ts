import type { Principal } from '../domain/principal.js';

/** Longest token accepted, in bytes. Larger ones are refused before anything is parsed. */
export const maxTokenBytes = 8_192;

/** How far the clocks of issuer and verifier may differ, in seconds. */
export const clockToleranceSeconds = 5;

/** Settings of tokens this host signs itself, with one secret on its servers (HS256, RFC 7518 section 3.2). */
export interface SharedSecretSettings {
  readonly secret: Uint8Array;
  /** The `iss` claim: exact match. */
  readonly issuer: string;
  /** The `aud` claim: exact match. */
  readonly audience: string;
  /** Longest time between `iat` and `exp`, in seconds. */
  readonly maxLifetimeSeconds: number;
}

/** An access token as OAuth 2.0 names its parts (RFC 6749 section 5.1). */
export interface AccessToken {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  /** Seconds until it expires. */
  readonly expiresIn: number;
  readonly principal: Principal;
}
