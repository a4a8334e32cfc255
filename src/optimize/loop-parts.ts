import type { BudgetMeter } from '../domain/quota/run-budget.js';
import type { Preference } from '../domain/runs/run.js';
import type { Assessment } from '../domain/scores/assessment.js';
import type { Gate } from '../domain/scores/quality-gate.js';
import type { SampledScore } from '../domain/scores/score-samples.js';
import type { UnusableAnswer } from '../ports/unusable-answer.js';
import type { CallNeed, LoopSettings } from './loop-settings.js';
import type { Rejection } from './reject-candidate.js';
import type { RepairMaterial, Rewritten } from './rewrite-by-model.js';
import type { Strategy } from './strategies.js';

/** Why a rewrite is left out: by a guard, since the model gave none or one there was before, or since no judge could score it. */
export type CandidateFault = Rejection | UnusableAnswer | 'repeated' | 'unscored';

/** What was scored: the prompt as it came, candidate zero, or what a model wrote. */
export type ScoredSubject = 'original' | 'composed' | 'rewrite';

/** What happens on the way, for those who watch. */
export type LoopEvent =
  | { readonly type: 'step.started'; readonly step: number; readonly strategies: readonly Strategy[] }
  | { readonly type: 'candidate.rejected'; readonly step: number; readonly reason: CandidateFault }
  | {
      readonly type: 'candidate.scored';
      readonly step: number;
      readonly subject: ScoredSubject;
      readonly scored: SampledScore;
      readonly rubric: string;
      readonly accepted: boolean;
    }
  | {
      readonly type: 'candidate.compared';
      readonly step: number;
      readonly preferred: 'original' | 'candidate' | 'tie';
    }
  | { readonly type: 'candidate.measured'; readonly step: number; readonly scored: SampledScore }
  | { readonly type: 'gate.decided'; readonly gate: Gate };

/** The hands of the loop: an engine that rewrites, scores and compares. */
export interface LoopHands {
  /** Candidate zero: what the rules make of the prompt; null when it lacks nothing they know. */
  readonly compose: () => Promise<Rewritten | null>;
  /** A first version (`null`) or a repair; answers null when it has nothing to add. */
  readonly rewrite: (strategy: Strategy, previous: RepairMaterial | null) => Promise<Rewritten | UnusableAnswer | null>;
  /**
   * A first look at a prompt, good enough to choose by.
   * @throws PromptForgeError with code `model_output_invalid` or the like when no judge could score it.
   */
  readonly estimate: (prompt: string) => Promise<Assessment>;
  /**
   * Looks at a prompt until its gate is decided, or no more looks are to be had: at least at `known`,
   * which are those nothing was chosen by. Null when there is not even one.
   */
  readonly measure: (prompt: string, known: readonly Assessment[]) => Promise<Measured | null>;
  /** What such looks come to. */
  readonly scoreOf: (assessments: readonly Assessment[]) => SampledScore;
  /** Which of two prompts is better, asked in both orders; null where scores have no noise, so that nobody need be asked. */
  readonly compare: ((first: string, second: string) => Promise<Preference>) | null;
}

export interface Measured {
  readonly assessments: readonly Assessment[];
  readonly scored: SampledScore;
}

export interface LoopParts extends LoopHands {
  readonly settings: LoopSettings;
  /** Null when nothing speaks against a rewrite. */
  readonly reject: (original: string, candidate: string) => Promise<Rejection | null>;
  /** The one spelling in which prompts are kept. */
  readonly normalize: (text: string) => string;
  /** Which part of the budget does not reach for so many calls at their longest; null when all do. */
  readonly lacks: (need: CallNeed) => BudgetMeter | null;
  readonly onEvent: (event: LoopEvent) => void;
}
