/** How far the loop goes. Each number costs calls of a model. */
export interface LoopSettings {
  /** Steps at most, each of which rewrites and scores. */
  readonly maxSteps: number;
  /** Rewrites in one step, each by a strategy of its own. */
  readonly candidates: number;
  /** Whether what the rules make of the prompt is a candidate too. */
  readonly composed: boolean;
  /** How many versions may be confirmed: measured anew, and compared with the original. */
  readonly maxConfirmations: number;
}

/** What a part of the loop asks of a model at most. */
export interface CallNeed {
  readonly rewrites: number;
  readonly samples: number;
  /** Questions that show two prompts. */
  readonly comparisons: number;
}

/** Of a step: it is only begun when its outcome could be confirmed as well. */
export function stepNeed({ candidates }: LoopSettings, fewestToConfirm: number): CallNeed {
  return { rewrites: candidates, samples: candidates + fewestToConfirm, comparisons: 2 };
}

/** Of the whole loop, where a version is measured by so many samples at most. */
export function loopNeed(
  { maxSteps, candidates, composed, maxConfirmations }: LoopSettings,
  mostSamples: number,
): CallNeed {
  const rewrites = maxSteps * candidates;
  // The original is estimated, and measured too where it is what remains.
  const originals = Math.max(1, mostSamples);
  return {
    rewrites,
    samples: originals + (composed ? 1 : 0) + rewrites + maxConfirmations * mostSamples,
    comparisons: 2 * maxConfirmations,
  };
}
