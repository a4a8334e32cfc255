import type { Credential, EmailTokenPurpose } from '../domain/access/credential.js';
import type { ThrottleRule } from '../domain/access/throttle.js';
import type { UserScope } from '../domain/access/user-scope.js';

export interface NewCredential {
  readonly userId: string;
  readonly email: string;
  readonly passwordHash: string;
}

export type CreateCredentialResult =
  | { readonly outcome: 'created'; readonly credential: Credential }
  /** Somebody signs in with this address, or this user with another one: nothing was written. */
  | { readonly outcome: 'email_taken' | 'user_exists' };

export interface EmailTokenReference {
  readonly purpose: EmailTokenPurpose;
  /** SHA-256 of the token, in lower-case hexadecimal. The token itself is never stored. */
  readonly tokenHash: string;
}

/** One counter that an attempt counts against. */
export interface ThrottleCounter {
  /** A keyed hash in lower-case hexadecimal (64 digits), so that no address stands in the storage. */
  readonly key: string;
  readonly rule: ThrottleRule;
}

export type AttemptResult =
  /** It was counted on every counter. */
  | { readonly outcome: 'allowed' }
  /** A counter has no room: nothing was counted. The longest wait of those that have none. */
  | { readonly outcome: 'throttled'; readonly retryAfterMs: number };

/**
 * How people sign in with a password of ours. The store's clock is the only clock. Tokens and the keys
 * of counters enter as hashes; a text that is none is rejected with code `internal`, so that no token
 * and no address is ever stored by mistake. So are times that are none.
 */
export interface CredentialStore {
  /** Of several who ask for one address at once, one gets it. */
  create(credential: NewCredential): Promise<CreateCredentialResult>;

  /** Whose address it is; null when it is nobody's. */
  byEmail(email: string): Promise<Credential | null>;

  load(user: UserScope): Promise<Credential | null>;

  /**
   * Sets another password if the version is still `expectedVersion`, and lets the token that would
   * reset the old one lapse. @returns whether it did.
   */
  changePassword(
    user: UserScope,
    request: { readonly passwordHash: string; readonly expectedVersion: number },
  ): Promise<boolean>;

  /**
   * Puts another hash of the same password in the place of `expectedHash`; the version stays.
   * @returns whether it did.
   */
  rehashPassword(
    user: UserScope,
    request: { readonly passwordHash: string; readonly expectedHash: string },
  ): Promise<boolean>;

  /**
   * Keeps a token of the user, in place of the one of the same purpose.
   * @returns when it lapses, in epoch milliseconds; null when the user has no credential.
   * @throws PromptForgeError `internal` for a hash or a time that is none, or a hash that is known already.
   */
  issueToken(user: UserScope, token: EmailTokenReference & { readonly lifetimeMs: number }): Promise<number | null>;

  /** Whose token it is while it can be redeemed, which this does not do; null for every other one. */
  tokenOwner(token: EmailTokenReference): Promise<UserScope | null>;

  /**
   * Takes a token that has not lapsed, once, however many come with it at the same time: the address
   * is verified from then on. With a `passwordHash` that one is the user's, and no token of theirs is
   * good any more. One atomic step.
   * @returns the credential as it is then; null, and nothing changed, for a token that is not good.
   */
  redeemToken(token: EmailTokenReference & { readonly passwordHash: string | null }): Promise<Credential | null>;

  /**
   * Counts an attempt on all counters, or on none if one of them has no room: one atomic step, so that
   * of those who come at once no more get through than the rules allow.
   */
  attempt(counters: readonly ThrottleCounter[]): Promise<AttemptResult>;

  /** Forgets counters, and takes one attempt off others: what was attempted was no failure. */
  forgive(request: { readonly forget: readonly string[]; readonly giveBack: readonly string[] }): Promise<void>;

  /** Deletes up to `limit` tokens that have lapsed and as many counters that have run out. @returns how many. */
  purge(request: { readonly limit: number }): Promise<number>;

  /** Deletes the credential of the user with its tokens. @returns whether there was one. */
  erase(user: UserScope): Promise<boolean>;
}
