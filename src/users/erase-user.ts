import type { Storage } from '../ports/storage.js';
import { organizationsOf } from './organizations-of.js';

/** How many records were cleared of the user, or deleted. */
export interface ErasureReport {
  readonly organizations: number;
  /** Their ids, for calling it again. */
  readonly orgIds: readonly string[];
  readonly runs: number;
  readonly events: number;
  readonly dailySums: number;
  readonly sessions: number;
  readonly apiKeys: number;
  /** Parameter sets and bundles. */
  readonly library: number;
  /** Saved prompts that were the user's, or have versions of theirs. */
  readonly savedPrompts: number;
  /** Answers of models that came from the user's work. */
  readonly cacheEntries: number;
  /** Invitations the user has made or accepted, and those sent to their addresses. */
  readonly invitations: number;
  readonly memberships: number;
  readonly profile: boolean;
  /** Whether the user could sign in with a password. */
  readonly credentials: boolean;
}

export interface Erasure {
  readonly userId: string;
  readonly orgIds: readonly string[];
  readonly emails: readonly string[];
}

export async function eraseUser(storage: Storage, { userId, orgIds: named, emails }: Erasure): Promise<ErasureReport> {
  const { ledger, events, analytics, sessions, credentials, apiKeys, library, history, cache } = storage;
  const { organizations, invitations, profiles } = storage;
  const orgIds = await organizationsOf(storage, userId, named);
  const credential = await credentials.load({ userId });
  const isVerified = credential !== null && credential.emailVerifiedAt !== null;
  const addresses = isVerified ? [...emails, credential.email] : emails;
  // First, so that nobody signs in while the rest goes on.
  const hadCredentials = await credentials.erase({ userId });
  const report = {
    runs: 0,
    events: 0,
    dailySums: 0,
    sessions: 0,
    apiKeys: 0,
    library: 0,
    savedPrompts: 0,
    cacheEntries: 0,
    invitations: 0,
    memberships: 0,
  };
  // What was let in before the sessions ended may write until now: a second pass takes that along.
  for (const orgId of [...orgIds, ...orgIds]) {
    const scope = { orgId };
    // Keys before what they could be used for; sessions and memberships last, since they lead here again.
    report.apiKeys += await apiKeys.eraseUser(scope, userId);
    report.runs += await ledger.eraseUser(scope, userId);
    report.events += await events.eraseUser(scope, userId);
    report.dailySums += await analytics.eraseUser(scope, userId);
    report.library += await library.eraseUser(scope, userId);
    report.savedPrompts += await history.eraseUser(scope, userId);
    report.cacheEntries += await cache.eraseUser(scope, userId);
    report.invitations += await invitations.eraseUser(scope, { userId, emails: addresses });
    report.sessions += await sessions.eraseUser(scope, userId);
    report.memberships += await organizations.eraseUser(scope, userId);
  }
  const profile = await profiles.erase({ userId });
  return { organizations: orgIds.length, orgIds, ...report, profile, credentials: hadCredentials };
}
