import { builtInSevenD } from '../seven-d/built-in-seven-d.js';
import type { SevenDRuleset } from '../seven-d/seven-d-rules.js';
import type { GateThresholds } from './quality-gate.js';
import { defaultWeights, type ScoreWeights } from './score.js';

export interface ScoreRules {
  readonly weights: ScoreWeights;
  readonly thresholds: GateThresholds;
}

const common: GateThresholds = { composite: 80, clarity: null, execution: null, ambiguity: null, business_fit: null };

/** Weights and thresholds for a domain: a composite of 80, and what the domain asks for besides. */
export function scoreRulesFor(domain: string, { domain: domains }: SevenDRuleset = builtInSevenD): ScoreRules {
  const own = Object.hasOwn(domains, domain) ? domains[domain] : undefined;
  return { weights: own?.weights ?? defaultWeights, thresholds: { ...common, ...own?.thresholds } };
}
