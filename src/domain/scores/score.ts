/** The four dimensions of a score, each from 0 to 100. */
export interface ScoreDimensions {
  /** Can a reader tell what is wanted? Higher is better. */
  readonly clarity: number;
  /** Could somebody carry it out with what the prompt says? Higher is better. */
  readonly execution: number;
  /** How many readings does it allow? Lower is better. */
  readonly ambiguity: number;
  /** Does it serve the stated 7D context? Higher is better. */
  readonly business_fit: number;
}

export type ScoreDimension = keyof ScoreDimensions;

/** How much each dimension counts towards the composite. The four add up to 1. */
export type ScoreWeights = Readonly<Record<ScoreDimension, number>>;

export const defaultWeights: ScoreWeights = Object.freeze({
  clarity: 0.3,
  execution: 0.35,
  ambiguity: 0.15,
  business_fit: 0.2,
});

export interface Score extends ScoreDimensions {
  /** Weighted mean of the dimensions, with ambiguity counted as 100 - ambiguity; one decimal. */
  readonly composite: number;
}

/** How a score was measured: a judge says something else each time. */
export interface Sampling {
  /** How many times the prompt was judged for this score; 1 or more. */
  readonly samples: number;
  /** Of the composites of the samples; null with fewer than two, or where the scale has no noise. */
  readonly standardDeviation: number | null;
  /** Standard error of the composite: how far the mean may lie from what many more samples would give. 0 without noise. */
  readonly standardError: number;
}

/** The sampling of a score that comes out the same each time. */
export const exactSampling: Sampling = Object.freeze({ samples: 1, standardDeviation: null, standardError: 0 });

/** Adds the composite to four dimensions. Weights live in code so that no judge can set them. */
export function withComposite(dimensions: ScoreDimensions, weights: ScoreWeights): Score {
  const composite =
    dimensions.clarity * weights.clarity +
    dimensions.execution * weights.execution +
    (100 - dimensions.ambiguity) * weights.ambiguity +
    dimensions.business_fit * weights.business_fit;
  return { ...dimensions, composite: Math.round(composite * 10) / 10 };
}

/** A score as the ledger keeps it. */
export interface ScoreRecord extends Score {
  /** `original` for the prompt as it came, `candidate` for each rewrite. */
  readonly subject: 'original' | 'candidate';
  /** Names the rubric and its version; scores of different rubrics are not comparable. */
  readonly rubric: string;
  /** True for the score of the prompt the run ended with. */
  readonly final: boolean;
}
