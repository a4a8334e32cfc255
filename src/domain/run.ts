import type { Gate } from './quality-gate.js';
import type { Amounts } from './quota-window.js';
import type { Score } from './score.js';
import type { ResolvedSevenD } from './seven-d.js';
import type { Usage } from './usage.js';
import { totalTokens } from './usage.js';

/** What did the work: a language model, or the deterministic rules that need none. */
export type Engine = 'model' | 'rules';

/** How a run may end: `abandoned` runs were left by their process and ended by the reaper. */
export const runEndings = ['succeeded', 'failed', 'canceled', 'abandoned'] as const;
export type RunEnding = (typeof runEndings)[number];
export type RunStatus = 'reserved' | RunEnding;

/** What a run was asked to do. */
export interface RunInput {
  readonly prompt: string;
  readonly sevenD: ResolvedSevenD;
}

/** A prompt with the score it was given. */
export interface ScoredPrompt {
  readonly prompt: string;
  readonly score: Score;
}

/**
 * Why the loop stopped where it did: the gate was passed; the engine had nothing to add; all steps
 * were taken, with something better than the original or without; every rewrite was rejected.
 */
export type StopReason =
  | 'gate_passed'
  | 'nothing_to_add'
  | 'steps_exhausted'
  | 'no_improvement'
  | 'candidates_rejected';

/** What a run that succeeded came to. */
export interface RunResult {
  readonly original: ScoredPrompt;
  /** The best prompt found; the original itself when nothing better was. */
  readonly optimized: ScoredPrompt;
  readonly improved: boolean;
  readonly gate: Gate;
  /** What was changed and why, in the words of the engine. */
  readonly changes: readonly string[];
  readonly stopReason: StopReason;
}

export interface RunError {
  readonly code: string;
  readonly message: string;
}

/** One entry of the ledger. */
export interface Run {
  readonly id: string;
  readonly orgId: string;
  /** Empty once personal data was erased. */
  readonly userId: string;
  readonly operation: 'optimize';
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
  readonly result: RunResult | null;
  readonly error: RunError | null;
  readonly usage: Usage;
  /** What was taken from the windows of the plan. While a run is reserved, what it holds. */
  readonly charge: Amounts;
}

/**
 * What a run takes from its windows. A run that used nothing takes nothing, not even its call,
 * unless it succeeded: an answer that cost no tokens still counts as a call.
 */
export function chargeFor(ending: RunEnding, usage: Usage): Amounts {
  const worked = ending === 'succeeded' || usage.modelCalls > 0;
  return { calls: worked ? 1 : 0, tokens: totalTokens(usage), cost: usage.costMicros ?? 0 };
}
