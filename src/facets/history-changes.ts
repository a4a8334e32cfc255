import { mayChange } from '../domain/access/may-change.js';
import type { Principal } from '../domain/access/principal.js';
import { type PromptVersion, type SavedPrompt, savedPromptBounds } from '../domain/library/saved-prompt.js';
import type { Versioned } from '../domain/plans/subscription.js';
import type { HistoryAsked as Asked, HistorySchemas as Schemas } from '../library/history/request-schemas.js';
import {
  changedMeanwhile,
  nobodyWouldSeeIt,
  noSavedPrompt,
  notYours,
  promptIsFull,
} from '../library/history/saved-prompt-refused.js';
import { type VersionOfRun, versionOfRun } from '../library/history/version-of-run.js';
import type { NewPromptVersion, NewSavedPrompt } from '../ports/prompt-history-store.js';
import type { Storage } from '../ports/storage.js';
import type { AccessRules } from '../session/access-rules.js';
import { checkedBySchema } from './checked-by-schema.js';
import type { SavedPromptDetails, SavedPromptWithVersion } from './history-requests.js';
import { ownRun } from './own-run.js';

export interface HistoryChangeParts {
  readonly storage: Pick<Storage, 'history' | 'ledger'>;
  readonly access: AccessRules;
  readonly newId: () => string;
}

type Found = Versioned<SavedPrompt>;
type See = () => Promise<Found>;

/** How often a change that expects nothing is tried again when somebody else was faster. */
const attempts = 5;

/** What changes saved prompts, for callers who see them. */
export function historyChanges({ storage: { history, ledger }, access, newId }: HistoryChangeParts, schemas: Schemas) {
  const sourceOf = async (
    caller: Principal,
    { text, runId }: { readonly text?: string | undefined; readonly runId?: string | undefined },
  ): Promise<VersionOfRun> => {
    if (text !== undefined) return { text, sevenD: null, runId: null, score: null };
    access.require(caller, 'runs:read');
    const made = versionOfRun(await ownRun(ledger, caller, runId));
    return { ...made, text: checkedBySchema('The prompt of the run', schemas.text, made.text) };
  };

  const keep = async (caller: Principal, prompt: Omit<NewSavedPrompt, 'id' | 'ownerId'>) => {
    const created = await history.create(caller, { ...prompt, id: newId(), ownerId: caller.userId });
    if (created.outcome === 'exists') throw changedMeanwhile();
    return { prompt: detailsOf(created.prompt), version: created.version };
  };

  /** Tries again with what is stored by then, unless something was expected of it. */
  const changing = async <T>(
    caller: Principal,
    see: See,
    isExpected: boolean,
    change: (found: Found) => Promise<T | null>,
  ) => {
    for (let attempt = 1; attempt <= (isExpected ? 1 : attempts); attempt += 1) {
      const found = await see();
      if (!mayChange(caller, found.value)) throw notYours();
      const changed = await change(found);
      if (changed !== null) return changed;
    }
    throw changedMeanwhile();
  };

  const append = (
    caller: Principal,
    see: See,
    expected: number | undefined,
    versionAfter: (latest: number) => Omit<NewPromptVersion, 'promptId' | 'authorId'>,
  ): Promise<PromptVersion> =>
    changing(caller, see, expected !== undefined, async ({ value: { id: promptId, latestVersion } }) => {
      const version = { ...versionAfter(latestVersion), promptId, authorId: caller.userId };
      if (version.parent !== null && version.parent.number > latestVersion) throw noSavedPrompt();
      if (latestVersion >= savedPromptBounds.versions) throw promptIsFull();
      const added = await history.addVersion(caller, version, expected ?? latestVersion);
      return added.outcome === 'conflict' ? null : added.version;
    });

  return {
    async create(caller: Principal, asked: Asked<'create'>): Promise<SavedPromptWithVersion> {
      const { title, tags, shared, note } = asked;
      const made = await sourceOf(caller, asked);
      return keep(caller, { title, tags, shared, first: { ...made, parent: null, authorId: caller.userId, note } });
    },
    async add(caller: Principal, see: See, asked: Asked<'add'>): Promise<PromptVersion> {
      const { promptId, note, expectedVersion } = asked;
      const made = await sourceOf(caller, asked);
      return append(caller, see, expectedVersion, (latest) => ({
        ...{ ...made, note, restoredFrom: null },
        parent: { promptId, number: asked.parent ?? latest },
      }));
    },
    async restore(caller: Principal, see: See, old: PromptVersion, asked: Asked<'restore'>): Promise<PromptVersion> {
      const { text, sevenD, runId, score, promptId } = old;
      return append(caller, see, asked.expectedVersion, (latest) => ({
        ...{ text, sevenD, runId, score, note: asked.note, restoredFrom: old.number },
        parent: { promptId, number: latest },
      }));
    },
    async fork(
      caller: Principal,
      { value }: Found,
      { promptId, number, text, sevenD, runId, score }: PromptVersion,
      { title = value.title, tags = value.tags, shared }: Asked<'fork'>,
    ): Promise<SavedPromptWithVersion> {
      const made = { text, sevenD, runId, score, parent: { promptId, number } };
      return keep(caller, { title, tags, shared, first: { ...made, authorId: caller.userId, note: null } });
    },
    update(caller: Principal, see: See, asked: Asked<'update'>): Promise<SavedPromptDetails> {
      const { expectedRevision } = asked;
      return changing(caller, see, expectedRevision !== undefined, async ({ value, version }) => {
        const { title = value.title, tags = value.tags, shared = value.shared } = asked;
        if (value.ownerId === null && !shared) throw nobodyWouldSeeIt();
        const change = { id: value.id, title, tags, shared };
        const saved = await history.update(caller, change, expectedRevision ?? version);
        if (saved.outcome === 'conflict') return null;
        // Only the owner is sure to see it still.
        const stored = await history.get(caller, { id: value.id, visibleTo: null });
        return stored === null ? null : detailsOf(stored);
      });
    },
    async remove(caller: Principal, see: See): Promise<void> {
      await changing(caller, see, false, async ({ value, version }) => {
        const { outcome } = await history.remove(caller, value.id, version);
        return outcome === 'removed' ? outcome : null;
      });
    },
  };
}

/** A prompt as callers see it. */
export function detailsOf({ value, version }: Found): SavedPromptDetails {
  return { ...value, revision: version };
}
