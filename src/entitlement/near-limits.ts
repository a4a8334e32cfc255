import type { Page, PageRequest } from '../domain/lists/page.js';
import type { Plan } from '../domain/plans/plan.js';
import { limitName } from '../domain/quota/quota-window.js';
import type { AnalyticsStore, UsedWindow } from '../ports/analytics-store.js';
import { knownPlan } from './known-plan.js';
import type { PlanOfTenant } from './plan-of-tenant.js';

/** A window of somebody that is nearly, or quite, used up. */
export interface NearLimit {
  readonly orgId: string;
  /** Null for a limit of the organization. */
  readonly userId: string | null;
  /** For instance `user-calls-hour`. */
  readonly limit: string;
  readonly used: number;
  readonly max: number;
  /** What is used of it: 1 is all, and more can be after a change to a smaller plan. */
  readonly share: number;
  readonly resetAfterMs: number;
}

export interface NearLimitsRequest extends PageRequest {
  /** More than 0: the least share that is told. */
  readonly share: number;
  /** Null looks at all tenants. */
  readonly orgId: string | null;
}

export interface NearLimitsParts {
  readonly analytics: Pick<AnalyticsStore, 'windows'>;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  /** Told of a tenant whose plan is not in the catalogue, who is left out. */
  readonly report: (error: unknown) => void;
}

/** So many pages without any are read in one call, before the caller is asked to go on. */
const emptyPages = 20;

/**
 * Windows that are used up to `share` or more, in the order of the storage. A page may hold fewer than
 * `limit`, or none; the last is the one whose `next` is null.
 */
export async function nearLimits(
  { analytics, plans, report }: NearLimitsParts,
  { share, orgId, limit, after }: NearLimitsRequest,
): Promise<Page<NearLimit>> {
  const items: NearLimit[] = [];
  let next = after;
  for (let page = 0; page < emptyPages && items.length === 0; page += 1) {
    const windows: Page<UsedWindow> = await analytics.windows({ orgId, limit, after: next });
    for (const window of windows.items) {
      const plan = await knownPlan(plans, window, report);
      const near = plan === null ? null : nearLimit(plan, window);
      if (near !== null && near.share >= share) items.push(near);
    }
    next = windows.next;
    if (next === null) break;
  }
  return { items, next };
}

function nearLimit(
  { limits }: Plan,
  { orgId, userId, meter, period, used, resetAfterMs }: UsedWindow,
): NearLimit | null {
  const name = limitName({ subject: userId === null ? 'org' : 'user', meter, period });
  const limit = limits.find((candidate) => limitName(candidate) === name);
  if (limit === undefined) return null;
  // Of a limit of nothing, all is used from the start.
  const share = limit.max === 0 ? 1 : used / limit.max;
  return { orgId, userId, limit: name, used, max: limit.max, share, resetAfterMs };
}
