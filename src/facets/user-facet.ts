import { isIdentifier } from '../domain/is-identifier.js';
import { personalOrg } from '../domain/principal.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Storage } from '../ports/storage.js';
import type { SessionEndings } from '../session/session-endings.js';
import type { Working } from './caller.js';

export interface EraseUserRequest {
  readonly userId: string;
  /**
   * Organizations whose records may name the user, besides the personal one and those that the
   * storage knows the user to be a member of. Name those that your tokens put the user in, and
   * those the user has left.
   */
  readonly orgIds?: readonly string[];
}

/** How many records were cleared of the user, or deleted. */
export interface ErasureReport {
  readonly organizations: number;
  readonly runs: number;
  readonly events: number;
  readonly dailySums: number;
  readonly sessions: number;
  readonly apiKeys: number;
  /** Parameter sets and bundles. */
  readonly library: number;
  readonly memberships: number;
  readonly profile: boolean;
  /** Whether the user could sign in with a password. */
  readonly credentials: boolean;
}

export interface UserFacet {
  /**
   * Erases a user's personal data, on the trusted side of the host: no token is asked for. Prompts,
   * results and the name of the user go from runs and events; amounts, errors and scores stay, so
   * that no sum of an organization changes. All tokens of the user are refused at once; so that they
   * are, the user's name stays beside that instant until the longest lifetime of a token is over. A run under way loses its prompt at once and its user
   * when it ends. Quota counters keep the user's name until their windows are long over, three months
   * at most, so that erasing does not refill a quota; and the personal organization, which owns the
   * amounts that stay, keeps its name, `personal:<user>`. Calling it again is safe, and finishes
   * what an outage has cut short.
   * @throws PromptForgeError `request_invalid`
   */
  erase(request: EraseUserRequest): Promise<ErasureReport>;
}

export interface UserFacetParts {
  readonly storage: Storage;
  readonly endings: SessionEndings;
  readonly working: Working;
  /** To be called when API keys were deleted. */
  readonly forgetKeys: () => Promise<void>;
}

export function userFacet({ storage, endings, working, forgetKeys }: UserFacetParts): UserFacet {
  return Object.freeze<UserFacet>({
    erase: (request) =>
      working(async () => {
        const { userId, orgIds = [], ...unknown } = request ?? {};
        const isUsable = Array.isArray(orgIds) && [userId, ...orgIds].every(isIdentifier);
        // What was meant by a misspelt name would be left in place without a word.
        if (!isUsable || Object.keys(unknown).length > 0) {
          throw new PromptForgeError(
            'request_invalid',
            'users.erase() takes userId, a string of 1 to 255 characters without control characters, orgIds, a list ' +
              'of such strings, and nothing else.',
          );
        }
        // First of all, so that the user starts nothing new, with whatever token.
        await endings.endSessions(userId, { reason: 'user_erased' });
        try {
          return await eraseEverywhere(storage, userId, orgIds);
        } finally {
          await forgetKeys();
        }
      }),
  });
}

async function eraseEverywhere(storage: Storage, userId: string, named: readonly string[]): Promise<ErasureReport> {
  const { ledger, events, analytics, sessions, credentials, apiKeys, library, organizations, profiles } = storage;
  const memberships = await organizations.membershipsOf({ userId });
  const orgIds = new Set([personalOrg(userId), ...named, ...memberships.map(({ orgId }) => orgId)]);
  // First, so that nobody signs in while the rest goes on.
  const hadCredentials = await credentials.erase({ userId });
  const report = { runs: 0, events: 0, dailySums: 0, sessions: 0, apiKeys: 0, library: 0, memberships: 0 };
  for (const orgId of orgIds) {
    const scope = { orgId };
    // Keys before what they could be used for; memberships last, since they lead here again.
    report.sessions += await sessions.eraseUser(scope, userId);
    report.apiKeys += await apiKeys.eraseUser(scope, userId);
    report.runs += await ledger.eraseUser(scope, userId);
    report.events += await events.eraseUser(scope, userId);
    report.dailySums += await analytics.eraseUser(scope, userId);
    report.library += await library.eraseUser(scope, userId);
    report.memberships += await organizations.eraseUser(scope, userId);
  }
  const profile = await profiles.erase({ userId });
  return { organizations: orgIds.size, ...report, profile, credentials: hadCredentials };
}
