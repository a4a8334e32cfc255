import { scoreRulesFor } from '../domain/quality-gate.js';
import { type LoopOutcome, optimizePrompt } from '../optimize/optimize-prompt.js';
import { endUserPseudonym } from './fingerprint.js';
import type { OptimizeResult } from './optimize-result.js';
import type { AdmittedRun, PipelineParts } from './pipeline-parts.js';
import { canceled, RunMeter } from './run-meter.js';
import { settleFailure, settleSuccess } from './settle-outcome.js';
import { traceLoop } from './trace-loop.js';

/** Optimizes and settles. Whatever happens in between, the ledger learns how it ended and what it used. */
export async function carryOut(parts: PipelineParts, run: AdmittedRun): Promise<OptimizeResult> {
  const meter = meterFor(parts, run);
  let outcome: LoopOutcome;
  try {
    if (run.signal.aborted) throw canceled();
    await run.validated.opinion?.ask(meter, run.trace, parts.report);
    outcome = await optimizePrompt(run.input.prompt, scoreRulesFor(run.input.sevenD.domain).thresholds, {
      ...parts.engine.hands(run.input, meter.ask),
      normalize: run.validated.normalize,
      onEvent: (event) => traceLoop(run.trace, event),
    });
  } catch (error) {
    throw await settleFailure(parts, run, meter.usage, error);
  }
  return settleSuccess(parts, run, meter.usage, outcome);
}

function meterFor({ model, storage, clock, timeoutMs, leaseMs }: PipelineParts, run: AdmittedRun): RunMeter {
  const { principal, trace, signal } = run;
  return new RunMeter({
    model,
    ledger: storage.ledger,
    clock,
    scope: principal,
    trace,
    signal,
    deadline: clock.now() + timeoutMs,
    leaseMs,
    endUser: endUserPseudonym(principal.orgId, principal.userId),
  });
}
