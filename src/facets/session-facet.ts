import type { SessionEnding } from '../domain/access/login-session.js';
import type { Permission, PermissionTable } from '../domain/access/permission.js';
import type { Principal } from '../domain/access/principal.js';
import type { SessionStatistics } from '../domain/access/session-statistics.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import type { Page } from '../domain/lists/page.js';
import type { AccessRules } from '../session/access-rules.js';
import type { AccessToken, AccessTokenRequest } from '../session/access-token.js';
import type { Authenticated } from './caller.js';
import { lazyFacet } from './lazy-facet.js';

/** A session as its user sees it. Times are epoch milliseconds by the clock of the storage. */
export interface OwnSession {
  readonly id: string;
  /** The organization it was opened for. */
  readonly orgId: string;
  /** What the person will recognize the device by; null when nothing is known of it. */
  readonly device: string | null;
  readonly createdAt: number;
  /** When it was opened or last refreshed. */
  readonly lastUsedAt: number;
  /** When it ends, however much it is used. */
  readonly expiresAt: number;
  readonly state: 'active' | SessionEnding;
  /** Whether the token of the request belongs to it. */
  readonly current: boolean;
}

export interface SessionListRequest extends Authenticated {
  /** 1 to 500. Default: 20. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

export interface RevokeSessionRequest {
  readonly userId: string;
  readonly sessionId: string;
  /** In a word or two, 255 characters at most; it is stored with the session. Default: `revoked`. */
  readonly reason?: string;
}

export interface RevokeAllRequest {
  readonly userId: string;
  /**
   * Ends what was opened, and refuses what was issued, before this instant in epoch milliseconds. One
   * that is still to come counts as now. Default: now.
   */
  readonly notBefore?: number;
  /** As for one session. */
  readonly reason?: string;
}

/** What is loaded by those alone who open, end or count sessions. */
export interface SessionActions {
  /**
   * Opens a session for a user the host has authenticated: an access token signed with
   * `session.secret`, and a refresh token. No token is asked for.
   * @throws PromptForgeError `request_invalid`; `config_invalid` when tokens are those of another issuer.
   */
  issue(request: AccessTokenRequest): Promise<AccessToken>;
  /**
   * Exchanges a refresh token for a new pair of tokens, with the role its user has by now. The old one
   * is taken for `refreshGraceSeconds` more; when it comes later, somebody has stolen it, and the whole
   * session ends.
   * @throws PromptForgeError `session_invalid` for a token that no session has, `session_expired`,
   * `session_revoked`, `request_invalid`; `config_invalid` when tokens are those of another issuer.
   */
  refresh(request: { readonly refreshToken: string }): Promise<AccessToken>;
  /**
   * Ends a session of anybody, on the trusted side of the host: no token is asked for. Tokens of a
   * session that is not stored here are denied until the longest lifetime of a token is over.
   * @returns whether it was not ended before.
   * @throws PromptForgeError `request_invalid`
   */
  revoke(request: RevokeSessionRequest): Promise<boolean>;
  /**
   * Ends all sessions of a user, and refuses every token issued for them so far, also those of another
   * issuer. On the trusted side of the host: no token is asked for.
   * @returns how many stored sessions were not ended before.
   * @throws PromptForgeError `request_invalid`
   */
  revokeAll(request: RevokeAllRequest): Promise<number>;
  /** Ends the session of the caller. @returns whether it was not ended before. */
  signOut(request: Authenticated): Promise<boolean>;
  /** Sessions of the caller in all organizations, newest first. @throws PromptForgeError `request_invalid` */
  list(request: SessionListRequest): Promise<Page<OwnSession>>;
  /**
   * Ends a session of the caller, on another device for instance.
   * @returns whether it was not ended before; false too when the caller has none of that id.
   * @throws PromptForgeError `request_invalid`
   */
  revokeOwn(request: Authenticated & { readonly sessionId: string }): Promise<boolean>;
  /**
   * How many sessions were opened and ended on each UTC day a range touches, and how many live now. On
   * the trusted side of the host: no token is asked for.
   * @throws PromptForgeError `request_invalid`, also for more than 400 days.
   */
  statistics(request: { readonly range: TimeRange }): Promise<SessionStatistics>;
}

export interface SessionFacet extends SessionActions {
  /** The roles that have each permission: `permissionTable`, with what the `permissions` option changes. */
  readonly permissions: PermissionTable;
  /**
   * @throws PromptForgeError `session_missing`, `session_invalid`, `session_expired` or
   * `session_revoked`; `session_keys_unavailable` while the keys of the issuer cannot be had; and what
   * the storage fails with, unless calls are let in while it is away; `client_closed`.
   */
  verify(token: string | null | undefined): Promise<Principal>;
  /**
   * Verifies a token, and asks whether whoever it stands for may do something.
   * @throws PromptForgeError `permission_denied`, `request_invalid` for a permission that does not
   * exist, and what `verify` throws.
   */
  require(token: string | null | undefined, permission: Permission): Promise<Principal>;
}

export interface SessionFacetParts {
  readonly verify: (token: unknown) => Promise<Principal>;
  readonly access: AccessRules;
  readonly loadActions: () => Promise<SessionActions>;
}

export function sessionFacet({ verify, access, loadActions }: SessionFacetParts): SessionFacet {
  return Object.freeze<SessionFacet>({
    permissions: access.table,
    verify: (token) => verify(token),
    async require(token, permission) {
      const caller = await verify(token);
      access.require(caller, permission);
      return caller;
    },
    ...lazyFacet<SessionActions>(
      {
        issue: true,
        refresh: true,
        revoke: true,
        revokeAll: true,
        signOut: true,
        list: true,
        revokeOwn: true,
        statistics: true,
      },
      loadActions,
    ),
  });
}
