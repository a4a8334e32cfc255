import type { Gate } from '../scores/quality-gate.js';
import type { Score } from '../scores/score.js';
import type { ResolvedSevenD } from '../seven-d/seven-d.js';

/** Bounds of what is kept of a prompt. Texts are counted in code points. */
export const savedPromptBounds = Object.freeze({
  /** As long as a prompt of a run may be. */
  text: 10_000,
  title: 120,
  tags: 20,
  tag: 40,
  note: 500,
  versions: 1_000,
});

/** One version of a saved prompt. */
export interface PromptVersionReference {
  readonly promptId: string;
  /** From 1. */
  readonly number: number;
}

/** A prompt that somebody keeps. What it says is in its versions. */
export interface SavedPrompt {
  readonly id: string;
  readonly title: string;
  /** Whose it is; null once that person was erased, which only a shared one outlives. */
  readonly ownerId: string | null;
  /** Whether everybody in the organization may read it, or its owner alone. */
  readonly shared: boolean;
  /** Each once, in lower case. */
  readonly tags: readonly string[];
  /** How many versions there are: they are numbered without gaps. */
  readonly latestVersion: number;
  /** Where it was forked from; it may be gone, or no longer be shared. */
  readonly forkedFrom: PromptVersionReference | null;
  /** Epoch milliseconds by the store's clock. */
  readonly createdAt: number;
  /** When a version was added, or something else was changed. */
  readonly updatedAt: number;
}

/** The score of a version, and what the quality gate made of it. */
export interface PromptVersionScore extends Score {
  readonly gate: Gate['outcome'];
}

/** What a saved prompt said at some time. It never changes. */
export interface PromptVersion extends PromptVersionReference {
  /**
   * The version it came from: as a rule one of the same prompt, for the first of a fork one of another; null
   * for a first version of its own.
   */
  readonly parent: PromptVersionReference | null;
  readonly text: string;
  /** The context it was written for; null where nobody said. */
  readonly sevenD: ResolvedSevenD | null;
  /** The run that made the text; null when somebody wrote it. */
  readonly runId: string | null;
  /** What that run scored it with. */
  readonly score: PromptVersionScore | null;
  /** Who added it; null once that person was erased. */
  readonly authorId: string | null;
  /** Why, in the author's words. */
  readonly note: string | null;
  /** Number of the older version of this prompt whose text it has again; null for every other one. */
  readonly restoredFrom: number | null;
  /** Epoch milliseconds by the store's clock. */
  readonly createdAt: number;
}
