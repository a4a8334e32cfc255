import type { Principal } from '../domain/access/principal.js';
import type { RunOperation } from '../domain/runs/run.js';
import { stricterRules } from '../domain/scores/stricter-rules.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';
import type { ResolvedPlan } from '../entitlement/plan-of-tenant.js';
import type { RunModule } from '../library/modules/run-module.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { type RulesOfRun, rulesOfRun } from './rules-of-run.js';

/** What a run works on, once the module it names, if any, has been found and rendered. */
export interface Instructed<O extends RunOperation> {
  readonly request: PipelineRequest;
  readonly operation: Operation<O>;
  readonly module: RunModule | null;
  /** The rules of the domain, and what the module asks for besides. */
  readonly rulesFor: (sevenD: SevenD) => RulesOfRun;
}

/**
 * Puts the prompt of a module in the place of the one that a request does not have.
 * @throws PromptForgeError `module_not_found`, `plan_feature_missing`, `module_input_invalid` or `seven_d_invalid`
 */
export async function withModule<O extends RunOperation>(
  parts: Pick<PipelineParts, 'loadModule' | 'ruleset'>,
  request: PipelineRequest,
  operation: Operation<O>,
  caller: { readonly principal: Principal; readonly entitlement: ResolvedPlan },
): Promise<Instructed<O>> {
  if (request.module === null)
    return { request, operation, module: null, rulesFor: (sevenD) => rulesOfRun(parts, sevenD) };
  const module = await parts.loadModule({ ...caller, ...request.module, sevenD: request.sevenD });
  return {
    request: { ...request, prompt: module.prompt, sevenD: module.sevenD },
    operation: operation.ofModule?.(module) ?? operation,
    module,
    rulesFor: (sevenD) => {
      const rules = rulesOfRun(parts, sevenD);
      return { ...rules, ...stricterRules(rules, module.thresholds) };
    },
  };
}
