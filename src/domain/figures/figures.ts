import type { Engine, RunOperation } from '../runs/run.js';
import type { DailyUsage } from './daily-usage.js';

/** Days of the reporting time zone, such as `2026-11-23`; both are in it. */
export interface DayRange {
  readonly first: string;
  readonly last: string;
}

/** Which runs figures are of. Null takes all. */
export interface RunFilter {
  readonly planId: string | null;
  /** The provider's name for the model. */
  readonly model: string | null;
  /** The module that made the prompt, whatever its version. */
  readonly moduleId: string | null;
}

/** What sums of usage are kept apart by. */
export const usageKeys = ['day', 'planId', 'engine', 'model', 'operation', 'moduleId'] as const;
export type UsageKey = (typeof usageKeys)[number];

/**
 * Sums over the ended runs of one day that share plan, engine, model, operation and module; or over those that
 * share less, and then what they do not share is null.
 */
export interface UsageSums extends Omit<DailyUsage, 'domain' | 'day' | 'planId' | 'engine'> {
  readonly day: string | null;
  readonly planId: string | null;
  readonly engine: Engine | null;
  readonly operation: RunOperation | null;
  /** Null for prompts that no module made. */
  readonly moduleId: string | null;
}

/** What the measures of many runs add up to. See `RunMeasures` for the names. */
export interface MeasureSum {
  /** Null for the rules engine. */
  readonly model: string | null;
  readonly name: string;
  readonly amount: number;
}

/** Weeks begin on Monday (ISO 8601). */
export const calendarIntervals = ['day', 'week', 'month'] as const;
export type CalendarInterval = (typeof calendarIntervals)[number];

/** How many people had a run that ended, of those created in an interval. */
export interface ActiveUsers {
  /** The first day of the interval. */
  readonly from: string;
  /** Users of different organizations count once. Those whose data was erased are not counted. */
  readonly users: number;
}

/** How many of those whose first run was in one month had a run in another. */
export interface RetentionCell {
  /** `2026-11`: the month of their first run. */
  readonly cohort: string;
  /** The month in which they were active; that of the cohort itself, or a later one. */
  readonly month: string;
  readonly users: number;
}
