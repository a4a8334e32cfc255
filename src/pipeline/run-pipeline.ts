import type { RunInput, RunOperation } from '../domain/runs/run.js';
import type { RunModule } from '../library/modules/run-module.js';
import { admitRun } from './admit-run.js';
import { carryOut } from './carry-out.js';
import type { Operation } from './operations/operation.js';
import type { AdmittedRun, PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { prepareRun } from './prepare-run.js';
import { quietWatch } from './quiet-watch.js';
import { type OperationResult, quotaStatus, replay } from './run-result.js';
import { RunTrace } from './run-trace.js';
import { takeOver } from './take-over.js';
import type { ValidatedRun } from './validate-run.js';
import { watchRun } from './watch-run.js';

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
  const prepared = await prepareRun(parts, asked, asFor, (type, data) => trace.step(type, data));
  const { principal, entitlement, request, operation, module } = prepared;
  const { validated, rules, input, other, hold, timeMs } = prepared;
  const admission = await admitRun(parts, request, operation, {
    ...entitlement,
    ...{ trace, principal, hold, rules, input: keptInput(validated, module) },
  });
  const run: Omit<AdmittedRun, 'resumed'> = {
    ...{ principal, input, other, validated, trace, hold, timeMs },
    ...{ refresh: request.refresh, signal: request.signal, holder: parts.newId() },
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
function keptInput(
  [{ prompt, sevenD }, second]: readonly [ValidatedRun, ...ValidatedRun[]],
  module: RunModule | null,
): RunInput {
  return {
    ...{ prompt, sevenD },
    ...(second === undefined ? {} : { other: second.prompt }),
    ...(module === null ? {} : { module: { id: module.id, version: module.version } }),
  };
}
