import { scoreRulesFor } from '../domain/quality-gate.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { validatePrompt } from '../prompt/validate-prompt.js';
import { admitRun } from './admit-run.js';
import { carryOut } from './carry-out.js';
import type { EngineInput } from './engine.js';
import { type OptimizeResult, replay } from './optimize-result.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { RunTrace } from './run-trace.js';

/** The story of a run, from the token to the settled ledger entry. */
export async function runPipeline(parts: PipelineParts, request: PipelineRequest): Promise<OptimizeResult> {
  const trace = new RunTrace(parts.newId(), parts.clock, request.onEvent, parts.report);

  const principal = await parts.verify(request.token);
  parts.requirePermission(principal, 'runs:create');
  trace.step('session.verified', { role: principal.role });

  const entitlement = await parts.plans.resolve(principal);
  requireFeature(entitlement.plan, 'gpt_editor');
  trace.step('entitlement.granted', { plan: entitlement.plan.id, feature: 'gpt_editor' });

  const { prompt, length, sevenD } = validatePrompt(request.prompt, request.sevenD);
  const { domain, output_format } = sevenD.values;
  trace.step('prompt.validated', { length, domain, output_format, defaulted: sevenD.defaulted.length });

  const input: EngineInput = { prompt, sevenD: sevenD.values, weights: scoreRulesFor(domain).weights };
  const worstCase = await parts.engine.worstCase(input);
  const admission = await admitRun(parts, request, {
    ...entitlement,
    runId: trace.runId,
    principal,
    worstCase,
    input: { prompt, sevenD },
  });
  if (admission.outcome === 'replayed') return replay(admission.run, admission.windows);
  trace.step('quota.reserved', { holdTokens: worstCase.tokens, holdCostMicros: worstCase.cost });

  return carryOut(parts, { principal, input, trace, signal: request.signal });
}
