import { limitName, type WindowState } from '../domain/quota/quota-window.js';
import type { ModuleReference, Run, RunOperation, RunResults } from '../domain/runs/run.js';
import type { ResolvedSevenD } from '../domain/seven-d/seven-d.js';
import { type ErrorCode, errorCodes } from '../errors/code.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** What is left of a limit of the plan. */
export interface QuotaStatus extends WindowState {
  /** For instance `user-calls-hour`, as in the `RateLimit` header. */
  readonly name: string;
}

/** What every run answers besides what its operation comes to. */
export interface RunFacts {
  readonly runId: string;
  /** True when this is the answer of an earlier call with the same idempotency key; nothing was charged again. */
  readonly replayed: boolean;
  readonly planId: string;
  readonly engine: Run['engine'];
  readonly model: Run['model'];
  readonly sevenD: ResolvedSevenD;
  /** The version of the module that made the prompt. */
  readonly module?: ModuleReference;
  readonly usage: Run['usage'];
  /** What was taken from the windows of the plan. */
  readonly charge: Run['charge'];
  /** The windows of the plan after this run. */
  readonly quota: readonly QuotaStatus[];
}

/** What an operation answers. */
export type OperationResult<O extends RunOperation> = RunResults[O] & RunFacts;

/** What {@link PromptForge.optimize} answers. */
export interface OptimizeResult extends OperationResult<'optimize'> {}

export function quotaStatus(windows: readonly WindowState[]): readonly QuotaStatus[] {
  return windows.map((window) => ({ name: limitName(window), ...window }));
}

/** The answer of a run that succeeded. */
export function resultOf<O extends RunOperation>(
  run: Run,
  windows: readonly WindowState[],
  replayed: boolean,
): OperationResult<O> {
  const { result, input } = run;
  if (result === null || input === null) {
    throw new PromptForgeError('run_not_found', 'The content of this run was erased. Use a new idempotency key.');
  }
  const { id: runId, planId, engine, model, usage, charge } = run;
  const facts: RunFacts = {
    ...{ runId, replayed, planId, engine, model, usage, charge },
    sevenD: input.sevenD,
    ...(input.module === undefined ? {} : { module: input.module }),
    quota: quotaStatus(windows),
  };
  // The fingerprint of a run holds its operation, so that a key never names one of another operation.
  return { ...facts, ...(result as RunResults[O]) };
}

/**
 * The answer an idempotency key stands for: the result of the run it names, or its error again.
 * @throws PromptForgeError what the run failed with.
 */
export function replay<O extends RunOperation>({
  run,
  windows,
}: {
  readonly run: Run;
  readonly windows: readonly WindowState[];
}): OperationResult<O> {
  if (run.error !== null) {
    const code: ErrorCode = errorCodes.find((known) => known === run.error?.code) ?? 'internal';
    throw new PromptForgeError(code, `${run.error.message} To try anew, use a new idempotency key.`, {
      details: { runId: run.id, replayed: true },
    });
  }
  return resultOf(run, windows, true);
}
