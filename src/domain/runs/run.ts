import type { Amounts } from '../quota/quota-window.js';
import type { Usage } from '../quota/usage.js';
import { totalTokens } from '../quota/usage.js';
import type { Gate } from '../scores/quality-gate.js';
import type { Sampling, Score, ScoreDimension } from '../scores/score.js';
import type { ResolvedSevenD } from '../seven-d/seven-d.js';
import type { PromptTestReport } from './prompt-test.js';

/** What did the work: a language model, or the deterministic rules that need none. */
export type Engine = 'model' | 'rules';

/** How a run may end: `abandoned` runs were left by their process and ended by the reaper. */
export const runEndings = ['succeeded', 'failed', 'canceled', 'abandoned'] as const;
export type RunEnding = (typeof runEndings)[number];
export type RunStatus = 'reserved' | RunEnding;

/** What a run does with its prompt. */
export const runOperations = ['optimize', 'score', 'compare', 'test'] as const;
export type RunOperation = (typeof runOperations)[number];

/** What a run was asked to do. */
export interface RunInput {
  readonly prompt: string;
  readonly sevenD: ResolvedSevenD;
  /** The prompt that it is compared with; of a comparison alone. */
  readonly other?: string;
  /** The version of the module that made the prompt. */
  readonly module?: ModuleReference;
}

/** Names a version of a module. */
export interface ModuleReference {
  readonly id: string;
  readonly version: string;
}

/** A prompt with the score it was given. */
export interface ScoredPrompt {
  readonly prompt: string;
  /** The mean of all samples. */
  readonly score: Score;
  readonly sampling: Sampling;
}

/**
 * Why the loop stopped where it did: the gate was passed; the engine had nothing to add; all steps
 * were taken, with something better than the original or without; every rewrite was rejected; all
 * that seemed to pass turned out not to; what was left of a budget did not reach for another step; or
 * the model failed after something better had been confirmed, which is the answer.
 */
export type StopReason =
  | 'gate_passed'
  | 'nothing_to_add'
  | 'steps_exhausted'
  | 'no_improvement'
  | 'candidates_rejected'
  | 'confirmations_exhausted'
  | 'calls_exhausted'
  | 'tokens_exhausted'
  | 'cost_exhausted'
  | 'time_exhausted'
  | 'model_failed';

/** Which of two prompts is better; `tie` also where the answer turned with the order they were shown in. */
export type Preference = 'first' | 'second' | 'tie';

/** What a run that succeeded came to. */
export interface RunResult {
  readonly original: ScoredPrompt;
  /** The best prompt found; the original itself when nothing better was. */
  readonly optimized: ScoredPrompt;
  readonly improved: boolean;
  /** Decided by samples that the search for the prompt did not see. */
  readonly gate: Gate;
  /** What was changed and why, in the words of the engine. */
  readonly changes: readonly string[];
  readonly stopReason: StopReason;
}

/** Something that speaks against a prompt, in the words of the judge or of the rules. */
export interface Weakness {
  readonly dimension: ScoreDimension;
  readonly note: string;
  /** The words of the prompt that show it; empty where something is missing, and from the rules. */
  readonly quote: string;
}

/** What scoring a prompt comes to. */
export interface ScoreResult extends ScoredPrompt {
  readonly gate: Gate;
  /** What costs the most points first. */
  readonly weaknesses: readonly Weakness[];
}

/** What comparing two prompts comes to. */
export interface CompareResult {
  readonly preferred: Preference;
  /** What the judge said with the first prompt shown first, and with the second shown first. */
  readonly verdicts: readonly [Preference, Preference];
  /** Why, in the words of the judge, for each order; empty for a tie. By the rules, both composites. */
  readonly reasons: readonly [string, string];
}

/** What each operation comes to. */
export interface RunResults {
  readonly optimize: RunResult;
  readonly score: ScoreResult;
  readonly compare: CompareResult;
  readonly test: PromptTestReport;
}

export interface RunError {
  readonly code: string;
  readonly message: string;
}

/** A run of one operation. */
export interface RunEntry<Operation extends RunOperation> {
  readonly id: string;
  readonly orgId: string;
  /** Empty once personal data was erased. */
  readonly userId: string;
  readonly operation: Operation;
  readonly status: RunStatus;
  readonly planId: string;
  readonly engine: Engine;
  /** The provider's name for the model; null for the rules engine. */
  readonly model: string | null;
  readonly idempotencyKey: string | null;
  /** Epoch milliseconds by the store's clock. */
  readonly createdAt: number;
  /** The process that holds the run must settle or extend it before this, by the store's clock. */
  readonly leaseExpiresAt: number;
  readonly endedAt: number | null;
  /** Null once personal data was erased. */
  readonly input: RunInput | null;
  readonly result: RunResults[Operation] | null;
  readonly error: RunError | null;
  readonly usage: Usage;
  /**
   * What was taken from the windows of the plan; `cost`, in micro-dollars, is 0 where the price is not known,
   * and `usage.costMicros` null. While a run is reserved, what it holds.
   */
  readonly charge: Amounts;
}

/** One entry of the ledger. Its `operation` tells the shape of its `result`. */
export type Run = { readonly [Operation in RunOperation]: RunEntry<Operation> }[RunOperation];

/**
 * What a run takes from its windows. A run that used nothing takes nothing, not even its call,
 * unless it succeeded: an answer that cost no tokens still counts as a call. A price that is not known
 * takes no money.
 */
export function chargeFor(ending: RunEnding, usage: Usage): Amounts {
  const worked = ending === 'succeeded' || usage.modelCalls > 0;
  return { calls: worked ? 1 : 0, tokens: totalTokens(usage), cost: usage.costMicros ?? 0 };
}

/** What an optimization came to; null for every other run, and while there is nothing yet. */
export function optimized(run: Run): RunResult | null {
  return run.operation === 'optimize' ? run.result : null;
}
