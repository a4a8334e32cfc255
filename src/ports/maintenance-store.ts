/** Work that is worth doing now and then, whoever does it. */
export type UpkeepTask =
  | 'sums'
  | 'alerts'
  | 'partitions'
  | 'retention'
  | 'sessions'
  | 'credentials'
  | 'api_keys'
  | 'invitations'
  | 'windows'
  | 'billing_events'
  | 'cache';

export interface TenantPageRequest {
  /** Epoch milliseconds. */
  readonly before: number;
  readonly limit: number;
  /** The `next` of the page before; null for the first. */
  readonly after: string | null;
}

export interface TenantPage {
  readonly orgIds: readonly string[];
  /** Give it back as `after` for the next page; null on the last one. */
  readonly next: string | null;
}

/**
 * What keeps a storage small and its figures ready. Every method may be called by any number of
 * processes at once, beside live traffic: each step is short, and doing it again does no harm.
 */
export interface MaintenanceStore {
  /**
   * Claims a task that was last claimed at least `everyMs` milliseconds ago, or never, or at a time that
   * is still to come, which is the trace of a clock that was wrong; 0 claims it in any case. Of several
   * callers at once, one gets it.
   */
  claim(task: UpkeepTask, everyMs: number): Promise<boolean>;

  /**
   * Brings the daily sums up to date with the runs that have ended since it was last done: up to
   * `limit` days of tenants in one step. Call it again with `next` until that is null. In another time
   * zone (an IANA name) than that of the last time all days are summed anew; runs that were purged by then stay on
   * the days they were counted for.
   * @returns how many days of tenants were summed anew.
   */
  rollUp(request: {
    readonly limit: number;
    readonly after: string | null;
    readonly timeZone: string;
  }): Promise<{ readonly days: number; readonly next: string | null }>;

  /**
   * Tenants that keep a run or bundle created, or an event recorded, before an instant; by name. A
   * page that was not filled, or is empty, is not the last one unless `next` is null.
   */
  tenants(request: TenantPageRequest): Promise<TenantPage>;

  /**
   * Makes room for the events of this month and the next ones, where a storage keeps each month
   * apart, and lets go of whole months that lie before `before` (epoch milliseconds), of all
   * tenants; of none while a tenant is on a plan that is not among `planIds`. What is being used
   * at that moment is left for the next time.
   * @returns how many months were added and let go of.
   */
  turnMonths(request: {
    readonly before: number;
    readonly planIds: readonly string[];
  }): Promise<{ readonly added: number; readonly dropped: number }>;

  /**
   * Deletes up to `limit` quota counters whose window, and the one after it, have long ended.
   * @returns how many.
   */
  sweepWindows(request: { readonly limit: number }): Promise<number>;
}
