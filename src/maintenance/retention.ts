import type { Plan } from '../domain/plan.js';

const dayMs = 86_400_000;

/** How long the plans of a catalogue keep things. */
export interface RetentionSpan {
  /** Milliseconds; null when every plan keeps things for good. */
  readonly shortestMs: number | null;
  /** Milliseconds; null when one of the plans keeps things for good. */
  readonly longestMs: number | null;
}

/** How long a plan keeps runs and events, in milliseconds; null keeps them for good. */
export function retentionMs({ retentionDays }: Plan): number | null {
  return retentionDays === null ? null : retentionDays * dayMs;
}

export function retentionSpan(plans: readonly Plan[]): RetentionSpan {
  const limited = plans.map(retentionMs).filter((ms) => ms !== null);
  return {
    shortestMs: limited.length === 0 ? null : Math.min(...limited),
    longestMs: limited.length < plans.length ? null : Math.max(...limited),
  };
}
