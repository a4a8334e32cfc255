import type { Principal } from '../domain/access/principal.js';

/** What a genuine token says. */
export interface VerifiedToken {
  readonly principal: Principal;
  /** When it was issued, in epoch milliseconds; issuers give it in whole seconds. */
  readonly issuedAt: number;
}

/**
 * Decides whether a genuine token is still good. @returns who it stands for by now.
 * @throws PromptForgeError `session_revoked` or `session_expired`, and what the storage fails with.
 */
export type AdmitToken = (verified: VerifiedToken) => Principal | Promise<Principal>;
