import type { TenantScope } from '../domain/access/principal.js';
import type { PromptVersion, PromptVersionReference, SavedPrompt } from '../domain/library/saved-prompt.js';
import type { Page, PageRequest } from '../domain/lists/page.js';
import type { Versioned } from '../domain/plans/subscription.js';
import type { RemoveResult } from './plan-store.js';
import type { SaveResult } from './subscription-store.js';

/** A version as lists show it. */
export type PromptVersionSummary = Omit<PromptVersion, 'text'>;

/** A version that is to be added. */
export type NewPromptVersion = Omit<PromptVersion, 'number' | 'createdAt'>;

/** A prompt that is to be kept, with its first version: one that has a parent makes the prompt a fork of it. */
export interface NewSavedPrompt extends Pick<SavedPrompt, 'id' | 'title' | 'shared' | 'tags'> {
  readonly ownerId: string;
  readonly first: Omit<NewPromptVersion, 'promptId' | 'restoredFrom'>;
}

export type CreatePromptResult =
  | { readonly outcome: 'created'; readonly prompt: Versioned<SavedPrompt>; readonly version: PromptVersion }
  /** The id is taken, and nothing was written. */
  | { readonly outcome: 'exists' };

/** What can be changed of a prompt besides adding versions. */
export type SavedPromptChange = Pick<SavedPrompt, 'id' | 'title' | 'shared' | 'tags'>;

export type AddVersionResult =
  | { readonly outcome: 'added'; readonly version: PromptVersion }
  /** The prompt has that run already, in this version; nothing was written. */
  | { readonly outcome: 'exists'; readonly version: PromptVersion }
  /** Somebody added a version in between, or there is no such prompt: load again and decide anew. */
  | { readonly outcome: 'conflict' };

export interface SavedPromptSearch extends PageRequest {
  /** Those that one user may see, their own and the shared ones; null for all. */
  readonly visibleTo: string | null;
  /** Those of one owner; null for everybody's. */
  readonly ownerId: string | null;
  /** Each of which the prompt has; empty for any. */
  readonly tags: readonly string[];
  /**
   * Found anywhere in the title, in a tag or in the text of the latest version, as `folded` makes it; null
   * for all. No character in it is special.
   */
  readonly text: string | null;
}

/** Who asks: with `visibleTo`, a prompt that this user may not see is as one that does not exist. */
export interface PromptReader {
  readonly visibleTo: string | null;
}

/** Saved prompts and their versions, which are added and never change. */
export interface PromptHistoryStore {
  /** Keeps a prompt with its first version, or nothing. */
  create(scope: TenantScope, prompt: NewSavedPrompt): Promise<CreatePromptResult>;

  /** The version beside the value counts changes of the prompt itself, and has nothing to do with its texts. */
  get(scope: TenantScope, request: PromptReader & { readonly id: string }): Promise<Versioned<SavedPrompt> | null>;

  /** Newest first by when they were created; those of one instant by the bytes of their ids, descending. */
  list(scope: TenantScope, search: SavedPromptSearch): Promise<Page<Versioned<SavedPrompt>>>;

  /** Changes title, tags and who sees the prompt, if its stored version is still `expectedVersion`. */
  update(scope: TenantScope, change: SavedPromptChange, expectedVersion: number): Promise<SaveResult>;

  /**
   * Adds a version if the latest is still the one of `expectedLatest`. A run that is in the prompt is not
   * added again, whatever the latest is; a version that restores another counts for none there.
   */
  addVersion(scope: TenantScope, version: NewPromptVersion, expectedLatest: number): Promise<AddVersionResult>;

  getVersion(scope: TenantScope, request: PromptReader & PromptVersionReference): Promise<PromptVersion | null>;

  /** Versions of a prompt without their texts, latest first; none where there is no such prompt. */
  listVersions(
    scope: TenantScope,
    request: PromptReader & PageRequest & { readonly promptId: string },
  ): Promise<Page<PromptVersionSummary>>;

  /** Versions that a user has added, in whatever prompt; by the bytes of the prompts' ids and by number, ascending. */
  versionsBy(scope: TenantScope, request: PageRequest & { readonly userId: string }): Promise<Page<PromptVersion>>;

  /** Removes a prompt with all its versions, if its stored version is still `expectedVersion`. */
  remove(scope: TenantScope, id: string, expectedVersion: number): Promise<RemoveResult>;

  /**
   * Deletes the prompts of a user that are for nobody else, and takes their name off those they have shared,
   * as a new version of each, and off the versions they have added. @returns how many prompts were touched.
   */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;
}
