import type { PromptVersion, SavedPromptChange } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

/** Storages that keep prompts wrongly. */
export const brokenHistory: readonly Defect[] = [
  {
    defect: 'looks at the latest version first and adds later, so that writers overtake each other',
    breaks: 'of 20 who add a version after the same one exactly one does, and the others learn of it',
    create: storageWith({
      history: ({ history }) => ({
        async addVersion(scope, version, expectedLatest) {
          const id = version.promptId;
          const seen = await history.get(scope, { id, visibleTo: null });
          if (seen?.value.latestVersion !== expectedLatest) return { outcome: 'conflict' };
          for (;;) {
            const newest = await history.get(scope, { id, visibleTo: null });
            const answer = await history.addVersion(scope, version, newest?.value.latestVersion ?? 0);
            if (answer.outcome !== 'conflict') return answer;
          }
        },
      }),
    }),
  },
  {
    defect: 'adds a run again',
    breaks: 'a run is in a prompt once, however often and by how many it is added; what restores it counts for none',
    create: storageWith({
      history: ({ history }) => {
        let times = 0;
        return {
          addVersion(scope, version, expectedLatest) {
            times += 1;
            const runId = version.runId === null ? null : `${version.runId} ${times}`;
            return history.addVersion(scope, { ...version, runId }, expectedLatest);
          },
        };
      },
    }),
  },
  {
    defect: 'writes the text of a new version over the one it follows',
    breaks: 'versions are numbered without gaps, and none of them changes when others are added',
    create: storageWith({
      history: ({ history }) => {
        const latest = new Map<string, PromptVersion>();
        return {
          async addVersion(scope, version, expectedLatest) {
            const answer = await history.addVersion(scope, version, expectedLatest);
            if (answer.outcome === 'added') latest.set(`${scope.orgId} ${version.promptId}`, answer.version);
            return answer;
          },
          async getVersion(scope, request) {
            const version = await history.getVersion(scope, request);
            const { text } = latest.get(`${scope.orgId} ${request.promptId}`) ?? version ?? { text: '' };
            return version === null ? null : { ...version, text };
          },
        };
      },
    }),
  },
  {
    defect: 'counts versions as changes of the prompt',
    breaks: 'adding a version is no change of the prompt itself: whoever renames it in the meantime is not refused',
    create: storageWith({
      history: ({ history }) => ({
        async addVersion(scope, version, expectedLatest) {
          const answer = await history.addVersion(scope, version, expectedLatest);
          const prompt = await history.get(scope, { id: version.promptId, visibleTo: null });
          if (answer.outcome === 'added' && prompt !== null) await history.update(scope, prompt.value, prompt.version);
          return answer;
        },
      }),
    }),
  },
  {
    defect: 'shows any prompt to whoever knows its id',
    breaks: 'a prompt that a user may not see is to them as one that does not exist, until it is shared',
    create: storageWith({
      history: ({ history }) => ({
        getVersion: (scope, request) => history.getVersion(scope, { ...request, visibleTo: null }),
      }),
    }),
  },
  {
    defect: 'lists the prompts of everybody',
    breaks: 'a user finds their own prompts and the shared ones, and those of one owner, on pages of any length',
    create: storageWith({
      history: ({ history }) => ({ list: (scope, search) => history.list(scope, { ...search, visibleTo: null }) }),
    }),
  },
  {
    defect: 'takes any of the tags for all of them',
    breaks: 'prompts are found by tags, all of which they have',
    create: storageWith({
      history: ({ history }) => ({
        list: (scope, search) => history.list(scope, { ...search, tags: search.tags.slice(0, 1) }),
      }),
    }),
  },
  {
    defect: 'searches as the text is written',
    breaks: 'prompts are found by a text in their title, in a tag or in their latest version, case and width aside',
    create: storageWith({
      history: ({ history }) => ({
        list: (scope, { text, ...search }) => history.list(scope, { ...search, text: text?.toUpperCase() ?? null }),
      }),
    }),
  },
  {
    defect: 'lists prompts by when they were changed',
    breaks: 'saved prompts are listed newest first, those of one instant by descending bytes of their ids',
    create: storageWith({
      history: ({ history }) => ({
        async list(scope, search) {
          const { items, next } = await history.list(scope, search);
          return { items: items.toSorted((a, b) => b.value.updatedAt - a.value.updatedAt), next };
        },
      }),
    }),
  },
  {
    defect: 'lists versions with what they say',
    breaks: 'versions are listed latest first without their texts, and paging misses none while new ones come',
    create: storageWith({
      history: ({ history }) => ({
        async listVersions(scope, request) {
          const { items, next } = await history.listVersions(scope, request);
          const whole = items.map(({ number }) => history.getVersion(scope, { ...request, number }));
          return { items: (await Promise.all(whole)).filter((version) => version !== null), next };
        },
      }),
    }),
  },
  {
    defect: 'changes the prompts of whoever asks last',
    breaks: 'of 20 who change title, tags or sharing of a prompt at once exactly one does, and no text is touched',
    create: storageWith({
      history: ({ history }) => ({
        async update(scope, change: SavedPromptChange) {
          const stored = await history.get(scope, { id: change.id, visibleTo: null });
          return history.update(scope, change, stored?.version ?? 0);
        },
      }),
    }),
  },
  {
    defect: 'leaves the versions of an erased user signed',
    breaks: 'erasing a user deletes their own prompts, and takes their name off shared ones and off every version',
    create: storageWith({
      history: ({ history }) => {
        const authors = new Map<string, string | null>();
        return {
          async addVersion(scope, version, expectedLatest) {
            authors.set(`${scope.orgId} ${version.promptId} ${expectedLatest + 1}`, version.authorId);
            return history.addVersion(scope, version, expectedLatest);
          },
          async getVersion(scope, request) {
            const version = await history.getVersion(scope, request);
            const author = authors.get(`${scope.orgId} ${request.promptId} ${request.number}`);
            return version === null ? null : { ...version, authorId: author ?? version.authorId };
          },
        };
      },
    }),
  },
  {
    defect: 'lets the owner of a prompt come back after an erasure',
    breaks: 'nobody who has loaded a prompt before its owner was erased can take it back from everybody',
    create: storageWith({
      history: ({ history }) => ({
        async update(scope, change, expectedVersion) {
          const stored = await history.get(scope, { id: change.id, visibleTo: null });
          const isErased = stored !== null && stored.value.ownerId === null;
          return history.update(scope, change, isErased ? stored.version : expectedVersion);
        },
      }),
    }),
  },
  {
    defect: 'tells only of the versions of a user in their own prompts',
    breaks: 'the versions that a user has added are listed with their texts, wherever they are, and no others',
    create: storageWith({
      history: ({ history }) => ({
        async versionsBy(scope, request) {
          const { items, next } = await history.versionsBy(scope, request);
          return { items: items.filter(({ promptId }) => promptId.startsWith(request.userId)), next };
        },
      }),
    }),
  },
];
