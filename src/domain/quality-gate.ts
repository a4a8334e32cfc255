import { defaultWeights, type Score, type ScoreDimension, type ScoreWeights } from './score.js';
import type { Domain } from './seven-d.js';

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

export interface ScoreRules {
  readonly weights: ScoreWeights;
  readonly thresholds: GateThresholds;
}

const common: GateThresholds = { composite: 80, clarity: null, execution: null, ambiguity: null, business_fit: null };

/** Domains in which a weak prompt does more harm ask for more. */
const stricter: Partial<Record<Domain, Partial<{ weights: ScoreWeights; thresholds: Partial<GateThresholds> }>>> = {
  healthcare: { thresholds: { clarity: 85, execution: 85, ambiguity: 15, business_fit: 80 } },
  fintech: { thresholds: { execution: 85, business_fit: 80 } },
  cybersecurity: {
    thresholds: { ambiguity: 12 },
    weights: { clarity: 0.25, execution: 0.4, ambiguity: 0.2, business_fit: 0.15 },
  },
  education: {
    thresholds: { clarity: 78, execution: 78, business_fit: 72 },
    weights: { clarity: 0.35, execution: 0.3, ambiguity: 0.15, business_fit: 0.2 },
  },
};

/** Weights and thresholds for a domain; a composite of 80 everywhere. */
export function scoreRulesFor(domain: Domain): ScoreRules {
  const own = stricter[domain];
  return { weights: own?.weights ?? defaultWeights, thresholds: { ...common, ...own?.thresholds } };
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
