import { optimized, type Run } from '../../src/storage.js';

/** What input and result of a run say in numbers and names. It outlives both, so that erasing changes no sums. */
export interface RunFigures {
  readonly domain: string | null;
  readonly moduleId: string | null;
  readonly passed: boolean;
  readonly improved: boolean;
  readonly composites: { readonly original: number; readonly optimized: number } | null;
}

const noFigures: RunFigures = { domain: null, moduleId: null, passed: false, improved: false, composites: null };

/** The figures of a run, with those remembered for what has been erased. */
export function figuresOf(run: Run, remembered: RunFigures | null): RunFigures {
  const { input } = run;
  const kept = remembered ?? noFigures;
  const asked =
    input === null ? kept : { ...kept, domain: input.sevenD.values.domain, moduleId: input.module?.id ?? null };
  if (run.operation === 'score' && run.result !== null) {
    return { ...asked, passed: run.result.gate.outcome === 'pass' };
  }
  const result = optimized(run);
  if (result === null) return asked;
  return {
    ...asked,
    passed: result.gate.outcome === 'pass',
    improved: result.improved,
    composites: { original: result.original.score.composite, optimized: result.optimized.score.composite },
  };
}
