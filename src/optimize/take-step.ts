import { allSettled } from './all-settled.js';
import type { LoopParts } from './loop-parts.js';
import { type RepairMaterial, type Rewritten, repairLimits } from './rewrite-by-model.js';
import { scoreCandidate } from './score-candidate.js';
import { chooseStrategies, type Strategy } from './strategies.js';
import { type Version, weaknessesOf } from './version.js';

export interface StepStart {
  readonly original: Version;
  readonly best: Version;
  /** All versions so far, in their order. */
  readonly versions: readonly Version[];
  /** Strategies of earlier steps. */
  readonly tried: readonly Strategy[];
}

export interface StepTaken {
  readonly strategies: readonly Strategy[];
  /** What was written and could be scored. */
  readonly versions: readonly Version[];
  /** True when nobody had anything to write. */
  readonly isIdle: boolean;
}

/** One step of the search: rewrites by different strategies, side by side, each guarded and looked at. */
export async function takeStep(step: number, start: StepStart, parts: LoopParts): Promise<StepTaken> {
  const weaknesses = weaknessesOf(start.best);
  const strategies = chooseStrategies(weaknesses, start.tried, parts.settings.candidates);
  parts.onEvent({ type: 'step.started', step, strategies });
  // The first rewrite is free of what has been tried.
  const previous = step === 1 ? null : repairMaterial(start, weaknesses);
  const known = [start.original, ...start.versions].map(({ prompt }) => prompt);
  const written = await allSettled(
    strategies.map(async (strategy) => {
      const rewritten = await parts.rewrite(strategy, previous);
      if (rewritten === null) return 'idle';
      if (isRewritten(rewritten)) return scoreCandidate(step, known, rewritten, parts);
      parts.onEvent({ type: 'candidate.rejected', step, reason: rewritten });
      return null;
    }),
  );
  return {
    strategies,
    versions: written.filter((version) => version !== null && version !== 'idle'),
    isIdle: written.every((version) => version === 'idle'),
  };
}

function repairMaterial({ best, versions }: StepStart, weaknesses: RepairMaterial['weaknesses']): RepairMaterial {
  // The original comes along as what is to be rewritten.
  const history = versions
    .slice(1)
    .slice(-repairLimits.history)
    .map(({ prompt, scored }) => ({ prompt, composite: scored.score.composite }));
  return { candidate: best.prompt, weaknesses, history };
}

function isRewritten(answer: Rewritten | string): answer is Rewritten {
  return typeof answer === 'object';
}
