import type { Run } from '../domain/runs/run.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AdmittedRun, PipelineParts } from './pipeline-parts.js';
import { holdMs } from './run-claim.js';

/**
 * Goes on with a run whose process has died. What that process was answered is not asked again.
 * @returns null for a run that has ended: its outcome is the answer.
 * @throws PromptForgeError `idempotency_in_progress` while its process is at work, or may be.
 */
export async function takeOver(
  { storage, leaseMs }: PipelineParts,
  { principal, trace, holder }: Omit<AdmittedRun, 'resumed'>,
  run: Run,
): Promise<AdmittedRun['resumed']> {
  if (run.status !== 'reserved') return null;
  const resumed = await storage.ledger.resume(principal, { runId: run.id, holder, holdMs, leaseMs });
  // Its process is at work, or it has ended in between: asking again answers its outcome, or begins anew.
  if (resumed.outcome !== 'resumed') throw inProgress(run.id);
  trace.adopt(run.id);
  const { usage } = resumed.run;
  trace.step('run.resumed', { answers: Object.keys(resumed.answers).length, modelCalls: usage.modelCalls });
  return { usage, answers: resumed.answers };
}

/** Runs take from seconds to a minute; whoever waits for one wants it soon after. */
const askAgainMs = 2_000;

function inProgress(runId: string): PromptForgeError {
  return new PromptForgeError(
    'idempotency_in_progress',
    'A run with this idempotency key is under way. Ask again shortly.',
    { details: { runId }, retryAfterMs: askAgainMs },
  );
}
