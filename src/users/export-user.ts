import { personalOrg, type TenantScope } from '../domain/access/principal.js';
import type { Bundle } from '../domain/library/bundle.js';
import { allPages } from '../domain/lists/all-pages.js';
import type { Run } from '../domain/runs/run.js';
import type { TelemetryEvent } from '../domain/runs/telemetry-event.js';
import type { Storage } from '../ports/storage.js';

/** A part of all that is held of a user: some entries of one section. It is JSON. */
export interface ExportedPart {
  readonly section: ExportSection;
  /** The organization the entries belong to; null for what belongs to the person. */
  readonly orgId: string | null;
  readonly items: readonly object[];
}

export type ExportSection =
  | 'profile'
  | 'credentials'
  | 'memberships'
  | 'sessions'
  | 'invitations'
  | 'apiKeys'
  | 'runs'
  | 'events'
  | 'dailySums'
  | 'parameterSets'
  | 'savedPrompts'
  | 'promptVersions'
  | 'bundles'
  | 'quotaWindows'
  | 'subscriptions';

/** Whose data, and from where. */
export interface ExportScope {
  readonly userId: string;
  readonly orgIds: readonly string[];
  /** Whether sessions in other organizations are part of it. */
  readonly everywhere: boolean;
}

type Entries = AsyncIterable<readonly object[]>;

const pageSize = 100;
/** Runs and versions hold prompts, so fewer of them are in memory at once. */
const textsAtOnce = 20;
const allTime = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** What belongs to the person, whatever the organization. A new section takes a line. */
const ofPerson = {
  profile: ({ profiles }: Storage, { userId }: ExportScope): Entries => one(profiles.load({ userId })),
  credentials: ({ credentials }: Storage, { userId }: ExportScope): Entries => one(credentialOf(credentials, userId)),
  memberships: ({ organizations }: Storage, { userId }: ExportScope): Entries =>
    list(organizations.membershipsOf({ userId })),
  sessions: ({ sessions }: Storage, { userId, orgIds, everywhere }: ExportScope): Entries =>
    matching(
      allPages(pageSize, (page) => sessions.list({ userId }, page)),
      ({ orgId }) => everywhere || orgIds.includes(orgId),
    ),
} as const satisfies Partial<Record<ExportSection, (storage: Storage, scope: ExportScope) => Entries>>;

/** What lies in an organization, and is the user's there. */
const ofTenant = {
  invitations: ({ invitations }: Storage, scope: TenantScope, userId: string): Entries =>
    allPages(pageSize, (page) => invitations.list(scope, { ...page, userId })),
  apiKeys: ({ apiKeys }: Storage, scope: TenantScope, userId: string): Entries =>
    matching(
      allPages(pageSize, (page) => apiKeys.list(scope, page)),
      (key) => key.userId === userId,
    ),
  runs: (storage: Storage, scope: TenantScope, userId: string): Entries =>
    eachOf(runsOf(storage, scope, userId), async (run) => ({
      ...run,
      scores: await storage.ledger.scores(scope, run.id),
    })),
  events: (storage: Storage, scope: TenantScope, userId: string): Entries => eventsOf(storage, scope, userId),
  dailySums: ({ analytics }: Storage, scope: TenantScope, userId: string): Entries =>
    list(analytics.daily(scope, { userId, range: allTime })),
  parameterSets: ({ library }: Storage, scope: TenantScope, userId: string): Entries =>
    matching(
      allPages(pageSize, (page) => library.listParameterSets(scope, { ...page, visibleTo: userId })),
      ({ value }) => value.ownerId === userId,
    ),
  savedPrompts: ({ history }: Storage, scope: TenantScope, userId: string): Entries =>
    allPages(pageSize, (page) =>
      history.list(scope, { ...page, visibleTo: userId, ownerId: userId, tags: [], text: null }),
    ),
  promptVersions: ({ history }: Storage, scope: TenantScope, userId: string): Entries =>
    allPages(textsAtOnce, (page) => history.versionsBy(scope, { ...page, userId })),
  bundles: ({ library }: Storage, scope: TenantScope, userId: string): Entries =>
    eachOf(
      allPages(pageSize, (page) => library.listBundles(scope, { ...page, runId: null, userId })),
      async (summary): Promise<Partial<Bundle>> => (await library.getBundle(scope, summary.id)) ?? summary,
    ),
  quotaWindows: ({ analytics }: Storage, scope: TenantScope, userId: string): Entries =>
    matching(
      allPages(pageSize, (page) => analytics.windows({ ...page, orgId: scope.orgId })),
      (window) => window.userId === userId,
    ),
  subscriptions: ({ subscriptions }: Storage, scope: TenantScope, userId: string): Entries =>
    // Of an organization of several people it is not the user's.
    scope.orgId === personalOrg(userId)
      ? allPages(pageSize, (page) => subscriptions.history(scope, page))
      : list(Promise.resolve([])),
} as const satisfies Partial<Record<ExportSection, (storage: Storage, scope: TenantScope, userId: string) => Entries>>;

const all = { ...ofPerson, ...ofTenant } satisfies Record<ExportSection, unknown>;

/** In the order in which they are written. */
export const exportSections = Object.keys(all);

/** Everything that is held of a user, page by page: no more than one page of it is in memory. */
export async function* exportUser(storage: Storage, scope: ExportScope): AsyncGenerator<ExportedPart, void> {
  for (const [section, read] of Object.entries(ofPerson)) {
    for await (const items of read(storage, scope)) {
      if (items.length > 0) yield { section: section as ExportSection, orgId: null, items };
    }
  }
  for (const orgId of scope.orgIds) {
    for (const [section, read] of Object.entries(ofTenant)) {
      for await (const items of read(storage, { orgId }, scope.userId)) {
        if (items.length > 0) yield { section: section as ExportSection, orgId, items };
      }
    }
  }
}

function runsOf({ ledger }: Storage, scope: TenantScope, userId: string): AsyncIterable<readonly Run[]> {
  return allPages(textsAtOnce, async (page) => {
    const { runs, next } = await ledger.list(scope, { ...page, userId });
    return { items: runs, next };
  });
}

async function* eventsOf(storage: Storage, scope: TenantScope, userId: string): Entries {
  for await (const runs of runsOf(storage, scope, userId)) {
    for (const { id: runId } of runs) {
      let after: number | undefined = 0;
      while (after !== undefined) {
        const events: readonly TelemetryEvent[] = await storage.events.ofRun(scope, { runId, after, limit: pageSize });
        yield events.filter((event) => event.userId === userId);
        after = events.at(-1)?.sequence;
      }
    }
  }
}

/** All but the hash of the password. */
async function credentialOf(credentials: Storage['credentials'], userId: string): Promise<object | null> {
  const credential = await credentials.load({ userId });
  if (credential === null) return null;
  const { passwordHash, ...shown } = credential;
  return shown;
}

async function* list(items: Promise<readonly object[]>): Entries {
  yield await items;
}

async function* one(item: Promise<object | null>): Entries {
  const found = await item;
  yield found === null ? [] : [found];
}

async function* matching<Item extends object>(
  pages: AsyncIterable<readonly Item[]>,
  isWanted: (item: Item) => boolean,
): Entries {
  for await (const items of pages) yield items.filter(isWanted);
}

/** One entry at a time: each may be as large as a page of others. */
async function* eachOf<Item>(
  pages: AsyncIterable<readonly Item[]>,
  complete: (item: Item) => Promise<object>,
): Entries {
  for await (const items of pages) {
    for (const item of items) yield [await complete(item)];
  }
}
