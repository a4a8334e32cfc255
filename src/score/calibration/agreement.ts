import { meanOf } from '../../domain/scores/mean-of.js';
import type { Score } from '../../domain/scores/score.js';
import { bootstrapInterval, type Interval } from './bootstrap-interval.js';
import { type CalibrationTier, calibrationTiers, tierOf } from './calibration-prompt.js';
import { spearman } from './spearman.js';

/** A prompt with what it deserves and what it was given. */
export interface Measured {
  readonly id: string;
  readonly tier: CalibrationTier;
  readonly target: Score;
  /** One or more; what was given is their mean. */
  readonly samples: readonly Score[];
}

export const agreementScales = ['composite', 'clarity', 'execution', 'ambiguity', 'business_fit'] as const;
export type AgreementScale = (typeof agreementScales)[number];

/** How far what was given agrees with what is deserved, on one scale of 0 to 100. */
export interface ScaleAgreement {
  /** Spearman's rank correlation, from -1 to 1; null when everything was given the same. */
  readonly spearman: number | null;
  readonly spearmanInterval: Interval | null;
  /** Mean absolute error, in points. */
  readonly mae: number;
  readonly maeInterval: Interval | null;
  /** Root of the mean squared error, in points: large errors count for more. */
  readonly rmse: number;
  /** Mean signed error, in points: above 0 where more was given than deserved. */
  readonly bias: number;
  /**
   * Standard deviation of the samples of one prompt, in points, pooled over all prompts; null without a
   * prompt that has two.
   */
  readonly standardDeviation: number | null;
}

/** The composites of one tier. */
export interface TierAgreement {
  readonly tier: CalibrationTier;
  readonly prompts: number;
  /** Means of the composites, in points. */
  readonly target: number;
  readonly given: number;
  readonly mae: number;
  /** Prompts whose mean composite lies in this tier. */
  readonly inTier: number;
}

export interface Agreement {
  readonly prompts: number;
  readonly samples: number;
  readonly scales: Readonly<Record<AgreementScale, ScaleAgreement>>;
  /** Tiers without a prompt are left out. */
  readonly tiers: readonly TierAgreement[];
  /** Share of the prompts whose mean composite lies in the tier they belong to, from 0 to 1. */
  readonly inTier: number;
  /** All prompts, the largest error of the composite first. */
  readonly errors: readonly { readonly id: string; readonly target: number; readonly given: number }[];
}

interface Pair {
  readonly target: number;
  readonly given: number;
}

/**
 * Compares scores with targets. The intervals are bootstrapped over the prompts.
 * @param measured one or more prompts.
 * @param seed of the bootstrap, so that the same scores give the same intervals.
 */
export function agreementOf(measured: readonly Measured[], seed = 1): Agreement {
  const composites = measured.map((one) => ({ ...one, ...pairOf(one, 'composite') }));
  const isInTier = ({ tier, given }: (typeof composites)[number]) => tierOf(given) === tier;
  return {
    prompts: measured.length,
    samples: measured.reduce((sum, { samples }) => sum + samples.length, 0),
    scales: {
      composite: scaleAgreement(measured, 'composite', seed),
      clarity: scaleAgreement(measured, 'clarity', seed),
      execution: scaleAgreement(measured, 'execution', seed),
      ambiguity: scaleAgreement(measured, 'ambiguity', seed),
      business_fit: scaleAgreement(measured, 'business_fit', seed),
    },
    tiers: calibrationTiers.flatMap((tier) => {
      const those = composites.filter((one) => one.tier === tier);
      if (those.length === 0) return [];
      return [
        {
          tier,
          prompts: those.length,
          target: meanOf(those.map(({ target }) => target)),
          given: meanOf(those.map(({ given }) => given)),
          mae: absoluteError(those),
          inTier: those.filter(isInTier).length,
        },
      ];
    }),
    inTier: composites.filter(isInTier).length / measured.length,
    errors: composites
      .map(({ id, target, given }) => ({ id, target, given }))
      .sort((a, b) => Math.abs(b.given - b.target) - Math.abs(a.given - a.target)),
  };
}

function scaleAgreement(measured: readonly Measured[], scale: AgreementScale, seed: number): ScaleAgreement {
  const pairs = measured.map((one) => pairOf(one, scale));
  const differences = pairs.map(({ target, given }) => given - target);
  return {
    spearman: rankCorrelation(pairs),
    spearmanInterval: bootstrapInterval(pairs, rankCorrelation, seed),
    mae: absoluteError(pairs),
    maeInterval: bootstrapInterval(pairs, absoluteError, seed),
    rmse: Math.sqrt(meanOf(differences.map((difference) => difference ** 2))),
    bias: meanOf(differences),
    standardDeviation: pooledDeviation(measured.map(({ samples }) => samples.map((sample) => sample[scale]))),
  };
}

function pairOf({ target, samples }: Measured, scale: AgreementScale): Pair {
  return { target: target[scale], given: meanOf(samples.map((sample) => sample[scale])) };
}

function rankCorrelation(pairs: readonly Pair[]): number | null {
  return spearman(
    pairs.map(({ target }) => target),
    pairs.map(({ given }) => given),
  );
}

function absoluteError(pairs: readonly Pair[]): number {
  return meanOf(pairs.map(({ target, given }) => Math.abs(given - target)));
}

/** The root of the squared distances from each group's own mean, over their degrees of freedom. */
function pooledDeviation(groups: readonly (readonly number[])[]): number | null {
  const freedom = groups.reduce((sum, group) => sum + Math.max(0, group.length - 1), 0);
  if (freedom === 0) return null;
  const squares = groups.flatMap((group) => group.map((value) => (value - meanOf(group)) ** 2));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / freedom);
}
