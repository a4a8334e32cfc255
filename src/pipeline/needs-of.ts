import type { RunOperation } from '../domain/runs/run.js';
import { sumOf, type WorstCase } from './call-sizes.js';
import type { EngineInput, RunEngine } from './engine.js';
import type { Operation } from './operations/operation.js';
import type { ValidatedRun } from './validate-run.js';

export interface NeedsRequest {
  readonly input: EngineInput;
  readonly other: string | null;
  readonly validated: readonly ValidatedRun[];
}

/** What a run takes, second opinions on its texts included. */
export interface RunNeeds {
  /** All that it could use. */
  readonly worst: WorstCase;
  /** Below this there is nothing to answer with. */
  readonly least: WorstCase;
  /** Of the second opinions alone; they are asked first. */
  readonly opinions: WorstCase;
}

export async function needsOf(
  engine: RunEngine,
  operation: Operation<RunOperation>,
  { input, other, validated }: NeedsRequest,
): Promise<RunNeeds> {
  const asked = await Promise.all(validated.flatMap(({ opinion }) => opinion?.worstCase() ?? []));
  const [worst, least] = await Promise.all([
    operation.worstCase(engine, input, other),
    operation.leastCase(engine, input, other),
  ]);
  const opinions = sumOf(asked);
  return { worst: sumOf([opinions, worst]), least: sumOf([opinions, least]), opinions };
}
