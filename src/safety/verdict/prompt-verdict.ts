import type { ResolvedSevenD } from '../../domain/seven-d/seven-d.js';
import type { Span } from '../../domain/text/span.js';
import type { IssueCategory, IssueSeverity } from '../issue-meaning.js';
import type { Quality } from '../quality/measure-quality.js';

/** What becomes of an input, from nothing to being turned away. The gravest that applies to any issue wins. */
export const promptActions = ['allow', 'flag', 'redact', 'block'] as const;
export type PromptAction = (typeof promptActions)[number];

/** Something that was noticed. It holds no text of the input: the span points at what it means. */
export interface PromptIssue {
  /** Stable name, in snake_case. */
  readonly code: string;
  readonly category: IssueCategory;
  readonly severity: IssueSeverity;
  /**
   * Where in the input: `['prompt']`, `['sevenD', 'domain']`, `['inputs', 'audience']`. A key that cannot be the
   * name of a field is `*`: it may hold anything.
   */
  readonly path: readonly (string | number)[];
  /** UTF-16 offsets into the text at `path`, as it was given; null when it is about the whole of it. */
  readonly span: Span | null;
  readonly message: string;
  /** How to mend it. */
  readonly fix: string;
  /** How sure the check is, from 0 to 1; it is no probability. What is wrong by definition has 1. */
  readonly confidence: number;
  /** What the policy makes of this issue. */
  readonly action: PromptAction;
}

/** The input as it may be worked on, part by part. */
export interface SanitizedInput {
  /** Clean Unicode, redacted where the policy says so, without white space at its ends; null when there was no prompt. */
  readonly prompt: string | null;
  /** All seven parameters, with those that were filled in; null when there were none, or wrong ones. */
  readonly sevenD: ResolvedSevenD | null;
  /** As the schema of the policy gave them back, each text in them cleaned as the prompt is; null when there were none, or wrong ones. */
  readonly inputs: unknown;
}

/** What validation comes to. */
export interface PromptVerdict {
  /** Whether the input may be used: true unless `action` is `block`. */
  readonly ok: boolean;
  readonly action: PromptAction;
  /** Those of the structure first, then by path and position; 50 of a code at most. */
  readonly issues: readonly PromptIssue[];
  readonly sanitized: SanitizedInput;
  /** How much the input looks like an attack on the model, from 0 to 1; it is no probability. */
  readonly risk: number;
  /** Of the prompt; null when there is none, or it has the wrong length. */
  readonly quality: Quality | null;
}
