import type { Permission, PermissionTable } from '../domain/permission.js';
import type { Principal } from '../domain/principal.js';
import type { AccessRules } from '../session/access-rules.js';
import type { AccessToken } from '../session/access-token.js';
import type { AccessTokenRequest, IssueParts } from '../session/issue-access-token.js';

export interface SessionFacet {
  /** The roles that have each permission: `permissionTable`, with what the `permissions` option changes. */
  readonly permissions: PermissionTable;
  /**
   * Signs an access token for a user the host has authenticated, with `session.secret`.
   * @throws PromptForgeError `request_invalid`; `config_invalid` when tokens are those of another issuer.
   */
  issue(request: AccessTokenRequest): Promise<AccessToken>;
  /**
   * @throws PromptForgeError `session_missing`, `session_invalid` or `session_expired`;
   * `session_keys_unavailable` while the keys of the issuer cannot be had.
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
  readonly issuing: IssueParts;
  readonly verify: (token: unknown) => Promise<Principal>;
  readonly access: AccessRules;
}

export function sessionFacet({ issuing, verify, access }: SessionFacetParts): SessionFacet {
  return Object.freeze<SessionFacet>({
    permissions: access.table,
    // Loaded by those alone who issue tokens, as the key set is by those who take them from an issuer.
    async issue(request) {
      const { issueAccessToken } = await import('../session/issue-access-token.js');
      return issueAccessToken(issuing, request);
    },
    verify: (token) => verify(token),
    async require(token, permission) {
      const caller = await verify(token);
      access.require(caller, permission);
      return caller;
    },
  });
}
