import type { TimeRange, UserMetrics } from '../domain/user-metrics.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AnalyticsStore } from '../ports/analytics-store.js';
import type { Clock } from '../ports/clock.js';
import type { AsCaller, Authenticated } from './caller.js';

export interface UserMetricsRequest extends Authenticated {
  /** Default: the last 30 days. */
  readonly range?: TimeRange;
}

/** Metrics, and the range they are of. */
export interface UserMetricsAnswer extends UserMetrics {
  readonly range: TimeRange;
}

/** Figures from the ledger. */
export interface AnalyticsFacet {
  /**
   * What the caller has done.
   * @throws PromptForgeError `plan_feature_missing`, `request_invalid`
   */
  user(request: UserMetricsRequest): Promise<UserMetricsAnswer>;
}

export interface AnalyticsFacetParts {
  readonly plans: PlanOfTenant;
  readonly analytics: AnalyticsStore;
  readonly clock: Clock;
  readonly asCaller: AsCaller;
}

const defaultRangeMs = 30 * 86_400_000;

export function analyticsFacet({ plans, analytics, clock, asCaller }: AnalyticsFacetParts): AnalyticsFacet {
  return Object.freeze<AnalyticsFacet>({
    user: ({ token, range }) =>
      asCaller(token, async (caller) => {
        requireFeature((await plans.resolve(caller)).plan, 'analytics');
        const asked = range ?? { from: clock.now() - defaultRangeMs, to: clock.now() + 1 };
        if (!(Number.isSafeInteger(asked.from) && Number.isSafeInteger(asked.to) && asked.from < asked.to)) {
          throw new PromptForgeError(
            'request_invalid',
            'range.from must lie before range.to, both in epoch milliseconds.',
          );
        }
        return { range: asked, ...(await analytics.user(caller, { userId: caller.userId, range: asked })) };
      }),
  });
}
