import { optimized, type Run } from '../../src/storage.js';

/** What input and result of a run say in numbers. It outlives both, so that erasing changes no sums. */
export interface RunFigures {
  readonly domain: string | null;
  readonly passed: boolean;
  readonly improved: boolean;
  readonly composites: { readonly original: number; readonly optimized: number } | null;
}

/** The figures of a run, with those remembered for what has been erased. */
export function figuresOf(run: Run, remembered: RunFigures | null): RunFigures {
  const { input } = run;
  const result = optimized(run);
  if (result === null) {
    const kept = remembered ?? { domain: null, passed: false, improved: false, composites: null };
    return input === null ? kept : { ...kept, domain: input.sevenD.values.domain };
  }
  return {
    domain: input?.sevenD.values.domain ?? remembered?.domain ?? null,
    passed: result.gate.outcome === 'pass',
    improved: result.improved,
    composites: { original: result.original.score.composite, optimized: result.optimized.score.composite },
  };
}
