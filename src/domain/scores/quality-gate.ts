import type { Score, ScoreDimension } from './score.js';

/** What a score must reach. `ambiguity` is the most that is allowed, the others the least. */
export interface GateThresholds {
  readonly composite: number;
  readonly clarity: number | null;
  readonly execution: number | null;
  readonly ambiguity: number | null;
  readonly business_fit: number | null;
}

export interface Gate {
  /** `uncertain` when the score lies too near to a threshold for the samples that were taken. */
  readonly outcome: 'pass' | 'fail' | 'uncertain';
  readonly thresholds: GateThresholds;
  /** What fell short, or may: `composite` or a dimension. Empty on a pass. */
  readonly failed: readonly (keyof GateThresholds)[];
}

const higherIsBetter: readonly (ScoreDimension | 'composite')[] = ['composite', 'clarity', 'execution', 'business_fit'];

/** Decides whether a score is good enough. A value equal to its threshold passes. */
export function decideGate(score: Score, thresholds: GateThresholds): Gate {
  const failed: (keyof GateThresholds)[] = higherIsBetter.filter((name) => {
    const least = thresholds[name];
    return least !== null && score[name] < least;
  });
  if (thresholds.ambiguity !== null && score.ambiguity > thresholds.ambiguity) failed.push('ambiguity');
  return { outcome: failed.length === 0 ? 'pass' : 'fail', thresholds, failed };
}
