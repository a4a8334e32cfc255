import type { Principal } from '../domain/principal.js';
import type { AccessToken } from '../session/access-token.js';
import type { AccessTokenRequest, IssueParts } from '../session/issue-access-token.js';

export interface SessionFacet {
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
}

export function sessionFacet(issuing: IssueParts, verify: (token: unknown) => Promise<Principal>): SessionFacet {
  return Object.freeze<SessionFacet>({
    // Loaded by those alone who issue tokens, as the key set is by those who take them from an issuer.
    async issue(request) {
      const { issueAccessToken } = await import('../session/issue-access-token.js');
      return issueAccessToken(issuing, request);
    },
    verify: (token) => verify(token),
  });
}
