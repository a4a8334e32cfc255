import { meanOf } from './mean-of.js';
import { decideGate, type Gate, type GateThresholds } from './quality-gate.js';
import { exactSampling, type Sampling, type Score, type ScoreDimension } from './score.js';

/**
 * What a judge's composites and dimensions are taken to spread by before it has shown how much they do,
 * in points. Judges that rate by anchors lie between 3 and 10; a dimension rests on two or three
 * ratings, the composite on all of them.
 */
const expectedDeviation = { composite: 6, dimension: 9 } as const;

/** How many samples the expectation is worth: with few, the spread that happens to show may be near nothing. */
const expectationWeight = 3;

/** Samples before which no prompt passes: fewer can all be lucky. */
export const fewestToPass = 3;

/** Points below the gate from where on one sample is enough to say that a prompt fails. */
const farFromGate = 8;

/** Standard errors between mean and threshold: while more samples may follow, and once none will. */
const margins = { early: 2, last: 1.25 } as const;

const dimensions = ['clarity', 'execution', 'ambiguity', 'business_fit'] as const satisfies readonly ScoreDimension[];

/** A score from several samples, and what the gate says of it. */
export interface SampledScore {
  readonly score: Score;
  readonly sampling: Sampling;
  readonly gate: Gate;
}

/** The mean of samples of one prompt by one rubric, at least one: dimensions and composite to one decimal. */
function meanScore(samples: readonly Score[]): Score {
  const mean = (name: keyof Score) => Math.round(10 * meanOf(samples.map((sample) => sample[name]))) / 10;
  return {
    clarity: mean('clarity'),
    execution: mean('execution'),
    ambiguity: mean('ambiguity'),
    business_fit: mean('business_fit'),
    composite: mean('composite'),
  };
}

/**
 * Standard error of the mean, with the deviation of the samples drawn towards the one expected:
 * sqrt((k s0^2 + sum of squares) / (k + n - 1) / n), the mean of the posterior of a scaled inverse
 * chi-squared prior up to its degrees of freedom (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6).
 */
export function standardErrorOf(values: readonly number[], expected: number): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const variance = (expectationWeight * expected ** 2 + squares) / (expectationWeight + values.length - 1);
  return Math.sqrt(variance / values.length);
}

export function samplingOf(samples: readonly Score[]): Sampling {
  const composites = samples.map(({ composite }) => composite);
  const mean = meanOf(composites);
  const squares = composites.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = samples.length < 2 ? null : Math.sqrt(squares / (samples.length - 1));
  return {
    samples: samples.length,
    standardDeviation: deviation === null ? null : rounded(deviation),
    standardError: rounded(standardErrorOf(composites, expectedDeviation.composite)),
  };
}

/**
 * Decides the gate by the samples of a judge, at least one. `pass` takes three of them, and the mean
 * to clear every threshold by a margin of standard errors; `fail` a mean that misses one by it, or a single
 * sample far below; everything else is `uncertain`. While more samples may follow the margin is 2
 * standard errors, since each look is one more chance to be lucky; with the last one it is 1.25.
 */
export function sampledScore(
  samples: readonly Score[],
  thresholds: GateThresholds,
  { isLast }: { readonly isLast: boolean },
): SampledScore {
  const score = meanScore(samples);
  const margin = isLast ? margins.last : margins.early;
  const names = ['composite', ...dimensions] as const;
  const distances = names.flatMap((name) => {
    const threshold = thresholds[name];
    if (threshold === null) return [];
    const values = samples.map((sample) => sample[name]);
    const error = standardErrorOf(values, expectedDeviation[name === 'composite' ? name : 'dimension']);
    const above = name === 'ambiguity' ? threshold - meanOf(values) : meanOf(values) - threshold;
    return [{ name, above, error: margin * error }];
  });
  const missed = distances.filter(({ name, above, error }) => above < -error || isFar(samples, name, above));
  const unclear = distances.filter(({ above, error }) => above < error);
  const failed = (missed.length > 0 ? missed : unclear).map(({ name }) => name);
  const outcome =
    missed.length > 0 ? 'fail' : unclear.length > 0 || samples.length < fewestToPass ? 'uncertain' : 'pass';
  return { score, sampling: samplingOf(samples), gate: { outcome, thresholds, failed } };
}

/** The same for a scale without noise, of which one sample says all. */
export function exactScore(score: Score, thresholds: GateThresholds): SampledScore {
  return { score, sampling: exactSampling, gate: decideGate(score, thresholds) };
}

function isFar(samples: readonly Score[], name: keyof Score, above: number): boolean {
  return name === 'composite' && samples.length === 1 && above < -farFromGate;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
