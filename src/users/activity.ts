import { totalTokens } from '../domain/quota/usage.js';
import { type Engine, optimized, type Run, type RunStatus } from '../domain/runs/run.js';

/** Something a user has done: a run, without anything that was written in it. */
export interface Activity {
  readonly runId: string;
  readonly status: RunStatus;
  /** Epoch milliseconds by the store's clock. */
  readonly startedAt: number;
  /** Null while it is under way. */
  readonly endedAt: number | null;
  readonly engine: Engine;
  readonly model: string | null;
  /** 7D domain. */
  readonly domain: string | null;
  /** Composites of the prompt as it came and as it left; null for a run that did not succeed. */
  readonly score: { readonly original: number; readonly optimized: number } | null;
  /** Why it failed; null for a run that did not. */
  readonly errorCode: string | null;
  readonly tokens: number;
  /** Micro-dollars; null when a price was not known. */
  readonly costMicros: number | null;
}

export function activityOf(run: Run): Activity {
  const { id, status, createdAt, endedAt, engine, model, input, error, usage } = run;
  const result = optimized(run);
  const composites = result && {
    original: result.original.score.composite,
    optimized: result.optimized.score.composite,
  };
  return {
    runId: id,
    status,
    startedAt: createdAt,
    endedAt,
    engine,
    model,
    domain: input?.sevenD.values.domain ?? null,
    score: composites,
    errorCode: error?.code ?? null,
    tokens: totalTokens(usage),
    costMicros: usage.costMicros,
  };
}
