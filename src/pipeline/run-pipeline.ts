import type { RunInput, RunOperation } from '../domain/run.js';
import { smallerBudget } from '../domain/run-budget.js';
import { requireFeature } from '../entitlement/require-feature.js';
import type { RunModule } from '../library/modules/run-module.js';
import { admitRun } from './admit-run.js';
import { carryOut } from './carry-out.js';
import type { EngineInput } from './engine.js';
import { holdOf } from './hold-of.js';
import { needsOf } from './needs-of.js';
import type { Operation } from './operations/operation.js';
import type { AdmittedRun, PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { promptBlocked } from './prompt-blocked.js';
import { quietWatch } from './quiet-watch.js';
import type { RunEventData } from './run-event.js';
import { type OperationResult, quotaStatus, replay } from './run-result.js';
import { RunTrace } from './run-trace.js';
import { takeOver } from './take-over.js';
import type { ValidatedRun } from './validate-run.js';
import { validateTexts } from './validate-texts.js';
import { watchRun } from './watch-run.js';
import { withModule } from './with-module.js';

/** The story of a run, from the token to the settled ledger entry. */
export async function runPipeline<O extends RunOperation>(
  parts: PipelineParts,
  asked: PipelineRequest,
  asFor: Operation<O>,
): Promise<OperationResult<O>> {
  const watch = quietWatch(parts.telemetry, { operation: asFor.name }, parts.report);
  const trace = new RunTrace(parts.newId(), parts.clock, asked.onEvent, parts.report, watch);
  return watchRun(trace, () => carryThrough(parts, asked, asFor, trace));
}

async function carryThrough<O extends RunOperation>(
  parts: PipelineParts,
  asked: PipelineRequest,
  asFor: Operation<O>,
  trace: RunTrace,
): Promise<OperationResult<O>> {
  const principal = await parts.verify(asked.token);
  parts.requirePermission(principal, 'runs:create');
  trace.step('session.verified', { role: principal.role });

  const entitlement = await parts.plans.resolve(principal);
  requireFeature(entitlement.plan, asFor.feature);
  trace.step('entitlement.granted', { plan: entitlement.plan.id, feature: asFor.feature });

  const instructed = await withModule(parts, asked, asFor, { principal, entitlement });
  const { request, operation } = instructed;

  const validated = await validateTexts(parts, request, operation);
  for (const text of validated) {
    trace.step('prompt.validated', validationReport(text));
    if (!text.verdict.ok) throw promptBlocked(text.verdict);
  }
  const [{ prompt, sevenD }, second] = validated;
  const other = second?.prompt ?? null;

  const rules = instructed.rulesFor(sevenD.values);
  const input: EngineInput = { prompt, sevenD: sevenD.values, ...rules };
  const needs = await needsOf(parts.engine, operation, { input, other, validated });
  const hold = holdOf(operation.name, needs, smallerBudget(parts.budget, request.budget));
  const kept = inputOf(validated, instructed.module);
  const admission = await admitRun(parts, request, operation, {
    ...entitlement,
    ...{ trace, principal, hold, rules, input: kept },
  });
  const run: Omit<AdmittedRun, 'resumed'> = {
    ...{ principal, input, other, validated, trace, hold, refresh: request.refresh, signal: request.signal },
    timeMs: Math.min(parts.timeoutMs, ...[parts.budget.timeMs, request.budget.timeMs].filter((ms) => ms !== null)),
    holder: parts.newId(),
  };
  if (admission.outcome === 'replayed') {
    const resumed = await takeOver(parts, run, admission.run);
    if (resumed === null) return replay<O>(admission);
    trace.left(quotaStatus(admission.windows));
    return carryOut(parts, { ...run, resumed }, operation);
  }
  trace.step('quota.reserved', { holdTokens: hold.tokens, holdCostMicros: hold.cost });
  trace.left(quotaStatus(admission.windows));
  return carryOut(parts, { ...run, resumed: null }, operation);
}

/** What the ledger keeps of what was asked. */
function inputOf(
  [{ prompt, sevenD }, second]: readonly [ValidatedRun, ...ValidatedRun[]],
  module: RunModule | null,
): RunInput {
  return {
    ...{ prompt, sevenD },
    ...(second === undefined ? {} : { other: second.prompt }),
    ...(module === null ? {} : { module: { id: module.id, version: module.version } }),
  };
}

function validationReport({ length, sevenD, verdict }: ValidatedRun): RunEventData['prompt.validated'] {
  const { domain, output_format } = sevenD.values;
  const { action, risk, issues } = verdict;
  const codes = [...new Set(issues.map(({ code }) => code))];
  return { length, domain, output_format, defaulted: sevenD.defaulted.length, action, risk, codes };
}
