import {
  type Run,
  type RunResult,
  runEndings,
  type TimeRange,
  totalTokens,
  type UserMetrics,
} from '../../../storage.js';

/**
 * What a storage must answer, computed from the runs themselves, in whole tenths so that no
 * rounding error can hide. It shares no code with any adapter.
 */
export function recomputeUserMetrics(
  all: readonly Run[],
  userId: string,
  range: TimeRange,
  timeZone = 'UTC',
): UserMetrics {
  const ended = all.filter(
    (run) =>
      run.userId === userId && run.status !== 'reserved' && range.from <= run.createdAt && run.createdAt < range.to,
  );
  const results = succeededIn(ended);
  const counts = runEndings.map((ending) => [ending, ended.filter(({ status }) => status === ending).length]);
  const original = meanComposite(results, 'original');
  const optimized = meanComposite(results, 'optimized');
  return {
    runs: Object.fromEntries(counts),
    passed: results.filter(({ gate }) => gate.outcome === 'pass').length,
    improved: results.filter(({ improved }) => improved).length,
    meanScore: original === null || optimized === null ? null : { original, optimized },
    tokens: sum(ended.map(({ usage }) => totalTokens(usage))),
    costMicros: sum(ended.map(({ usage }) => usage.costMicros ?? 0)),
    runsOfUnknownCost: ended.filter(({ usage }) => usage.costMicros === null).length,
    domains: groups(ended, (run) => run.input?.sevenD.values.domain ?? '')
      .map(([domain, runs]) => ({ domain, runs: runs.length }))
      .sort((a, b) => b.runs - a.runs || (a.domain < b.domain ? -1 : 1)),
    modules: groups(ended, (run) => run.input?.module?.id ?? '')
      .filter(([moduleId]) => moduleId !== '')
      .map(([moduleId, runs]) => ({ moduleId, runs: runs.length }))
      .sort((a, b) => b.runs - a.runs || (a.moduleId < b.moduleId ? -1 : 1)),
    days: groups(ended, (run) => dayIn(run.createdAt, timeZone))
      .map(([day, runs]) => {
        const succeeded = runs.filter(({ status }) => status === 'succeeded').length;
        return { day, runs: runs.length, succeeded, meanScore: meanComposite(succeededIn(runs), 'optimized') };
      })
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

/** Swedes write days as ISO 8601 does. */
export function dayIn(at: number, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  formats.set(timeZone, format);
  return format.format(at);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the optimizations among them came to. */
function succeededIn(runs: readonly Run[]): readonly RunResult[] {
  return runs.flatMap((run) => (run.status === 'succeeded' && run.operation === 'optimize' ? (run.result ?? []) : []));
}

/** The mean to one decimal, half away from zero; null of no runs. */
function meanComposite(results: readonly RunResult[], which: 'original' | 'optimized'): number | null {
  if (results.length === 0) return null;
  const tenths = sum(results.map((result) => Math.round(result[which].score.composite * 10)));
  return Math.floor((2 * tenths + results.length) / (2 * results.length)) / 10;
}

function groups(runs: readonly Run[], nameOf: (run: Run) => string): [string, Run[]][] {
  const byName = new Map<string, Run[]>();
  for (const run of runs) byName.set(nameOf(run), [...(byName.get(nameOf(run)) ?? []), run]);
  return [...byName];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
