import type { Engine } from '../domain/run.js';
import type { ScoreWeights } from '../domain/score.js';
import type { SevenD } from '../domain/seven-d.js';
import type { LoopParts } from '../optimize/optimize-prompt.js';
import type { AskModel } from '../ports/ask-model.js';

/** What a run works on. */
export interface EngineInput {
  readonly prompt: string;
  readonly sevenD: SevenD;
  readonly weights: ScoreWeights;
}

/** The most a run can use. `cost` is null when the price of the model is not known. */
export interface WorstCase {
  readonly tokens: number;
  readonly cost: number | null;
}

/** Rewrites and scores, with a model or without. */
export interface RunEngine {
  readonly name: Engine;
  /** The provider's name for the model; null when there is none. */
  readonly model: string | null;
  /** What a run on this input can use at the worst, all calls together. */
  worstCase(input: EngineInput): Promise<WorstCase>;
  /** The hands of the optimize loop for one run. */
  hands(input: EngineInput, ask: AskModel): Pick<LoopParts, 'rewrite' | 'score'>;
}
