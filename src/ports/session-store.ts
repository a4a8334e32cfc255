import type { LoginSession } from '../domain/access/login-session.js';
import type { TenantScope } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';
import type { SessionStanding } from '../domain/access/session-standing.js';
import type { SessionStatistics } from '../domain/access/session-statistics.js';
import type { UserScope } from '../domain/access/user-scope.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import type { Page, PageRequest } from '../domain/lists/page.js';

/** A session to be opened. */
export interface NewLoginSession {
  /** Chosen by the caller; unique among those of the user. */
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly device: string | null;
  /** SHA-256 of its first refresh token, in lower-case hexadecimal. The token itself is never stored. */
  readonly tokenHash: string;
  /** Milliseconds until it ends, however much it is used. */
  readonly lifetimeMs: number;
  /** Milliseconds without a refresh after which it ends; null when idleness is not to end it. */
  readonly idleTimeoutMs: number | null;
}

export type CreateSessionResult =
  | { readonly outcome: 'created'; readonly session: LoginSession }
  /** The user has a session of this id: nothing was written. */
  | { readonly outcome: 'exists' };

/** A refresh token was presented, and is to be replaced. */
export interface TokenRotation {
  readonly presentedHash: string;
  /** SHA-256 of the refresh token that takes its place, never given out before. */
  readonly nextHash: string;
  /**
   * Milliseconds for which a token that was replaced is still taken, so that two tabs which
   * refresh at once both live; counted from when it was replaced. 0 takes none.
   */
  readonly graceMs: number;
  /** The session then ends this many milliseconds from now; null leaves its end where it is. */
  readonly lifetimeMs: number | null;
}

/** Why one session is ended, and for how long its id is remembered. */
export interface SessionRevocation {
  readonly reason: string;
  /**
   * Milliseconds for which tokens of the session are denied when none of that id is stored: as long
   * as any of them can live. Null leaves an id alone that is not stored.
   */
  readonly denyForMs: number | null;
}

/** Which sessions of a user are ended. */
export interface UserRevocation {
  /** Those of one organization; null for those of all. */
  readonly orgId: string | null;
  /** Those created before this instant, in epoch milliseconds; null for all there are. */
  readonly createdBefore: number | null;
  readonly reason: string;
  /** Milliseconds for which the instant is remembered: as long as any token can live. */
  readonly denyForMs: number;
}

export type RotateResult =
  /** The next token is valid; so are other ones of the session that have not been replaced. */
  | { readonly outcome: 'rotated'; readonly session: LoginSession }
  /** The token had been replaced longer ago than the grace: somebody has stolen it. The session is now revoked. */
  | { readonly outcome: 'reused'; readonly session: LoginSession }
  /** The session has ended in this way, before and whatever token was presented. */
  | { readonly outcome: 'revoked' | 'expired' | 'idle'; readonly session: LoginSession }
  /** No session has such a token. */
  | { readonly outcome: 'unknown' };

/**
 * Sessions that we issue ourselves. The store's clock is the only clock. Refresh tokens enter as
 * hashes and never come back; a text that is no hash is rejected with code `internal`, so that
 * no token is ever stored by mistake. So is a time to live or to wait that is none
 * (`isSessionTime`), so that no session lives for ever.
 */
export interface SessionStore {
  /** @throws PromptForgeError `internal` for a hash or a time that is none, or a hash that is known already. */
  create(scope: TenantScope, session: NewLoginSession): Promise<CreateSessionResult>;

  /** A session of the user, ended or not; null when there is none. */
  get(user: UserScope, sessionId: string): Promise<LoginSession | null>;

  /** Sessions of the user in all organizations, ended or not, newest first. */
  list(user: UserScope, page: PageRequest): Promise<Page<LoginSession>>;

  /**
   * Replaces a refresh token, whose hash alone says whose session it is: one atomic step,
   * however many present it at once. Only `rotated` and `reused` change anything.
   * @throws PromptForgeError `internal` for a next hash or a time that is none, or a next hash that is known already.
   */
  rotate(rotation: TokenRotation): Promise<RotateResult>;

  /**
   * Revokes one session; the first revocation stands. An id of which there is no session is denied
   * instead, in one atomic step. @returns whether this call was the one that did it.
   * @throws PromptForgeError `internal` for a time that is none.
   */
  revoke(user: UserScope, sessionId: string, revocation: SessionRevocation): Promise<boolean>;

  /**
   * Revokes sessions of the user, and refuses what was issued for the user up to `createdBefore`, or
   * up to now where that is earlier, in one atomic step: a session that is being opened is among
   * them, or is opened after them. That instant only ever moves forward.
   * @returns how many sessions were not revoked before.
   * @throws PromptForgeError `internal` for a time that is none.
   */
  revokeUser(user: UserScope, revocation: UserRevocation): Promise<number>;

  /**
   * All that decides whether tokens of a session are good, of one moment and in one round trip. Of
   * instants the latest counts of those for the organization and those for all.
   */
  standing(scope: TenantScope, user: UserScope, sessionId: string): Promise<SessionStanding>;

  /**
   * What was counted on the days in UTC that a range touches, and what lives now. Purging and erasing
   * leave the sums as they are.
   */
  statistics(range: TimeRange): Promise<SessionStatistics>;

  /**
   * Deletes up to `limit` sessions, of everybody, that ended before `before` (epoch
   * milliseconds), those that ended first first. Sessions that live stay. @returns how many.
   */
  purge(request: { readonly before: number; readonly limit: number }): Promise<number>;

  /**
   * Forgets up to `limit` denied ids, and as many instants, that can refuse nothing any more.
   * @returns how many of both; fewer than `limit` when none is left.
   */
  purgeDenials(request: { readonly limit: number }): Promise<number>;

  /** Deletes the sessions of the user in the organization. What denies their tokens stays. @returns how many. */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;
}
