import type { z } from 'zod';
import type { PromptTestCase } from '../../domain/runs/prompt-test.js';
import type { SevenD } from '../../domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../../domain/seven-d/seven-d-rules.js';

/** A placeholder found in a text. */
export interface FoundPlaceholder {
  readonly name: string;
  /** `double` is `{{name}}`, the only one that modules have. */
  readonly style: 'double' | 'dollar' | 'single' | 'angle' | 'square';
}

/** What is wrong with a case, and where in it. */
export interface CaseProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What validating a module takes of other parts. */
export interface ModuleChecks extends SectionWords {
  /** The 7D parameters that there are. */
  readonly ruleset: SevenDRuleset;
  /** What a field takes that got something else, without repeating it. */
  readonly wording: (issue: z.core.$ZodIssue) => string;
  /** All that would be taken for a placeholder when the prompt is run on cases. */
  readonly placeholdersIn: (text: string) => readonly FoundPlaceholder[];
  /** What is wrong with cases; the path begins with the index of the case. */
  readonly caseProblems: (cases: readonly PromptTestCase[]) => readonly CaseProblem[];
}

/** How 7D parameters are put into words. */
export interface SectionWords {
  /** A line for each parameter but the format. */
  readonly contextLines: (sevenD: SevenD) => readonly string[];
  /** What the format asks of the answer, in a line. */
  readonly formatLine: (sevenD: SevenD) => string;
}
