import type { StandardSchema } from '../../domain/json/standard-schema.js';
import type { PromptClassifier } from '../../ports/prompt-classifier.js';
import type { IssueCategory, IssueSeverity } from '../issue-meaning.js';
import type { PromptAction } from '../verdict/prompt-verdict.js';

/**
 * `observe` reports everything and acts on nothing; `balanced` flags attacks and leaks and leaves what
 * honest prompts hold; `strict` also blocks what is plainly hostile and redacts secrets and personal data.
 */
export const policyPresets = ['observe', 'balanced', 'strict'] as const;
export type PolicyPreset = (typeof policyPresets)[number];

/** The least confidence, above 0 to 1, at which each is done; what is left out is never done. */
export type ActionThresholds = Readonly<Partial<Record<Exclude<PromptAction, 'allow'>, number>>>;

/** Categories that a policy decides about; what is wrong by its structure is always blocked. */
export type PolicyCategory = Exclude<IssueCategory, 'structure' | 'host'>;

/** A rule of the host's own. */
export interface HostRule {
  /** Name of its issues, in snake_case. */
  readonly code: string;
  /**
   * What it looks for, in the syntax of RE2, which takes time linear in the text whatever is asked of
   * it; a RegExp stands for its source and its flags i, m and s. It has no lookaround and no
   * backreferences. Write `(?i)` in front for any case. It is tried on the text as it was given, as it is
   * once it is clean, and with letters that pass for others as what they are read as.
   */
  readonly pattern: string | RegExp;
  readonly action: Exclude<PromptAction, 'allow'>;
  /** What its issues say. It must not quote what a user wrote. */
  readonly message: string;
  /** How to mend it. Default: 'Leave it out.' */
  readonly fix?: string;
  /** Default: `medium`. */
  readonly severity?: IssueSeverity;
}

/** Whom to ask where the rules are in doubt. */
export interface SecondStageOptions {
  readonly classifier: PromptClassifier;
  /** It is asked when the risk is at least this. Default: 0.25. */
  readonly from?: number;
  /** And below this. Default: 0.5. */
  readonly to?: number;
  /** How long it may take, in milliseconds, 100 to 60,000. Default: 3,000. */
  readonly deadlineMs?: number;
  /**
   * What becomes of the input when there is no answer: `allow` leaves it to the rules, `block` turns it
   * away. There is no default: one lets attacks through when the provider is down, the other your users wait.
   */
  readonly whenUnavailable: 'allow' | 'block';
}

export interface PromptPolicyOptions {
  /** What the rest is laid over. Default: `balanced`. */
  readonly preset?: PolicyPreset;
  /**
   * What is done with issues of a category: an action is short for doing it from a confidence of 0.5 on,
   * `allow` for doing nothing.
   */
  readonly categories?: Readonly<Partial<Record<PolicyCategory, PromptAction | ActionThresholds>>>;
  /** Code points of a prompt, both included; only narrower than 10 to 10,000. */
  readonly length?: { readonly min?: number; readonly max?: number };
  /** 100 at most. Default: none. */
  readonly rules?: readonly HostRule[];
  readonly urls?: {
    /** Hosts that may be named, with those below them; all others are blocked. Default: every host may. */
    readonly allowedHosts?: readonly string[];
    /** Hosts that may not, with those below them. Default: none. */
    readonly blockedHosts?: readonly string[];
    /** Protocols that may not, such as `ftp`. Default: none. */
    readonly blockedProtocols?: readonly string[];
    /** Whether this machine, private networks and the metadata service of clouds may be named. Default: true. */
    readonly privateHosts?: boolean;
  };
  /**
   * Region, as ISO 3166-1 names it in two letters, whose telephone numbers are taken without their
   * country code. Default: those of the United States.
   */
  readonly region?: string;
  /**
   * The fields of `inputs`, by a schema of any library that implements Standard Schema, such as
   * `z.object({ audience: z.string() })`. Default: any JSON is taken, and the texts in it are checked.
   */
  readonly inputs?: StandardSchema;
  /** Default: nobody is asked. */
  readonly secondStage?: SecondStageOptions;
}
