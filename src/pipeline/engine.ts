import type { CompareResult, Engine } from '../domain/runs/run.js';
import type { GateThresholds } from '../domain/scores/quality-gate.js';
import type { ScoreWeights } from '../domain/scores/score.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import type { LoopHands, Measured } from '../optimize/loop-parts.js';
import type { AskModel } from '../ports/ask-model.js';
import type { Model } from '../ports/model.js';
import type { CallSizes, WorstCase } from './call-sizes.js';

/** As much of a question as decides its size. */
export type CountedQuestion = Parameters<Model['countInput']>[0];

/** What a run works on. */
export interface EngineInput {
  readonly prompt: string;
  readonly sevenD: SevenD;
  readonly ruleset: SevenDRuleset;
  readonly weights: ScoreWeights;
  readonly thresholds: GateThresholds;
}

/** How an engine is put to work in one run. */
export interface EngineWork {
  /** Asks the model of the run. */
  readonly ask: AskModel;
  /** Whether the budget reaches for so many more samples of a judge. */
  readonly hasRoom: (samples: number) => boolean;
}

/** Rewrites and scores, with a model or without. */
export interface RunEngine {
  readonly name: Engine;
  /** The provider's name for the model; null when there is none. */
  readonly model: string | null;
  /** What single calls on this input can use at the worst; null when the engine asks nobody. `other` is what it is compared with. */
  sizes(input: EngineInput, other?: string): Promise<CallSizes | null>;
  /** What one question can use at the worst, with so much added to it; null when the engine asks nobody. */
  readonly worstOf:
    | ((question: CountedQuestion, addedInputTokens: number, outputTokens: number) => Promise<WorstCase>)
    | null;
  /** The hands of the optimize loop for one run. */
  hands(input: EngineInput, work: EngineWork): LoopHands;
  /** Scores the prompt, by as many samples as it takes. Null when the budget left room for none. */
  score(input: EngineInput, work: EngineWork): Promise<Measured | null>;
  /** Compares the prompt with another one. */
  compare(input: EngineInput, other: string, work: EngineWork): Promise<CompareResult>;
}
