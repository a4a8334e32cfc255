import type { Role } from '../domain/access/role.js';

/** How soon it is seen that a session was ended elsewhere. */
export interface RevocationOptions {
  /**
   * For how long another process may not see that a session was ended, or a role changed, in
   * milliseconds, 300,000 at most; 0 asks the storage with every token. In this process it is seen at
   * once. Default: 5,000.
   */
  readonly revocationCacheMs?: number;
}

/** Settings of the sessions PromptForge keeps, and of the tokens it issues and verifies itself (HS256). */
export interface SharedSecretOptions extends RevocationOptions {
  /** Secret of at least 32 bytes that only the servers of the host know (RFC 7518 section 3.2). */
  readonly secret: string | Uint8Array;
  /**
   * Up to 10 secrets that were `secret` before. What they signed is taken until it expires; nothing new
   * is signed with them. Default: none.
   */
  readonly previousSecrets?: readonly (string | Uint8Array)[];
  /** The `iss` claim. Default: `promptforge`. */
  readonly issuer?: string;
  /** The `aud` claim. Default: `promptforge`. */
  readonly audience?: string;
  /** Longest lifetime of a token in seconds. Default: 86,400. */
  readonly maxLifetimeSeconds?: number;
  /** Seconds after which a session ends, however much it is used: 60 to 315,360,000. Default: 2,592,000, which is 30 days. */
  readonly sessionLifetimeSeconds?: number;
  /** Seconds without a refresh after which a session ends, at least 60; null for none. Default: 604,800, which is 7 days. */
  readonly idleTimeoutSeconds?: number | null;
  /**
   * Seconds for which a refresh token that was replaced is still taken, so that two tabs which refresh
   * at once both live, 0 to 3,600. One that comes later ends the session. Default: 30.
   */
  readonly refreshGraceSeconds?: number;
  /** Belongs to the other mode. */
  readonly jwks?: never;
}

/** How an issuer may sign. An elliptic curve is P-256, an Edwards curve is Ed25519. */
export type KeySetAlgorithm = 'ES256' | 'RS256' | 'EdDSA';

/** The name of a claim, or the keys that lead to one inside an object: `['app_metadata', 'org_id']`. */
export type ClaimPath = string | readonly string[];

/** Claims and the values they may have; `null` stands for a claim that is absent. */
export type RequiredClaims = Readonly<Record<string, readonly (string | number | boolean | null)[]>>;

/** Which claims of an issuer make a principal. */
export interface ClaimMapping {
  /** Default: `sub`. */
  readonly userId?: ClaimPath;
  /** Default: none, so that everybody is alone in their personal organization. */
  readonly orgId?: ClaimPath | null;
  /** What the user is in the organization. Default: none, so that everybody is a `member` of theirs. */
  readonly role?: ClaimPath | null;
  /** Default: none, so that each token is a session of its own. */
  readonly sessionId?: ClaimPath | null;
}

/** Settings of access tokens that somebody else issues and signs with keys they publish. */
export interface KeySetOptions extends RevocationOptions {
  /** Address of the issuer's JSON Web Key Set: https, or http on this machine. */
  readonly jwks: string;
  /** The `iss` claim, exactly: often a URL that does, or does not, end with a slash. */
  readonly issuer: string;
  /**
   * The `aud` claim, exactly. A list takes tokens for several audiences: the first is this
   * application and has to be among them, and no audience may be that is not listed. `null` takes
   * tokens that have none, and needs `require`.
   */
  readonly audience: string | readonly string[] | null;
  /** Default: all three. */
  readonly algorithms?: readonly KeySetAlgorithm[];
  /** The `typ` headers taken; `null` stands for none. Default: `JWT` and `at+jwt`. */
  readonly types?: readonly (string | null)[];
  /** Longest time from `iat` to `exp`, in seconds. Default: 86,400. */
  readonly maxLifetimeSeconds?: number;
  readonly claims?: ClaimMapping;
  /** What the roles of the issuer are here; any other is refused. Default: ours, by their own names. */
  readonly roles?: Readonly<Record<string, Role>>;
  /** Top-level claims that must have one of some values, such as `{ azp: ['https://app.example.com'] }`. */
  readonly require?: RequiredClaims;
  /** For how long a key set is used, in milliseconds: a key that is gone from it is refused after that. Default: 600,000. */
  readonly maxAgeMs?: number;
  /** For how much longer, in milliseconds, while no new one can be fetched; 0 not at all. Default: 3,600,000. */
  readonly staleIfErrorMs?: number;
  /** A key that is not in the set makes it fetched anew once in so many milliseconds at most. Default: 30,000. */
  readonly cooldownMs?: number;
  /** The longest a fetch may take, in milliseconds. Default: 5,000. */
  readonly timeoutMs?: number;
  /** Stands in for the global `fetch`, for instance to go through a proxy. */
  readonly fetch?: typeof globalThis.fetch;
  /** Belongs to the other mode. */
  readonly secret?: never;
}

/** Tokens of our own, signed with a `secret`; or those of an issuer whose keys are at `jwks`. */
export type SessionOptions = SharedSecretOptions | KeySetOptions;
