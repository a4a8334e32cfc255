import type { Engine, ModuleReference, Run, ScoredPrompt, StopReason, Weakness } from '../../domain/runs/run.js';
import type { Gate } from '../../domain/scores/quality-gate.js';
import type { ResolvedSevenD } from '../../domain/seven-d/seven-d.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import type { BundleFormat } from './bundle-format.js';

/** What is exported of a run. */
export interface ExportedRun extends ScoredPrompt {
  readonly runId: string;
  readonly operation: 'optimize' | 'score';
  readonly engine: Engine;
  readonly model: string | null;
  readonly rubric: string | null;
  readonly plan: string;
  readonly sevenD: ResolvedSevenD;
  readonly module: ModuleReference | null;
  readonly gate: Gate;
  /** The prompt as it came, of an optimization; null where no file shows it. */
  readonly original: ScoredPrompt | null;
  /** Of an optimization: whether the prompt is another one than it was, and why the search for it ended. */
  readonly search: { readonly improved: boolean; readonly stopReason: StopReason } | null;
  readonly changes: readonly string[];
  readonly weaknesses: readonly Weakness[];
}

/**
 * What can be exported of a run: the prompt it ended with, and what was found out about it.
 * @param rubric that of its score.
 * @throws PromptForgeError `request_invalid` for a run that did not come to a prompt with a score.
 */
export function exportedRun(run: Run, rubric: string | null): ExportedRun {
  const { id: runId, engine, model, planId: plan, input } = run;
  if (run.status === 'succeeded' && run.result !== null && input !== null) {
    const facts = { runId, engine, model, rubric, plan, sevenD: input.sevenD, module: input.module ?? null };
    if (run.operation === 'score') {
      const { gate, weaknesses, ...scored } = run.result;
      return { ...facts, ...scored, operation: 'score', gate, weaknesses, original: null, search: null, changes: [] };
    }
    if (run.operation === 'optimize') {
      const { original, optimized, improved, gate, changes, stopReason } = run.result;
      const search = { improved, stopReason };
      return { ...facts, ...optimized, operation: 'optimize', gate, changes, original, search, weaknesses: [] };
    }
  }
  throw new PromptForgeError(
    'request_invalid',
    'Only runs of optimize() and score() that have succeeded can be exported. Look at operation and status of the run.',
    { details: { operation: run.operation, status: run.status } },
  );
}

/** The same without the texts that no file of these formats shows, so that nobody has to look through them. */
export function withTextsOf(formats: readonly BundleFormat[], run: ExportedRun): ExportedRun {
  const original = formats.includes('json') ? run.original : null;
  const isTextAlone = formats.every((format) => format === 'txt');
  return { ...run, original, ...(isTextAlone ? { changes: [], weaknesses: [] } : {}) };
}
