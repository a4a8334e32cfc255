import { limitName, type WindowState } from '../domain/quota-window.js';
import { optimized, type Run, type RunResult } from '../domain/run.js';
import type { ResolvedSevenD } from '../domain/seven-d.js';
import { type ErrorCode, errorCodes } from '../errors/code.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** What is left of a limit of the plan. */
export interface QuotaStatus extends WindowState {
  /** For instance `user-calls-hour`, as in the `RateLimit` header. */
  readonly name: string;
}

/** What {@link PromptForge.optimize} answers. */
export interface OptimizeResult extends RunResult {
  readonly runId: string;
  /** True when this is the answer of an earlier call with the same idempotency key; nothing was charged again. */
  readonly replayed: boolean;
  readonly planId: string;
  readonly engine: Run['engine'];
  readonly model: Run['model'];
  readonly sevenD: ResolvedSevenD;
  readonly usage: Run['usage'];
  /** What was taken from the windows of the plan. */
  readonly charge: Run['charge'];
  /** The windows of the plan after this run. */
  readonly quota: readonly QuotaStatus[];
}

export function quotaStatus(windows: readonly WindowState[]): readonly QuotaStatus[] {
  return windows.map((window) => ({ name: limitName(window), ...window }));
}

/** The answer of a run that succeeded. */
export function resultOf(run: Run, windows: readonly WindowState[], replayed: boolean): OptimizeResult {
  const { input } = run;
  const result = optimized(run);
  if (result === null || input === null) {
    throw new PromptForgeError('run_not_found', 'The content of this run was erased. Use a new idempotency key.');
  }
  const { id: runId, planId, engine, model, usage, charge } = run;
  return {
    runId,
    replayed,
    planId,
    engine,
    model,
    ...result,
    sevenD: input.sevenD,
    usage,
    charge,
    quota: quotaStatus(windows),
  };
}

/**
 * The answer an idempotency key stands for: the result of the run it names, or its error again.
 * @throws PromptForgeError `idempotency_in_progress`, or what the run failed with.
 */
export function replay(run: Run, windows: readonly WindowState[]): OptimizeResult {
  if (run.status === 'reserved') {
    throw new PromptForgeError(
      'idempotency_in_progress',
      'A run with this idempotency key is under way. Ask again shortly.',
      {
        details: { runId: run.id },
        retryAfterMs: 1_000,
      },
    );
  }
  if (run.error !== null) {
    const code: ErrorCode = errorCodes.find((known) => known === run.error?.code) ?? 'internal';
    throw new PromptForgeError(code, `${run.error.message} To try anew, use a new idempotency key.`, {
      details: { runId: run.id, replayed: true },
    });
  }
  return resultOf(run, windows, true);
}
