import type { PromptVersion, PromptVersionReference, SavedPrompt } from '../domain/library/saved-prompt.js';
import type { PromptDiff } from '../library/history/diff-prompts.js';
import type { Authenticated } from './caller.js';

/** A saved prompt as callers see it. */
export interface SavedPromptDetails extends SavedPrompt {
  /** How often title, tags or sharing have changed: what `expectedRevision` is compared with. */
  readonly revision: number;
}

/** A saved prompt with one of its versions. */
export interface SavedPromptWithVersion {
  readonly prompt: SavedPromptDetails;
  readonly version: PromptVersion;
}

/** What a version is made from: one of the two. */
export type VersionSource =
  /** 1 to 10,000 characters once it is cleaned. */
  | { readonly text: string; readonly runId?: never }
  /** An optimization or scoring of the caller's that has succeeded: its prompt, 7D parameters and score are taken over. */
  | { readonly runId: string; readonly text?: never };

export interface NewPromptFields extends Authenticated {
  /** 1 to 120 characters. */
  readonly title: string;
  /** Up to 20 of 1 to 40 characters each. They are kept in lower case. Default: none. */
  readonly tags?: readonly string[];
  /** Whether everybody in the organization may read it. Default: false. */
  readonly shared?: boolean;
  /** About the version, up to 500 characters. Default: none. */
  readonly note?: string | null;
}

export type CreatePromptRequest = NewPromptFields & VersionSource;

export interface SavedPromptRequest extends Authenticated {
  readonly promptId: string;
}

export type AddVersionRequest = SavedPromptRequest &
  VersionSource & {
    /** Number of the version it comes from. Default: the latest. */
    readonly parent?: number;
    /** About the version, up to 500 characters. Default: none. */
    readonly note?: string | null;
    /** Adds it only while this is the latest version. Default: whatever the latest is. */
    readonly expectedVersion?: number;
  };

export interface ListPromptsRequest extends Authenticated {
  /** Found anywhere in title, tags and the text of the latest version, case aside; up to 200 characters. */
  readonly search?: string;
  /** All of which a prompt has to have. */
  readonly tags?: readonly string[];
  /** Only those of the caller. Default: the shared ones too. */
  readonly mine?: boolean;
  /** 1 to 500. Default: 20. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

export interface ListVersionsRequest extends SavedPromptRequest, Pick<ListPromptsRequest, 'limit' | 'after'> {}

export interface PromptVersionRequest extends SavedPromptRequest {
  /** Default: the latest. */
  readonly number?: number;
}

export interface DiffVersionsRequest extends SavedPromptRequest {
  /** Number of the version before. */
  readonly from: number;
  /** Number of the version after. */
  readonly to: number;
  /** The prompt that `to` belongs to. Default: the same one. */
  readonly otherPromptId?: string;
}

/** What has become of one version in another. */
export interface PromptVersionDiff extends PromptDiff {
  readonly from: PromptVersionReference;
  readonly to: PromptVersionReference;
}

export interface RestoreVersionRequest extends SavedPromptRequest {
  /** The version whose text is to be the latest again. */
  readonly number: number;
  /** About the new version, up to 500 characters. Default: none. */
  readonly note?: string | null;
  /** Restores only while this is the latest version. Default: whatever the latest is. */
  readonly expectedVersion?: number;
}

export interface ForkPromptRequest extends PromptVersionRequest {
  /** Default: that of the prompt. */
  readonly title?: string;
  /** Default: those of the prompt. */
  readonly tags?: readonly string[];
  /** Default: false. */
  readonly shared?: boolean;
}

/** What is not given stays as it is. */
export interface UpdatePromptRequest extends SavedPromptRequest {
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly shared?: boolean;
  /** Changes it only while it has this revision. Default: whatever it has. */
  readonly expectedRevision?: number;
}
