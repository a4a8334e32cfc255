import type { UsageSums } from '../domain/figures/figures.js';
import { type RunEnding, runEndings } from '../domain/runs/run.js';

export function sumOf<T>(values: readonly T[], amountOf: (value: T) => number): number {
  return values.reduce((sum, value) => sum + amountOf(value), 0);
}

/** Runs that have ended, in whatever way. */
export function endedRuns({ runs }: Pick<UsageSums, 'runs'>): number {
  return sumOf(runEndings, (ending) => runs[ending]);
}

export function runsByEnding(sums: readonly UsageSums[]): Readonly<Record<RunEnding, number>> {
  const of = (ending: RunEnding) => sumOf(sums, ({ runs }) => runs[ending]);
  return { succeeded: of('succeeded'), failed: of('failed'), canceled: of('canceled'), abandoned: of('abandoned') };
}

/** A share to four decimals; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : rounded(part / whole);
}

/** By which share something has grown; null where there was nothing before. */
export function growthOf(now: number, before: number): number | null {
  return before === 0 ? null : rounded((now - before) / before);
}

function rounded(value: number): number {
  // Adding zero makes a minus zero a zero.
  return Math.round(value * 10_000) / 10_000 + 0;
}

export function groupedBy<T, K>(values: readonly T[], keyOf: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}
