import type { JsonObject } from '../../domain/json/json.js';
import type { Feature } from '../../domain/plans/plan.js';
import type { PromptTestCase } from '../../domain/runs/prompt-test.js';
import type { RunOperation, RunResults } from '../../domain/runs/run.js';
import type { ScoreRecord } from '../../domain/scores/score.js';
import type { RunModule } from '../../library/modules/run-module.js';
import type { WorstCase } from '../call-sizes.js';
import type { EngineInput, EngineWork, RunEngine } from '../engine.js';
import type { RunMeter } from '../run-meter.js';
import type { RunTrace } from '../run-trace.js';

/** What an operation works with in one run. */
export interface OperationRun extends EngineWork {
  readonly engine: RunEngine;
  readonly input: EngineInput;
  readonly meter: RunMeter;
  readonly trace: RunTrace;
  readonly signal: AbortSignal;
  /** The one spelling of a text, for what a model writes. */
  readonly normalize: (text: string) => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Random text that no user can know. */
  readonly newBoundary: () => string;
}

export interface Worked<O extends RunOperation> {
  readonly result: RunResults[O];
  /** The scores that were given, in their order. */
  readonly scores: readonly ScoreRecord[];
}

/** Something a run can do: what it needs to be let in, what it can use at the worst, and the work itself. */
export interface Operation<O extends RunOperation> {
  readonly name: O;
  readonly feature: Feature;
  /** The prompt that this one is compared with, as the caller gave it. Default: there is none. */
  readonly other?: unknown;
  /** Cases whose texts are held to the policy as well. Default: there are none. */
  readonly cases?: readonly PromptTestCase[];
  /** The same with cases as the policy lets them pass. */
  withCases?(cases: readonly PromptTestCase[]): Operation<O>;
  /** What decides the outcome besides prompt, 7D parameters, engine and rules. */
  readonly decisive: JsonObject;
  /** The same for a module, where that one has a say in it. */
  ofModule?(module: RunModule): Operation<O>;
  /** What the work can use at the worst, all calls together. */
  worstCase(engine: RunEngine, input: EngineInput, other: string | null): Promise<WorstCase>;
  /** What it takes to have anything to answer with. */
  leastCase(engine: RunEngine, input: EngineInput, other: string | null): Promise<WorstCase>;
  /** What it takes to begin the first step of a search, and to confirm what it finds. Null when there are no steps. */
  firstStep?(engine: RunEngine, input: EngineInput): Promise<WorstCase | null>;
  work(run: OperationRun, other: string | null): Promise<Worked<O>>;
}
