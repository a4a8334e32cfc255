import type { Principal } from '../domain/principal.js';
import type { ScoreRules } from '../domain/quality-gate.js';
import { scoreRulesFor } from '../domain/quality-gate.js';
import type { RunOperation } from '../domain/run.js';
import type { Domain } from '../domain/seven-d.js';
import { stricterRules } from '../domain/stricter-rules.js';
import type { ResolvedPlan } from '../entitlement/plan-of-tenant.js';
import type { RunModule } from '../library/modules/run-module.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';

/** What a run works on, once the module it names, if any, has been found and rendered. */
export interface Instructed<O extends RunOperation> {
  readonly request: PipelineRequest;
  readonly operation: Operation<O>;
  readonly module: RunModule | null;
  /** Weights and thresholds for a domain: the module may ask for more. */
  readonly rulesFor: (domain: Domain) => ScoreRules;
}

/**
 * Puts the prompt of a module in the place of the one that a request does not have.
 * @throws PromptForgeError `module_not_found`, `plan_feature_missing`, `module_input_invalid` or `seven_d_invalid`
 */
export async function withModule<O extends RunOperation>(
  { loadModule }: Pick<PipelineParts, 'loadModule'>,
  request: PipelineRequest,
  operation: Operation<O>,
  caller: { readonly principal: Principal; readonly entitlement: ResolvedPlan },
): Promise<Instructed<O>> {
  if (request.module === null) return { request, operation, module: null, rulesFor: scoreRulesFor };
  const module = await loadModule({ ...caller, ...request.module, sevenD: request.sevenD });
  return {
    request: { ...request, prompt: module.prompt, sevenD: module.sevenD },
    operation: operation.ofModule?.(module) ?? operation,
    module,
    rulesFor: (domain) => stricterRules(scoreRulesFor(domain), module.thresholds),
  };
}
