import type { LibraryModule, NewLoginSession, TenantScope } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

const yearMs = 365 * 86_400_000;

/** Storages that keep people, sessions, plans and the library wrongly. */
export const brokenRecords: readonly Defect[] = [
  {
    defect: 'compares the version of a profile first and saves later, so that concurrent savers overwrite each other',
    breaks: 'of 20 savers of a profile at once exactly one wins, on the first save and on a later one',
    create: storageWith({
      profiles: ({ profiles }) => ({
        async save(user, profile, expectedVersion) {
          const seen = await profiles.load(user);
          if ((seen?.version ?? 0) !== expectedVersion) return { outcome: 'conflict' };
          for (;;) {
            const newest = await profiles.load(user);
            const answer = await profiles.save(user, profile, newest?.version ?? 0);
            if (answer.outcome === 'saved') return answer;
          }
        },
      }),
    }),
  },
  {
    defect: 'takes a removed member for one who is still there',
    breaks: 'a member is removed once, and may come back as a new one',
    create: storageWith({
      organizations: ({ organizations }) => ({
        async removeMember(scope, userId) {
          const { items } = await organizations.members(scope, { limit: 100, after: null });
          return items.some((member) => member.userId === userId) && (await organizations.removeMember(scope, userId));
        },
        async setMember(scope, member) {
          const { items } = await organizations.members(scope, { limit: 100, after: null });
          await organizations.setMember(scope, member);
          return { outcome: items.length === 0 ? 'added' : 'changed' };
        },
      }),
    }),
  },
  {
    defect: 'lists plans by their ids',
    breaks: 'plans are listed in the order in which they were first saved, whatever their ids and later saves',
    create: storageWith({
      plans: ({ plans }) => ({
        list: async () => (await plans.list()).toSorted((a, b) => (a.value.id < b.value.id ? -1 : 1)),
      }),
    }),
  },
  {
    defect: 'gives any session to whoever knows its id',
    breaks: 'a user neither sees nor ends the sessions of another, whatever they are called',
    create: storageWith({
      sessions: ({ sessions }) => {
        const owners = new Map<string, string>();
        return {
          create(scope: TenantScope, session: NewLoginSession) {
            if (!owners.has(session.id)) owners.set(session.id, session.userId);
            return sessions.create(scope, session);
          },
          get: (user, id) => sessions.get({ userId: owners.get(id) ?? user.userId }, id),
        };
      },
    }),
  },
  {
    defect: 'takes a refresh token that was replaced, however long ago',
    breaks: 'a token that comes back after the grace revokes its session with every token, and no other session',
    create: storageWith({
      sessions: ({ sessions }) => ({
        rotate: (rotation) => sessions.rotate({ ...rotation, graceMs: yearMs }),
      }),
    }),
  },
  {
    defect: 'has no grace, so that the second of two tabs ends the session of both',
    breaks: 'of 20 tabs that refresh at once within the grace every one lives on',
    create: storageWith({
      sessions: ({ sessions }) => ({ rotate: (rotation) => sessions.rotate({ ...rotation, graceMs: 0 }) }),
    }),
  },
  {
    defect: 'looks whether a token was replaced first and replaces it later',
    breaks: 'of 20 who present one token at once without any grace exactly one gets through, and the session ends',
    create: storageWith({
      sessions: ({ sessions }) => {
        const replaced = new Set<string>();
        return {
          async rotate(rotation) {
            const isFirst = !replaced.has(rotation.presentedHash);
            await Promise.resolve();
            replaced.add(rotation.presentedHash);
            return sessions.rotate(isFirst ? { ...rotation, graceMs: yearMs } : rotation);
          },
        };
      },
    }),
  },
  {
    defect: 'extends a session by using it',
    breaks: 'a session expires by the clock of the storage, at the instant itself, however much it was used',
    create: storageWith({
      sessions: ({ sessions }) => ({
        rotate: (rotation) => sessions.rotate({ ...rotation, lifetimeMs: rotation.lifetimeMs ?? 3_600_000 }),
      }),
    }),
  },
  {
    defect: 'forgets what role a session was opened with',
    breaks: 'a standing has the session as it is stored, with the role it was opened with, until it is deleted',
    create: storageWith({
      sessions: ({ sessions }) => ({
        async standing(scope, user, sessionId) {
          const standing = await sessions.standing(scope, user, sessionId);
          return { ...standing, session: standing.session && { ...standing.session, role: 'member' } };
        },
      }),
    }),
  },
  {
    defect: 'does not look who belongs to an organization by now',
    breaks: 'a standing knows what the user is in the organization by now, and whether members are kept at all',
    create: storageWith({
      sessions: ({ sessions }) => ({
        standing: async (scope, user, sessionId) => ({
          ...(await sessions.standing(scope, user, sessionId)),
          memberRole: null,
        }),
      }),
    }),
  },
  {
    defect: 'denies nothing of which it has no session',
    breaks: 'an id without a session is denied for as long as was asked, once, and to nobody else',
    create: storageWith({
      sessions: ({ sessions }) => ({
        revoke: (user, id, { reason }) => sessions.revoke(user, id, { reason, denyForMs: null }),
      }),
    }),
  },
  {
    defect: 'ends all sessions of a user where those of one organization were meant',
    breaks: 'revoking a user in one organization leaves the others as they are',
    create: storageWith({
      sessions: ({ sessions }) => ({
        revokeUser: (user, revocation) => sessions.revokeUser(user, { ...revocation, orgId: null }),
      }),
    }),
  },
  {
    defect: 'revokes sessions one after the other, and tells nobody from when on',
    breaks: 'revoking a user sets an instant that only moves forward, and never to a time that is still to come',
    create: storageWith({
      sessions: ({ sessions }) => ({
        async revokeUser(user, { createdBefore, reason }) {
          const { items } = await sessions.list(user, { limit: 100, after: null });
          let count = 0;
          for (const { id, createdAt } of items) {
            if (createdBefore !== null && createdAt >= createdBefore) continue;
            if (await sessions.revoke(user, id, { reason, denyForMs: null })) count += 1;
          }
          return count;
        },
      }),
    }),
  },
  {
    defect: 'counts sessions from their rows, so that purging changes the past',
    breaks: 'what becomes of sessions is counted on its UTC day, and stays when they are purged and erased',
    create: storageWith({
      sessions: ({ sessions }) => ({
        async statistics(range) {
          const { days, active } = await sessions.statistics(range);
          return { days: days.map((day) => ({ ...day, created: active })), active };
        },
      }),
    }),
  },
  {
    defect: 'never forgets whom it has denied',
    breaks: 'denials and instants are forgotten once they are over, in steps, and not before',
    create: storageWith({ sessions: () => ({ purgeDenials: async () => 0 }) }),
  },
  {
    defect: 'sorts versions as text',
    breaks: 'versions of a module are listed in semantic order, latest first, and the first of them is the latest',
    create: storageWith({
      library: ({ library }) => ({
        async listModules(scope, request) {
          const { items } = await library.listModules(scope, { ...request, limit: 100, after: null });
          const sorted = items.toSorted((a, b) => (a.value.version < b.value.version ? 1 : -1));
          return { items: sorted.slice(0, request.limit), next: null };
        },
      }),
    }),
  },
  {
    defect: 'publishes a version again',
    breaks: 'of 20 who publish one version at once exactly one does, and nobody replaces it later',
    create: storageWith({
      library: ({ library }) => {
        const published = new Map<string, LibraryModule>();
        const nameOf = (scope: TenantScope, id: string, version: string) => JSON.stringify([scope.orgId, id, version]);
        return {
          addModule(scope, module) {
            published.set(nameOf(scope, module.id, module.version), module);
            return library.addModule(scope, module);
          },
          async getModule(scope, request) {
            const stored = await library.getModule(scope, request);
            if (stored === null) return null;
            const value = published.get(nameOf(scope, stored.value.id, stored.value.version)) ?? stored.value;
            return { ...stored, value: { ...value, status: stored.value.status } };
          },
        };
      },
    }),
  },
  {
    defect: 'lets the owner of a parameter set come back after an erasure',
    breaks: 'nobody who has loaded a parameter set before its owner was erased can bring the owner back by a save',
    create: storageWith({
      library: ({ library }) => ({
        async saveParameterSet(scope, set, expectedVersion) {
          const stored = await library.getParameterSet(scope, set.id);
          const isErased = stored !== null && stored.value.ownerId === null;
          return library.saveParameterSet(scope, set, isErased ? stored.version : expectedVersion);
        },
      }),
    }),
  },
  {
    defect: 'skips a bundle of the same instant at the end of a page',
    breaks:
      'bundles are listed newest first, those of one instant by descending bytes of their id, without their files',
    create: storageWith({
      library: ({ library }) => ({
        async listBundles(scope, request) {
          const page = await library.listBundles(scope, request);
          if (page.next === null) return page;
          const skipped = await library.listBundles(scope, { ...request, limit: 1, after: page.next });
          return { ...page, next: skipped.next };
        },
      }),
    }),
  },
];
