import type { Principal } from '../domain/principal.js';
import type { AccessToken } from '../session/access-token.js';
import { type AccessTokenRequest, type IssueParts, issueAccessToken } from '../session/issue-access-token.js';

export interface SessionFacet {
  /**
   * Signs an access token for a user the host has authenticated.
   * @throws PromptForgeError `request_invalid`
   */
  issue(request: AccessTokenRequest): Promise<AccessToken>;
  /** @throws PromptForgeError `session_missing`, `session_invalid` or `session_expired`. */
  verify(token: string | null | undefined): Promise<Principal>;
}

export function sessionFacet(issuing: IssueParts, verify: (token: unknown) => Promise<Principal>): SessionFacet {
  return Object.freeze<SessionFacet>({
    issue: (request) => issueAccessToken(issuing, request),
    verify: (token) => verify(token),
  });
}
