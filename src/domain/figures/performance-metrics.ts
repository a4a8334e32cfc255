import type { RunEnding } from '../runs/run.js';
import type { DayRange, RunFilter } from './figures.js';

/** How long a stage of runs took, in milliseconds. */
export interface StageLatency {
  /** `run` is the whole run, `admission` all before it was let in; the others are model calls, by their purpose. */
  readonly stage: string;
  /** Null for all models together. */
  readonly model: string | null;
  /** How many times were measured. */
  readonly count: number;
  /**
   * Nearest-rank percentiles of an exponential histogram: the longest time of the bucket in which the value lies,
   * so at most 9.06 % above it.
   */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** How well the product worked on some days. Runs count on the day they were created. */
export interface PerformanceMetrics {
  readonly days: DayRange;
  readonly filter: RunFilter;
  /** IANA name of the time zone whose days these are. */
  readonly timeZone: string;
  /** Epoch milliseconds: what had ended by then is counted. Null before anything was. */
  readonly until: number | null;
  /** Runs that have ended, by how. */
  readonly runs: Readonly<Record<RunEnding, number>>;
  /** Failed and abandoned runs in all that have ended, canceled ones left out; 0 to 1. Null without any. */
  readonly errorRate: number | null;
  /**
   * Failed runs by the code of their error, the most frequent first; equal ones by code. Null where measures
   * are not kept: for a plan and a module at once.
   */
  readonly errors: readonly { readonly code: string; readonly runs: number }[] | null;
  /** The whole run and its admission first, then model calls by purpose; each for all models, then by model. Null as `errors`. */
  readonly latency: readonly StageLatency[] | null;
  /** Output tokens by seconds of the calls that were answered; by model, and null for all. Null as `errors`. */
  readonly throughput: readonly { readonly model: string | null; readonly tokensPerSecond: number }[] | null;
  /** Questions to a model that were answered from the cache, in all that were answered; 0 to 1. Null as `errors`. */
  readonly cache: { readonly answered: number; readonly cached: number; readonly hitRate: number | null } | null;
  /** Runs that passed the quality gate, in the optimizing ones that succeeded. */
  readonly gate: { readonly decided: number; readonly passed: number; readonly passRate: number | null };
  /** Runs that are under way now, whatever their plan, model and module. */
  readonly queueDepth: number;
  /** One for each day of the range, oldest first. */
  readonly byDay: readonly {
    readonly day: string;
    readonly runs: number;
    readonly errorRate: number | null;
    readonly passRate: number | null;
    /** From creation to end, in milliseconds. */
    readonly meanDurationMs: number | null;
  }[];
}
