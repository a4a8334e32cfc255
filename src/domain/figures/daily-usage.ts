import type { TokenUsage } from '../quota/usage.js';
import type { Engine, RunEnding } from '../runs/run.js';

/** Sums over the ended runs of one day that share a plan, an engine, a model and a domain. */
export interface DailyUsage extends TokenUsage {
  /** `2026-11-23`: the day on which the runs were created, in the time zone of the last roll-up. */
  readonly day: string;
  readonly planId: string;
  readonly engine: Engine;
  /** Null for the rules engine. */
  readonly model: string | null;
  /** 7D domain; null for runs whose user was erased before they were summed. */
  readonly domain: string | null;
  readonly runs: Readonly<Record<RunEnding, number>>;
  /** Runs whose gate was passed, among those that succeeded. */
  readonly passed: number;
  /** Runs in which the prompt was made better, among those that succeeded. */
  readonly improved: number;
  /** Sums of the composites of runs that succeeded and whose result is kept; and how many those were. */
  readonly scores: { readonly runs: number; readonly original: number; readonly optimized: number };
  readonly modelCalls: number;
  /** Micro-dollars of the runs whose cost is known. */
  readonly costMicros: number;
  /** Runs whose cost is not known, so that it is missing in `costMicros`. */
  readonly runsOfUnknownCost: number;
  /** Milliseconds from the creation of each run to its end. */
  readonly durationMs: number;
}
