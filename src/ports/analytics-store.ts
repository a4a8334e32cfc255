import type { DailyUsage } from '../domain/daily-usage.js';
import type { Page, PageRequest } from '../domain/page.js';
import type { TenantScope } from '../domain/principal.js';
import type { Meter, Period } from '../domain/quota-window.js';
import type { TimeRange, UserMetrics } from '../domain/user-metrics.js';

export interface UserMetricsQuery {
  readonly userId: string;
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

  /** Clears the user from their daily sums, which stay. @returns how many were changed. */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;
}
