import { type Role, roles } from '../domain/access/role.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import type { StandardSchema } from '../domain/json/standard-schema.js';
import type { Page } from '../domain/lists/page.js';
import { builtInNotifications, type NotificationName } from '../domain/people/notification.js';
import type { FoundMember } from '../domain/people/organization.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { folded } from '../domain/text/search-text.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Storage } from '../ports/storage.js';
import type { SessionEndings } from '../session/session-endings.js';
import { type Activity, activityOf } from '../users/activity.js';
import { type ErasureReport, eraseUser } from '../users/erase-user.js';
import { type ExportedPart, type ExportScope, exportUser } from '../users/export-user.js';
import { organizationsOf } from '../users/organizations-of.js';
import type { ProfileChanges } from '../users/profile-changes.js';
import { profileChangesSchema } from '../users/profile-changes-schema.js';
import { updateProfile } from '../users/update-profile.js';
import { type UserProfile, userProfile } from '../users/user-profile.js';
import { statisticsOf, type UserStatistics } from '../users/user-statistics.js';
import type { AsCaller, Authenticated, Working } from './caller.js';
import { checkedBySchema } from './checked-by-schema.js';
import { checkedPage } from './checked-page.js';
import { checkedRange } from './checked-range.js';
import { checkedRequest } from './checked-request.js';
import { asPerson, type PersonReference } from './person-of.js';

export interface EraseUserRequest {
  readonly userId: string;
  /**
   * Organizations whose records may name the user, besides the personal one and those that the
   * storage knows the user to be a member of, or to have a session for. Name others that tokens put the
   * user in, and those the user has left.
   */
  readonly orgIds?: readonly string[];
  /** Addresses you know to be the user's: invitations sent to them in those organizations are deleted. */
  readonly emails?: readonly string[];
}

export type UpdateProfileRequest = PersonReference & {
  readonly changes: ProfileChanges;
  /** The `version` the change is for. Default: whatever is stored, again and again while others change it. */
  readonly expectedVersion?: number;
};

export interface UserStatisticsRequest extends Authenticated {
  /** Default: all time that is kept. */
  readonly range?: TimeRange;
}

export interface ActivityRequest extends Authenticated {
  /** 1 to 500. Default: 20. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

export interface MemberSearchRequest extends ActivityRequest {
  /** Up to 200 characters, found anywhere in name or email, whatever their case. Default: everybody. */
  readonly text?: string;
  /** Members of this role alone. Default: of all. */
  readonly role?: Role;
}

export type ExportUserRequest = PersonReference & {
  /** With `userId`: organizations to look into besides the personal one and those of memberships and sessions. */
  readonly orgIds?: readonly string[];
};

export interface UserFacet {
  /**
   * The caller's profile, or that of any user by `userId`, which is for the trusted side of the host. Who
   * has told nothing yet has an empty one of version 0.
   * @throws PromptForgeError `request_invalid`
   */
  profile(request: PersonReference): Promise<UserProfile>;
  /**
   * Changes fields of it; the others stay.
   * @throws PromptForgeError `request_invalid`, and `storage_conflict` when the version is no longer the
   * expected one, or others keep changing it.
   */
  updateProfile(request: UpdateProfileRequest): Promise<UserProfile>;
  /**
   * What the caller has come to, in the organization of the token.
   * @throws PromptForgeError `plan_feature_missing` without `analytics`, `request_invalid`
   */
  statistics(request: UserStatisticsRequest): Promise<UserStatistics>;
  /** What the caller has done there, newest first, without a word of what was written. @throws PromptForgeError `request_invalid` */
  activity(request: ActivityRequest): Promise<Page<Activity>>;
  /**
   * Members of the caller's organization, by their ids, for those who manage members.
   * @throws PromptForgeError `permission_denied`, `request_invalid`
   */
  search(request: MemberSearchRequest): Promise<Page<FoundMember>>;
  /**
   * Everything that is held of a user, as JSON, in parts: read them in a loop, and write each away, since
   * all of them may not fit into memory. By `userId`, on the trusted side of the host, it is what lies in
   * the personal organization, those of memberships and sessions, and the named ones. By a token it is what
   * belongs to the caller, and what lies in the organization of the token, which opens no other one.
   * @throws PromptForgeError `request_invalid`; from the loop, too, what a storage throws.
   */
  export(request: ExportUserRequest): Promise<AsyncIterable<ExportedPart>>;
  /**
   * Erases a user's personal data, on the trusted side of the host: no token is asked for. Prompts,
   * results and the name of the user go from runs and events; amounts, errors and scores stay, so
   * that no sum of an organization changes. All tokens of the user are refused at once; so that they
   * are, the user's name stays beside that instant until the longest lifetime of a token is over. A run
   * under way loses its prompt at once and its user when it ends. Quota counters keep the user's name
   * until their windows are long over, three months at most, so that erasing does not refill a quota; and
   * the personal organization, which owns the amounts that stay, keeps its name, `personal:<user>`. An
   * organization may be left without an owner: appoint one by `forge.organizations.addMember()`, or before
   * by a transfer. Calling it again is safe, and finishes what an outage has cut short.
   * @throws PromptForgeError `request_invalid`
   */
  erase(request: EraseUserRequest): Promise<ErasureReport>;
}

export interface UserFacetParts {
  readonly storage: Storage;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly endings: SessionEndings;
  readonly asCaller: AsCaller;
  readonly working: Working;
  /** To be called when API keys were deleted. */
  readonly forgetKeys: () => Promise<void>;
  /** Forgets the answers of models that this process keeps. */
  readonly forgetAnswers: () => Promise<void>;
  readonly profileFields: StandardSchema | null;
  /** The names of the host's own. */
  readonly notifications: readonly NotificationName[];
}

const allTime = { from: 0, to: Number.MAX_SAFE_INTEGER };
const defaultPage = 20;

export function userFacet(parts: UserFacetParts): UserFacet {
  const { storage, plans, endings, asCaller, working, forgetKeys, forgetAnswers, profileFields } = parts;
  const notifications = [...builtInNotifications, ...parts.notifications];
  const { profiles, organizations, analytics, ledger } = storage;
  const changesSchema = profileChangesSchema(notifications);
  return Object.freeze<UserFacet>({
    async profile(request) {
      const reference = checkedRequest('users.profile()', request, ['token', 'userId']);
      return asPerson(parts, reference, 'profile:manage', async (userId) =>
        userProfile(userId, await profiles.load({ userId }), notifications),
      );
    },
    async updateProfile(request) {
      const fields = ['token', 'userId', 'changes', 'expectedVersion'];
      const { changes, expectedVersion, ...reference } = checkedRequest('users.updateProfile()', request, fields);
      return asPerson(parts, reference, 'profile:manage', async (userId) => {
        const checked = checkedBySchema('changes', changesSchema, changes);
        const version = checkedVersion(expectedVersion);
        return userProfile(
          userId,
          await updateProfile({ profiles, profileFields }, userId, checked, version),
          notifications,
        );
      });
    },
    async statistics(request) {
      const { token, range = allTime } = checkedRequest('users.statistics()', request, ['token', 'range']);
      return asCaller(token, 'analytics:read', async (caller) => {
        requireFeature((await plans.resolve(caller)).plan, 'analytics');
        const asked = checkedRange(range);
        return statisticsOf(await analytics.user(caller, { userId: caller.userId, range: asked }), asked);
      });
    },
    async activity(request) {
      const { token, ...page } = checkedRequest('users.activity()', request, ['token', 'limit', 'after']);
      return asCaller(token, 'runs:read', async (caller) => {
        const asked = { ...checkedPage(page, defaultPage), userId: caller.userId };
        const { runs, next } = await ledger.list(caller, asked);
        return { items: runs.map(activityOf), next };
      });
    },
    async search(request) {
      const fields = ['token', 'text', 'role', 'limit', 'after'];
      const { token, text = '', role, ...page } = checkedRequest('users.search()', request, fields);
      return asCaller(token, 'members:manage', async (caller) =>
        organizations.search(caller, { ...checkedSearch(text, role), ...checkedPage(page, defaultPage) }),
      );
    },
    async export(request) {
      const fields = ['token', 'userId', 'orgIds'];
      const { orgIds, ...reference } = checkedRequest('users.export()', request, fields);
      const scope = await exportScope(parts, reference, orgIds);
      return asWork(working, exportUser(storage, scope));
    },
    erase: (request) =>
      working(async () => {
        const { userId, orgIds = [], emails = [], ...unknown } = request ?? {};
        const isUsable = areIdentifiers(orgIds) && areIdentifiers(emails) && isIdentifier(userId);
        // What was meant by a misspelt name would be left in place without a word.
        if (!isUsable || Object.keys(unknown).length > 0) {
          throw new PromptForgeError(
            'request_invalid',
            'users.erase() takes userId, a string of 1 to 255 characters without control characters, orgIds and emails, ' +
              'lists of such strings, and nothing else.',
          );
        }
        // First of all, so that the user starts nothing new, with whatever token.
        await endings.endSessions(userId, { reason: 'user_erased' });
        try {
          return await eraseUser(storage, { userId, orgIds, emails });
        } finally {
          await forgetKeys();
          await forgetAnswers();
        }
      }),
  });
}

async function exportScope(parts: UserFacetParts, reference: object, orgIds: unknown): Promise<ExportScope> {
  if ('userId' in reference) {
    return asPerson(parts, reference, 'profile:manage', async (userId) => {
      if (orgIds !== undefined && !areIdentifiers(orgIds)) throw noOrganizations();
      return { userId, orgIds: await organizationsOf(parts.storage, userId, orgIds ?? []), everywhere: true };
    });
  }
  const { token }: { token?: unknown } = reference;
  return parts.asCaller(token, 'profile:manage', async ({ userId, orgId }) => {
    if (orgIds !== undefined) throw noOrganizations();
    return { userId, orgIds: [orgId], everywhere: false };
  });
}

/** Closing waits for the part that is being read, and errors of parts are those of any call. */
async function* asWork<Part>(working: Working, parts: AsyncIterator<Part, void>): AsyncGenerator<Part, void> {
  for (;;) {
    const { done, value } = await working(() => parts.next());
    if (done === true) return;
    yield value;
  }
}

function checkedVersion(version: unknown): number | null {
  if (version === undefined) return null;
  if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 0) return version;
  throw new PromptForgeError(
    'request_invalid',
    'expectedVersion must be the version of a profile: 0 when there is none.',
  );
}

function checkedSearch(text: unknown, role: Role | undefined): { text: string | null; role: Role | null } {
  const isText = typeof text === 'string' && text.length <= 200 && text.isWellFormed() && !/\p{Cc}/u.test(text);
  if (isText && (role === undefined || roles.includes(role))) {
    return { text: text === '' ? null : folded(text), role: role ?? null };
  }
  throw new PromptForgeError(
    'request_invalid',
    `text may have up to 200 characters and no control characters, and role is one of ${roles.join(', ')}.`,
  );
}

function areIdentifiers(values: unknown): values is readonly string[] {
  return Array.isArray(values) && values.every(isIdentifier);
}

function noOrganizations(): PromptForgeError {
  return new PromptForgeError(
    'request_invalid',
    'orgIds is a list of ids, and goes with userId: a token opens its own organization alone.',
  );
}
