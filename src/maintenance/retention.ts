import type { Plan } from '../domain/plans/plan.js';

const dayMs = 86_400_000;

/** How long things are kept in an installation. */
export interface RetentionSpan {
  /** Milliseconds; null when everybody keeps things for good. */
  readonly shortestMs: number | null;
  /** Milliseconds; null when somebody keeps things for good. */
  readonly longestMs: number | null;
}

/** How long a plan, or one customer, keeps runs and events, in milliseconds; null keeps them for good. */
export function retentionMs({ retentionDays }: Pick<Plan, 'retentionDays'>): number | null {
  return retentionDays === null ? null : retentionDays * dayMs;
}

export function retentionSpan(keepers: readonly Pick<Plan, 'retentionDays'>[]): RetentionSpan {
  const limited = keepers.map(retentionMs).filter((ms) => ms !== null);
  return {
    shortestMs: limited.length === 0 ? null : Math.min(...limited),
    longestMs: limited.length < keepers.length ? null : Math.max(...limited),
  };
}
