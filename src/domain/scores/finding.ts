import type { ScoreDimension } from './score.js';

/** Something a rule noticed in a prompt. It quotes nothing: the span points at what it means. */
export interface Finding {
  /** Stable name of the rule, in kebab-case. */
  readonly rule: string;
  readonly dimension: ScoreDimension;
  /** Points it takes off the dimension (or adds to ambiguity), from 0 to 100. */
  readonly penalty: number;
  /** UTF-16 offsets into the prompt; null when something is missing from the whole of it. */
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly message: string;
  readonly fix: string;
}
