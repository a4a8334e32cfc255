import { type Run, runEndings, type TimeRange, totalTokens, type UserMetrics } from '../../../storage.js';

/**
 * What a storage must answer, computed from the runs themselves, in whole tenths so that no
 * rounding error can hide. It shares no code with any adapter.
 */
export function recomputeUserMetrics(all: readonly Run[], userId: string, range: TimeRange): UserMetrics {
  const ended = all.filter(
    (run) =>
      run.userId === userId && run.status !== 'reserved' && range.from <= run.createdAt && run.createdAt < range.to,
  );
  const succeeded = ended.filter(({ status }) => status === 'succeeded');
  const counts = runEndings.map((ending) => [ending, ended.filter(({ status }) => status === ending).length]);
  const original = meanComposite(succeeded, 'original');
  const optimized = meanComposite(succeeded, 'optimized');
  return {
    runs: Object.fromEntries(counts),
    passed: succeeded.filter(({ result }) => result?.gate.outcome === 'pass').length,
    improved: succeeded.filter(({ result }) => result?.improved === true).length,
    meanScore: original === null || optimized === null ? null : { original, optimized },
    tokens: sum(ended.map(({ usage }) => totalTokens(usage))),
    costMicros: sum(ended.map(({ usage }) => usage.costMicros ?? 0)),
    runsOfUnknownCost: ended.filter(({ usage }) => usage.costMicros === null).length,
    domains: groups(ended, (run) => run.input?.sevenD.values.domain ?? '')
      .map(([domain, runs]) => ({ domain, runs: runs.length }))
      .sort((a, b) => b.runs - a.runs || (a.domain < b.domain ? -1 : 1)),
    days: groups(ended, (run) => new Date(run.createdAt).toISOString().slice(0, 10))
      .map(([day, runs]) => {
        const good = runs.filter(({ status }) => status === 'succeeded');
        return { day, runs: runs.length, succeeded: good.length, meanScore: meanComposite(good, 'optimized') };
      })
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

/** The mean to one decimal, half away from zero; null of no runs. */
function meanComposite(runs: readonly Run[], which: 'original' | 'optimized'): number | null {
  if (runs.length === 0) return null;
  const tenths = sum(runs.map(({ result }) => Math.round((result?.[which].score.composite ?? 0) * 10)));
  return Math.floor((2 * tenths + runs.length) / (2 * runs.length)) / 10;
}

function groups(runs: readonly Run[], nameOf: (run: Run) => string): [string, Run[]][] {
  const byName = new Map<string, Run[]>();
  for (const run of runs) byName.set(nameOf(run), [...(byName.get(nameOf(run)) ?? []), run]);
  return [...byName];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
