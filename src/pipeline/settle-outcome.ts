import { totalTokens, type Usage } from '../domain/quota/usage.js';
import { chargeFor, type RunOperation } from '../domain/runs/run.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Settlement } from '../ports/ledger-store.js';
import { mendableFailures } from './mendable-failures.js';
import type { Worked } from './operations/operation.js';
import type { AdmittedRun, PipelineParts } from './pipeline-parts.js';
import { runLost } from './run-ended.js';
import { type OperationResult, resultOf } from './run-result.js';
import { settleRun } from './settle-run.js';

/**
 * Records a run that was carried out, and answers its result.
 * @throws PromptForgeError `run_unsettled` with the outcome, when it could not be recorded; `run_abandoned`
 * when another process has taken the run over, whose outcome counts.
 */
export async function settleSuccess<O extends RunOperation>(
  parts: PipelineParts,
  { principal, trace, holder }: AdmittedRun,
  operation: O,
  usage: Usage,
  { result, scores }: Worked<O>,
): Promise<OperationResult<O>> {
  const { improved = null, stopReason = null } = 'stopReason' in result ? result : {};
  const tellSuccess = trace.record('run.succeeded', {
    operation,
    improved,
    stopReason,
    tokens: totalTokens(usage),
    costMicros: usage.costMicros,
  });
  const settlement: Settlement = {
    runId: trace.runId,
    ending: 'succeeded',
    usage,
    charge: chargeFor('succeeded', usage),
    result,
    error: null,
    scores,
    events: trace.eventsOf(principal),
    measures: trace.measures(),
    holder,
  };
  try {
    const settled = await settleRun(parts.storage.ledger, parts.clock, principal, settlement);
    // Settled already means that an attempt before this one came through, and only its answer was lost.
    if (settled.outcome === 'lost') throw runLost();
    if (settled.outcome !== 'unknown_run' && settled.run.status === 'succeeded') {
      tellSuccess();
      return resultOf<O>(settled.run, settled.windows, false);
    }
    throw new PromptForgeError('internal', `The ledger answered ${settled.outcome} to the settlement of its own run.`);
  } catch (cause) {
    if (PromptForgeError.is(cause) && cause.code === 'run_abandoned') throw cause;
    parts.report(cause, { during: 'settle', runId: trace.runId });
    throw new PromptForgeError(
      'run_unsettled',
      'The run was carried out, and the storage failed when its outcome was to be recorded. The outcome is in the unsettled property of this error; what it used will be charged by maintain().',
      { cause, details: { runId: trace.runId }, unsettled: result },
    );
  }
}

/** Records how a run failed, and answers the error to throw. */
export async function settleFailure(
  parts: PipelineParts,
  { principal, trace, holder }: AdmittedRun,
  usage: Usage,
  thrown: unknown,
): Promise<PromptForgeError> {
  const error = PromptForgeError.is(thrown)
    ? thrown
    : new PromptForgeError('internal', 'The run failed in a way it should not have.', { cause: thrown });
  if (error.code === 'internal') parts.report(thrown, { during: 'run', runId: trace.runId });
  const ending = error.code === 'run_canceled' ? 'canceled' : 'failed';
  const tell =
    ending === 'canceled'
      ? trace.record('run.canceled', { tokens: totalTokens(usage) })
      : trace.record('run.failed', { code: error.code });
  try {
    const { outcome } = await settleRun(parts.storage.ledger, parts.clock, principal, {
      runId: trace.runId,
      ending,
      usage,
      charge: chargeFor(ending, usage),
      result: null,
      error: { code: error.code, message: error.message },
      scores: [],
      events: trace.eventsOf(principal),
      measures: trace.measures(),
      freesKey: mendableFailures.has(error.code),
      // Where another process works on the run, ending it is that one's affair.
      holder,
    });
    if (outcome === 'lost') return error;
  } catch (unsettled) {
    // The caller is told why the run failed; the reaper ends it in the ledger.
    parts.report(unsettled, { during: 'settle', runId: trace.runId });
  }
  tell();
  return error;
}
