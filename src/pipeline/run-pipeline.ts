import { scoreRulesFor } from '../domain/quality-gate.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { admitRun } from './admit-run.js';
import { carryOut } from './carry-out.js';
import type { EngineInput, WorstCase } from './engine.js';
import { type OptimizeResult, replay } from './optimize-result.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { promptBlocked } from './prompt-blocked.js';
import type { RunEventData } from './run-event.js';
import { RunTrace } from './run-trace.js';
import type { ValidatedRun } from './validate-run.js';

/** The story of a run, from the token to the settled ledger entry. */
export async function runPipeline(parts: PipelineParts, request: PipelineRequest): Promise<OptimizeResult> {
  const trace = new RunTrace(parts.newId(), parts.clock, request.onEvent, parts.report);

  const principal = await parts.verify(request.token);
  parts.requirePermission(principal, 'runs:create');
  trace.step('session.verified', { role: principal.role });

  const entitlement = await parts.plans.resolve(principal);
  requireFeature(entitlement.plan, 'gpt_editor');
  trace.step('entitlement.granted', { plan: entitlement.plan.id, feature: 'gpt_editor' });

  // Loaded with the first run: half the code of a run is about what may be in a prompt.
  const { validateRun } = await import('./validate-run.js');
  const validated = await validateRun(request, parts.promptPolicy);
  const { prompt, sevenD } = validated;
  const { domain } = sevenD.values;
  trace.step('prompt.validated', validationReport(validated));
  if (!validated.verdict.ok) throw promptBlocked(validated.verdict);

  const input: EngineInput = { prompt, sevenD: sevenD.values, weights: scoreRulesFor(domain).weights };
  const worstCase = await worstOf(parts, input, validated);
  const admission = await admitRun(parts, request, {
    ...entitlement,
    runId: trace.runId,
    principal,
    worstCase,
    input: { prompt, sevenD },
  });
  if (admission.outcome === 'replayed') return replay(admission.run, admission.windows);
  trace.step('quota.reserved', { holdTokens: worstCase.tokens, holdCostMicros: worstCase.cost });

  return carryOut(parts, { principal, input, validated, trace, signal: request.signal });
}

/** All that a run can use: a second opinion on the prompt, and the work on it. */
async function worstOf(
  { engine }: PipelineParts,
  input: EngineInput,
  { opinion: second }: ValidatedRun,
): Promise<WorstCase> {
  const work = await engine.worstCase(input);
  if (second === null) return work;
  const opinion = await second.worstCase();
  const isPriced = opinion.cost !== null && work.cost !== null;
  return { tokens: opinion.tokens + work.tokens, cost: isPriced ? Number(opinion.cost) + Number(work.cost) : null };
}

function validationReport({ length, sevenD, verdict }: ValidatedRun): RunEventData['prompt.validated'] {
  const { domain, output_format } = sevenD.values;
  const { action, risk, issues } = verdict;
  const codes = [...new Set(issues.map(({ code }) => code))];
  return { length, domain, output_format, defaulted: sevenD.defaulted.length, action, risk, codes };
}
