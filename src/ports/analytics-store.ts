import type { TenantScope } from '../domain/access/principal.js';
import type { DailyUsage } from '../domain/figures/daily-usage.js';
import type {
  ActiveUsers,
  CalendarInterval,
  DayRange,
  MeasureSum,
  RetentionCell,
  RunFilter,
  UsageKey,
  UsageSums,
} from '../domain/figures/figures.js';
import type { TimeRange, UserMetrics } from '../domain/figures/user-metrics.js';
import type { Page, PageRequest } from '../domain/lists/page.js';
import type { Meter, Period } from '../domain/quota/quota-window.js';
import type { RunRecord } from '../domain/runs/run-record.js';

export interface UserMetricsQuery {
  readonly userId: string;
  readonly range: TimeRange;
  /** IANA name of the time zone that decides on which day a run was created. Default: `UTC`. */
  readonly timeZone?: string;
}

/** Days of one tenant, or with null of all of them together. */
export interface FigureQuery extends RunFilter {
  readonly orgId: string | null;
  readonly days: DayRange;
}

export interface UsageQuery extends FigureQuery {
  /** What sums are kept apart by; over all the rest they are added up. Default: all that they can be. */
  readonly by?: readonly UsageKey[];
}

/** How far sums are up to date. */
export interface SummedUntil {
  /** IANA name of the time zone of their days: that of the last roll-up; `UTC` before the first. */
  readonly timeZone: string;
  /** Epoch milliseconds: what had ended by then is in them; null before the first roll-up. */
  readonly until: number | null;
}

export interface RunRecordQuery extends RunFilter, PageRequest {
  /** Null for all tenants. */
  readonly orgId: string | null;
  /** Null for all users. */
  readonly userId: string | null;
  /** By the creation of runs. */
  readonly range: TimeRange;
}

/** Figures, and the place in the stream of events from which on nothing is counted in them yet. */
export interface MetricsSnapshot {
  readonly metrics: UserMetrics;
  /** For {@link EventStore.follow}: what comes after it is not in the metrics, and all the rest is. */
  readonly cursor: string;
}

/** A quota counter as it is stored, whatever limit it is held against. */
export interface UsedWindow {
  readonly orgId: string;
  /** Null for the counter of the organization. */
  readonly userId: string | null;
  readonly meter: Meter;
  readonly period: Period;
  readonly used: number;
  /** Milliseconds until the window starts anew; more than 0. */
  readonly resetAfterMs: number;
}

/** Figures computed where the runs lie. */
export interface AnalyticsStore {
  /** What one user of the tenant has done in a range of time. Means are rounded to one decimal. */
  user(scope: TenantScope, request: UserMetricsQuery): Promise<UserMetrics>;

  /** The same, together with where to go on from, both as of one moment. */
  snapshot(scope: TenantScope, request: UserMetricsQuery): Promise<MetricsSnapshot>;

  /**
   * Daily sums of the tenant, or of one of its users, by day, plan, engine, model and domain in
   * this order, as of the last roll-up. They outlive the runs: a purge takes nothing from them.
   * Days are in the range when they begin in it.
   */
  daily(
    scope: TenantScope,
    request: { readonly userId: string | null; readonly range: TimeRange },
  ): Promise<readonly DailyUsage[]>;

  /**
   * Quota counters of one tenant, or with null of all, whose window is not over; sorted by the bytes
   * of tenant, user (the organization first), meter and period. A page that was not filled, or is
   * empty, is not the last one unless `next` is null.
   */
  windows(request: PageRequest & { readonly orgId: string | null }): Promise<Page<UsedWindow>>;

  /** How far the sums are up to date that the next four are answered from. */
  summed(): Promise<SummedUntil>;

  /**
   * Sums by day, plan, engine, model, operation and module in this order (null last in none of them: it sorts
   * as the empty text), as of the last roll-up. They outlive the runs.
   */
  usage(query: UsageQuery): Promise<readonly UsageSums[]>;

  /**
   * What the measures of the runs add up to, by model and name in this order, as of the last roll-up. They
   * outlive the runs. Null for a plan and a module at once, by which they are not kept.
   */
  measures(query: FigureQuery): Promise<readonly MeasureSum[] | null>;

  /**
   * Active users by the intervals that begin in a range of days, oldest first, as of the last roll-up; also
   * of those without any.
   */
  activeUsers(request: {
    readonly orgId: string | null;
    readonly days: DayRange;
    readonly interval: CalendarInterval;
  }): Promise<readonly ActiveUsers[]>;

  /**
   * Retention of the cohorts from one month to another, `2026-11`, both included, by cohort and month, as of the
   * last roll-up. What is none is not listed.
   */
  retention(request: {
    readonly orgId: string | null;
    readonly first: string;
    readonly last: string;
  }): Promise<readonly RetentionCell[]>;

  /** Runs that are reserved and have not ended, now. */
  underWay(request: { readonly orgId: string | null }): Promise<number>;

  /** Runs that have ended, oldest first, those of one moment by tenant and id. */
  records(query: RunRecordQuery): Promise<Page<RunRecord>>;

  /** Clears the user from their daily sums, which stay. @returns how many were changed. */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;
}
