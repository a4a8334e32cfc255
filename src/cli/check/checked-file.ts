import type { Finding, PromptVerdict } from '../../prompts.js';

/** A file, and what was noticed in it. */
export interface CheckedFile {
  /** As it was named; `-` for standard input. */
  readonly path: string;
  readonly text: string;
  readonly verdict: PromptVerdict;
  /** Of the linter. */
  readonly findings: readonly Finding[];
  readonly failed: boolean;
}
