import { PromptForgeError } from '../../errors/promptforge-error.js';
import { nothing, type WorstCase, worstOfNeed } from '../call-sizes.js';
import type { EngineInput, RunEngine } from '../engine.js';
import type { Operation } from './operation.js';

/** Tells which of two prompts is better. */
export function compareOperation(other: unknown): Operation<'compare'> {
  return {
    name: 'compare',
    feature: 'gpt_editor',
    other,
    decisive: {},
    worstCase,
    // Half a comparison is none.
    leastCase: worstCase,
    async work({ engine, input, ask, hasRoom }, second) {
      return { result: await engine.compare(input, given(second), { ask, hasRoom }), scores: [] };
    },
  };
}

async function worstCase(engine: RunEngine, input: EngineInput, second: string | null): Promise<WorstCase> {
  const sizes = await engine.sizes(input, given(second));
  return sizes === null ? nothing : worstOfNeed(sizes, { rewrites: 0, samples: 0, comparisons: 2 });
}

function given(second: string | null): string {
  if (second !== null) return second;
  throw new PromptForgeError('internal', 'A comparison has no second prompt.');
}
