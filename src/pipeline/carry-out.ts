import { scoreRulesFor } from '../domain/quality-gate.js';
import { noUsage, type Usage } from '../domain/usage.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { type LoopOutcome, optimizePrompt } from '../optimize/optimize-prompt.js';
import type { AskModel } from '../ports/ask-model.js';
import { normalizePrompt } from '../prompt/normalize-prompt.js';
import { endUserPseudonym } from './fingerprint.js';
import type { OptimizeResult } from './optimize-result.js';
import type { AdmittedRun, PipelineParts } from './pipeline-parts.js';
import { canceled, RunMeter } from './run-meter.js';
import { settleFailure, settleSuccess } from './settle-outcome.js';
import { traceLoop } from './trace-loop.js';

/** Optimizes and settles. Whatever happens in between, the ledger learns how it ended and what it used. */
export async function carryOut(parts: PipelineParts, run: AdmittedRun): Promise<OptimizeResult> {
  const meter = meterFor(parts, run);
  const usage = (): Usage => meter?.usage ?? noUsage;
  let outcome: LoopOutcome;
  try {
    if (run.signal.aborted) throw canceled();
    outcome = await optimizePrompt(run.input.prompt, scoreRulesFor(run.input.sevenD.domain).thresholds, {
      ...parts.engine.hands(run.input, meter?.ask ?? noModel),
      normalize: normalizePrompt,
      onEvent: (event) => traceLoop(run.trace, event),
    });
  } catch (error) {
    throw await settleFailure(parts, run, usage(), error);
  }
  return settleSuccess(parts, run, usage(), outcome);
}

function meterFor({ model, storage, clock, timeoutMs, leaseMs }: PipelineParts, run: AdmittedRun): RunMeter | null {
  if (model === null) return null;
  const { principal, trace, signal } = run;
  return new RunMeter({
    model,
    ledger: storage.ledger,
    scope: principal,
    trace,
    signal,
    deadline: clock.now() + timeoutMs,
    leaseMs,
    endUser: endUserPseudonym(principal.orgId, principal.userId),
  });
}

const noModel: AskModel = () => {
  throw new PromptForgeError('internal', 'The rules engine asked for a model.');
};
