import type { TenantScope } from '../domain/principal.js';
import type { TimeRange, UserMetrics } from '../domain/user-metrics.js';

/** Figures computed where the runs lie. */
export interface AnalyticsStore {
  /** What one user of the tenant has done in a range of time. Means are rounded to one decimal. */
  user(scope: TenantScope, request: { readonly userId: string; readonly range: TimeRange }): Promise<UserMetrics>;
}
