import type { GateThresholds } from './quality-gate.js';
import type { ScoreRules } from './score-rules.js';

/** Rules with the thresholds of something else besides: the stricter of both count. */
export function stricterRules(rules: ScoreRules, own: Partial<GateThresholds>): ScoreRules {
  const { composite, clarity, execution, ambiguity, business_fit } = rules.thresholds;
  return {
    ...rules,
    thresholds: {
      composite: Math.max(composite, own.composite ?? 0),
      clarity: picked(Math.max, clarity, own.clarity),
      execution: picked(Math.max, execution, own.execution),
      ambiguity: picked(Math.min, ambiguity, own.ambiguity),
      business_fit: picked(Math.max, business_fit, own.business_fit),
    },
  };
}

function picked(
  of: (...values: readonly number[]) => number,
  first: number | null,
  second: number | null | undefined,
): number | null {
  const given = [first, second].filter((value) => value !== null && value !== undefined);
  return given.length === 0 ? null : of(...given);
}
