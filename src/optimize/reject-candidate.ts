import { lengthRejection } from './guards/length.js';
import { placeholderRejection } from './guards/placeholders.js';
import type { TextReaders } from './guards/readers.js';
import { evidenceMarkRejection, rubricRejection } from './guards/rubric.js';
import { scriptRejection } from './guards/script.js';

/** Why a rewrite is thrown away unscored. Rejected, never repaired: a patched text is nobody's work. */
export type Rejection =
  | 'empty'
  | 'too_long'
  | 'unchanged'
  | 'placeholder_lost'
  | 'placeholder_invented'
  | 'evidence_marker_leaked'
  | 'rubric_quoted'
  | 'script_changed'
  | 'language_changed'
  | 'answered';

/** What the guards know besides the two texts. */
export interface GuardContext {
  /** What no rewrite may quote: the anchors of the rubric and the names of its criteria. */
  readonly confidential: readonly string[];
  /** What it takes to understand a text, from `textReaders()`; null leaves out the guards that need it. */
  readonly readers: TextReaders | null;
}

let loaded: Promise<TextReaders> | null = null;

/** Loads what it takes to understand a text with its first use, once. */
export function textReaders(): Promise<TextReaders> {
  loaded ??= import('./guards/readers.js')
    .then(({ loadReaders }) => loadReaders())
    .catch((error: unknown) => {
      // The next run tries again.
      loaded = null;
      throw error;
    });
  return loaded;
}

const nothing: GuardContext = { confidential: [], readers: null };

/**
 * Checks a rewrite against its original without a model; null when nothing speaks against it.
 * Both are sanitized and without white space at their ends.
 */
export function rejectCandidate(
  original: string,
  candidate: string,
  { confidential, readers }: GuardContext = nothing,
): Rejection | null {
  return (
    lengthRejection(original, candidate) ??
    (candidate === original ? 'unchanged' : null) ??
    placeholderRejection(original, candidate) ??
    evidenceMarkRejection(original, candidate) ??
    rubricRejection(original, candidate, confidential) ??
    scriptRejection(original, candidate) ??
    readers?.languageRejection(original, candidate) ??
    readers?.answerRejection(original, candidate) ??
    null
  );
}
