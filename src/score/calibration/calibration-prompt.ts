import { type Score, type ScoreDimension, withComposite } from '../../domain/scores/score.js';
import { scoreRulesFor } from '../../domain/scores/score-rules.js';
import { builtInSevenD } from '../../domain/seven-d/built-in-seven-d.js';
import type { SevenD } from '../../domain/seven-d/seven-d.js';
import { type CriterionName, criterionNames, rubric } from '../rubric.js';

/** From the worst to the best; each is a fifth of the scale of composites. */
export const calibrationTiers = ['unusable', 'weak', 'fair', 'good', 'excellent'] as const;
export type CalibrationTier = (typeof calibrationTiers)[number];

/** What a person gave each criterion of the rubric, from 0 to 4; for ambiguity 4 is the worst. */
export type CriterionRatings = Readonly<Record<CriterionName, 0 | 1 | 2 | 3 | 4>>;

/** A prompt with what it deserves. */
export interface CalibrationPrompt {
  /** Names it in reports, which never hold its text. */
  readonly id: string;
  readonly tier: CalibrationTier;
  /** A language tag of BCP 47. */
  readonly language: string;
  readonly sevenD: SevenD;
  readonly prompt: string;
  readonly ratings: CriterionRatings;
  /** Why it was rated so, in a line. */
  readonly reason: string;
  /** True when the prompt asks its judge for a rating, which its own ratings leave out of account. */
  readonly speaksToJudge: boolean;
}

/** The tier a composite lies in. */
export function tierOf(composite: number): CalibrationTier {
  const fifth = Math.min(calibrationTiers.length - 1, Math.max(0, Math.floor(composite / 20)));
  return calibrationTiers[fifth] ?? 'unusable';
}

/** The score a prompt deserves: the mean of its ratings in each dimension, times 25, weighed as its domain says. */
export function targetOf({ ratings, sevenD }: Pick<CalibrationPrompt, 'ratings' | 'sevenD'>): Score {
  const mean = (dimension: ScoreDimension): number => {
    const values = criterionNames.filter((name) => rubric[name].dimension === dimension).map((name) => ratings[name]);
    return Math.round((25 * values.reduce<number>((sum, value) => sum + value, 0)) / values.length);
  };
  const dimensions = {
    clarity: mean('clarity'),
    execution: mean('execution'),
    ambiguity: mean('ambiguity'),
    business_fit: mean('business_fit'),
  };
  return withComposite(dimensions, scoreRulesFor(sevenD.domain).weights);
}

/** A complete set of 7D parameters: the defaults of a domain, and what is otherwise. */
export function context(
  domain: keyof typeof builtInSevenD.domain,
  outputFormat: SevenD['output_format'],
  changes: Partial<SevenD> = {},
): SevenD {
  return { domain, output_format: outputFormat, ...builtInSevenD.domain[domain].defaults, ...changes };
}
