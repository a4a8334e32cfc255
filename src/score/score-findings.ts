import type { Finding } from '../domain/scores/finding.js';
import type { ScoreDimension, ScoreDimensions } from '../domain/scores/score.js';

/** Names the scale of scores computed from findings of rules. */
export const rulesRubric = 'rules-1';

/**
 * Turns findings into dimensions: each starts perfect and loses the penalties of its findings.
 * It measures structure, not meaning; only scores of the same rubric can be compared.
 */
export function scoreFindings(findings: readonly Finding[]): ScoreDimensions {
  const penalties = (dimension: ScoreDimension): number =>
    Math.min(
      100,
      findings.filter((finding) => finding.dimension === dimension).reduce((sum, { penalty }) => sum + penalty, 0),
    );
  return {
    clarity: 100 - penalties('clarity'),
    execution: 100 - penalties('execution'),
    ambiguity: penalties('ambiguity'),
    business_fit: 100 - penalties('business_fit'),
  };
}
