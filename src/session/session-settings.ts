import type { Role } from '../domain/access/role.js';
import type { KeySetAlgorithm, RequiredClaims } from './session-options.js';

/** Settings of tokens this host signs itself, with one secret on its servers (HS256, RFC 7518 section 3.2). */
export interface SharedSecretSettings extends StandingSettings {
  readonly secret: Uint8Array;
  /** Tokens signed with one of these are still taken. */
  readonly previousSecrets: readonly Uint8Array[];
  /** The `iss` claim: exact match. */
  readonly issuer: string;
  /** The `aud` claim: exact match. */
  readonly audience: string;
  /** Longest time between `iat` and `exp`, in seconds. */
  readonly maxLifetimeSeconds: number;
  /** Seconds until a session ends, however much it is used. */
  readonly sessionLifetimeSeconds: number;
  /** Seconds without a refresh after which it ends; null when idleness does not end it. */
  readonly idleTimeoutSeconds: number | null;
  /** Seconds for which a refresh token that was replaced is still taken. */
  readonly refreshGraceSeconds: number;
}

/** How it is found out that a session was ended. */
export interface StandingSettings {
  /** For how long what is known of a session is believed, in milliseconds; 0 asks the storage each time. */
  readonly revocationCacheMs: number;
}

/** What a genuine token has to say before anybody is taken for somebody, whoever signed it. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string | readonly string[] | null;
  readonly types: readonly (string | null)[];
  readonly maxLifetimeSeconds: number;
  /** Where each part of a principal is, as the keys that lead to it; null where no claim has it. */
  readonly claims: {
    readonly userId: readonly string[];
    readonly orgId: readonly string[] | null;
    readonly role: readonly string[] | null;
    readonly sessionId: readonly string[] | null;
  };
  readonly roles: Readonly<Record<string, Role>>;
  readonly require: RequiredClaims;
}

/** Where the keys of an issuer are, and how long they are believed. */
export interface KeySetPlace {
  readonly jwks: string;
  readonly algorithms: readonly KeySetAlgorithm[];
  readonly maxAgeMs: number;
  readonly staleIfErrorMs: number;
  readonly cooldownMs: number;
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

/** Settings of tokens that somebody else signs, with keys they publish. */
export interface KeySetSettings extends TokenRules, KeySetPlace, StandingSettings {}

export type SessionSettings = SharedSecretSettings | KeySetSettings;
