import { scoreRulesFor } from '../domain/scores/score-rules.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';
import type { EngineInput } from './engine.js';
import type { PipelineParts } from './pipeline-parts.js';

/** What a run is composed, scored and measured by. */
export type RulesOfRun = Pick<EngineInput, 'ruleset' | 'weights' | 'thresholds'>;

export function rulesOfRun({ ruleset }: Pick<PipelineParts, 'ruleset'>, { domain }: SevenD): RulesOfRun {
  return { ruleset, ...scoreRulesFor(domain, ruleset) };
}
