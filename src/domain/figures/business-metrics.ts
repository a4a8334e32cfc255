import type { SubscriptionCount } from '../plans/subscription-count.js';
import type { ActiveUsers, CalendarInterval, DayRange, RunFilter } from './figures.js';

/** Active users of an interval, and how many more there were than in the one before. */
export interface ActiveUserCount extends ActiveUsers {
  /** (users - those of the interval before) / those of the interval before; null where there were none. */
  readonly growth: number | null;
  /** False for an interval that was not over when the sums were brought up to date. */
  readonly isWhole: boolean;
}

/** Those whose first run was in one month, and how many came back. */
export interface RetentionCohort {
  /** `2026-11` */
  readonly month: string;
  readonly users: number;
  /** Users active in the month itself and each after it, up to the last month of the range. */
  readonly active: readonly number[];
}

/** Money of one currency, in its smallest unit. */
export interface PlanRevenue {
  readonly planId: string;
  /** ISO 4217, in lower case. */
  readonly currency: string;
  /** What paying tenants come to in a month, as of now; a year's price counts a twelfth. */
  readonly monthly: number;
  /** What was earned on the days of the range: prices of now, accrued evenly over time, for each subscription that was paid for. */
  readonly accrued: number;
}

/** How subscriptions of all organizations stand, and moved. */
export interface SubscriptionFigures {
  /** Tenants and seats by plan and status, as of now. */
  readonly distribution: readonly SubscriptionCount[];
  /**
   * Tenants with an active or past due subscription, to the first plan only where that has a price: everybody has it
   * anyway. Just before the range, and at its end, or now.
   */
  readonly paying: { readonly before: number; readonly after: number };
  readonly trials: {
    /** Trials that were under way on the days of the range. */
    readonly running: number;
    /** Those that were paid for by its end. */
    readonly converted: number;
    /** converted / running; null without any. */
    readonly conversionRate: number | null;
  };
  /** Tenants that paid before the range and no more after it; the rate is of those that paid before. */
  readonly churn: { readonly lost: number; readonly rate: number | null };
  readonly revenue: readonly PlanRevenue[];
}

/** How the product does on some days. Runs count on the day they were created. */
export interface BusinessMetrics {
  readonly days: DayRange;
  readonly filter: RunFilter;
  /** IANA name of the time zone whose days these are. */
  readonly timeZone: string;
  /** Epoch milliseconds: runs that had ended by then are counted. Null before anything was. */
  readonly until: number | null;
  /** Runs that have ended, and those of the same number of days before. */
  readonly runs: { readonly ended: number; readonly before: number; readonly growth: number | null };
  /** Input and output tokens. */
  readonly tokens: number;
  /** Micro-dollars of the runs whose cost is known. */
  readonly costMicros: number;
  readonly runsOfUnknownCost: number;
  /** By each interval that has a day in the range, whatever the plan, model and module: people are counted for all of them. */
  readonly activeUsers: Readonly<Record<CalendarInterval, readonly ActiveUserCount[]>>;
  readonly retention: readonly RetentionCohort[];
  /** Ended runs and their cost by plan, model and module, most runs first; null for what has none. */
  readonly byPlan: readonly RunShare[];
  readonly byModel: readonly RunShare[];
  readonly byModule: readonly RunShare[];
  /** One for each day of the range, oldest first. */
  readonly byDay: readonly { readonly day: string; readonly runs: number; readonly costMicros: number }[];
  /** Null for one organization: figures of subscriptions are of the whole product. */
  readonly subscriptions: SubscriptionFigures | null;
  /**
   * Accrued revenue in US dollars less the known cost of models, in micro-dollars, and its share of the revenue;
   * null for one organization, with a filter, and where money comes in another currency or none.
   */
  readonly margin: {
    readonly revenueMicros: number;
    readonly marginMicros: number;
    readonly share: number | null;
  } | null;
}

export interface RunShare {
  readonly name: string | null;
  readonly runs: number;
  readonly costMicros: number;
}
