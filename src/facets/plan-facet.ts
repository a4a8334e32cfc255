import type { Principal, TenantScope } from '../domain/access/principal.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import type { Page } from '../domain/lists/page.js';
import type { Feature, Plan } from '../domain/plans/plan.js';
import type { Subscription, Versioned } from '../domain/plans/subscription.js';
import type { SubscriptionState } from '../domain/plans/subscription-at.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import type { CatalogueSource } from '../entitlement/catalogue.js';
import { assertKnown } from '../entitlement/known-features.js';
import type { NearLimit } from '../entitlement/near-limits.js';
import type { PlanEditor } from '../entitlement/plan-editor.js';
import type { PlanOfTenant, ResolvedPlan } from '../entitlement/plan-of-tenant.js';
import type { PlanReport } from '../entitlement/plan-report.js';
import { requireFeature } from '../entitlement/require-feature.js';
import type { SubscriptionChanges } from '../entitlement/subscription-changes.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { type QuotaStatus, quotaStatus } from '../pipeline/run-result.js';
import type { Clock } from '../ports/clock.js';
import type { Storage } from '../ports/storage.js';
import { windowsFor } from '../quota/windows-for.js';
import type { AsCaller, Authenticated, Working } from './caller.js';
import { checkedPage } from './checked-page.js';
import { checkedRange } from './checked-range.js';
import { checkedRequest } from './checked-request.js';
import { type TenantReference, tenantOf } from './tenant-of.js';

/** The plan of a caller and how much of it is left. */
export interface PlanUsage {
  /** With what the customer was granted beyond it. */
  readonly plan: Plan;
  /** `none` without a subscription. */
  readonly state: SubscriptionState;
  /** Seats that are subscribed to, and people who belong to the organization. */
  readonly seats: { readonly subscribed: number; readonly used: number };
  readonly quota: readonly QuotaStatus[];
}

export interface NearLimitsQuery {
  /** The least share of a limit that is told, more than 0. Default: 0.8. */
  readonly share?: number;
  /** Default: all tenants. */
  readonly orgId?: string;
  /** 1 to 500. Default: 100. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

/** Who is asked about: what `forge.sessions.verify()` answers, or the organization alone. */
export type Entitled = Pick<Principal, 'orgId'>;

/**
 * Plans, and what they allow. All but `usage` is for the trusted side of the host: no token is asked
 * for.
 */
export interface PlanFacet {
  /** The names of all features a plan may switch on, with those of the host's own. */
  readonly features: readonly string[];
  /** The catalogue, smallest plan first. */
  list(): Promise<readonly Plan[]>;
  /** The catalogue in the storage, with the versions that changing it takes. @throws PromptForgeError `config_invalid` */
  stored(): Promise<readonly Versioned<Plan>[]>;
  /**
   * Adds a plan at the end of the catalogue (`expectedVersion` 0), or changes the one of that id. In
   * force at once here, and within `planCacheMs` in other processes.
   * @throws PromptForgeError `config_invalid` when the catalogue is in code, `request_invalid`, and
   * `storage_conflict` when somebody else was first.
   */
  save(request: { readonly plan: Plan; readonly expectedVersion: number }): Promise<Versioned<Plan>>;
  /**
   * Removes a plan that nobody is on, or is to go over to.
   * @throws PromptForgeError as `save`, `plan_unknown`, and `subscription_state_invalid` while somebody is.
   */
  remove(request: { readonly planId: string; readonly expectedVersion: number }): Promise<void>;
  /**
   * Whether the plan of a caller includes a feature. From memory once it is known: what is changed
   * through this instance is seen at once, through another within `planCacheMs`.
   * @throws PromptForgeError `request_invalid` for a feature that does not exist, `plan_unknown`
   */
  check(principal: Entitled, feature: Feature): Promise<boolean>;
  /** The same, for a guard. @throws PromptForgeError `plan_feature_missing`, and what `check` throws. */
  require(principal: Entitled, feature: Feature): Promise<void>;
  /**
   * Puts a tenant on a plan at once, paid for, whatever it was on before. `forge.subscriptions` can do more.
   * @throws PromptForgeError `plan_unknown`, `request_invalid`, `seats_exceeded`,
   * `plan_feature_missing`, `storage_conflict`
   */
  assign(request: TenantReference & { readonly planId: string }): Promise<Subscription>;
  /** The plan of the caller and what is left of it. */
  usage(request: Authenticated): Promise<PlanUsage>;
  /**
   * Who is on what, and what changed in a range of time. Reads every subscription once.
   * @throws PromptForgeError `request_invalid`
   */
  report(request: { readonly range: TimeRange }): Promise<PlanReport>;
  /**
   * Limits that are nearly used up. A page may hold fewer than `limit`, or none; the last is the one
   * whose `next` is null.
   * @throws PromptForgeError `request_invalid`
   */
  nearLimits(request?: NearLimitsQuery): Promise<Page<NearLimit>>;
}

export interface PlanFacetParts {
  readonly catalogue: CatalogueSource;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly editor: () => Promise<PlanEditor>;
  readonly changes: () => Promise<SubscriptionChanges>;
  readonly storage: Storage;
  /** The names of all features there are. */
  readonly features: readonly string[];
  readonly clock: Clock;
  readonly membersOf: (scope: TenantScope) => Promise<number>;
  readonly asCaller: AsCaller;
  readonly working: Working;
  /** Told of what no caller sees. */
  readonly report: (error: unknown) => void;
}

const defaultNearLimits = 100;
const defaultShare = 0.8;

export function planFacet(parts: PlanFacetParts): PlanFacet {
  const { catalogue, plans, editor, changes, storage, clock, features, asCaller, working, report } = parts;
  const planFor = async (principal: Entitled, feature: Feature): Promise<Plan> => {
    assertKnown(features, feature);
    return (await plans.resolve(tenantOf({ orgId: principal?.orgId }))).plan;
  };
  return Object.freeze<PlanFacet>({
    features,
    list: () => working(async () => (await catalogue.read()).plans),
    stored: () => working(async () => (await editor()).stored()),
    save: (request) =>
      working(async () => {
        const { plan, expectedVersion } = checkedRequest('plans.save()', request, ['plan', 'expectedVersion']);
        return (await editor()).save(plan, expectedVersion);
      }),
    remove: (request) =>
      working(async () => {
        const { planId, expectedVersion } = checkedRequest('plans.remove()', request, ['planId', 'expectedVersion']);
        return (await editor()).remove(planId, expectedVersion);
      }),
    check: (principal, feature) => working(async () => (await planFor(principal, feature)).features[feature] === true),
    require: (principal, feature) => working(async () => requireFeature(await planFor(principal, feature), feature)),
    assign: (request) =>
      working(async () => {
        const { planId, ...tenant } = checkedRequest('plans.assign()', request, ['orgId', 'userId', 'planId']);
        return (await changes()).assign(tenantOf(tenant), planId);
      }),
    usage: async (request) => {
      const { token } = checkedRequest('plans.usage()', request, ['token']);
      return asCaller(token, 'plan:read', (caller) => usageOf(parts, caller));
    },
    report: (request) =>
      working(async () => {
        const { range } = checkedRequest('plans.report()', request, ['range']);
        const { planReport } = await import('../entitlement/plan-report.js');
        return planReport({ store: storage.subscriptions, catalogue, clock }, checkedRange(range));
      }),
    nearLimits: (request = {}) =>
      working(async () => {
        const fields = ['share', 'orgId', 'limit', 'after'];
        const checked = checkedRequest('plans.nearLimits()', request, fields);
        const { share = defaultShare, orgId = null, limit, after } = checked;
        const isShare = typeof share === 'number' && share > 0 && Number.isFinite(share);
        if (!isShare || !(orgId === null || isIdentifier(orgId))) {
          throw new PromptForgeError(
            'request_invalid',
            'share must be a number above 0, and orgId the id of a tenant.',
          );
        }
        const page = checkedPage({ limit, after }, defaultNearLimits);
        const { nearLimits } = await import('../entitlement/near-limits.js');
        return nearLimits({ analytics: storage.analytics, plans, report }, { share, orgId, ...page });
      }),
  });
}

async function usageOf({ plans, storage, membersOf }: PlanFacetParts, caller: Principal): Promise<PlanUsage> {
  const resolved = await plans.resolve(caller);
  const { plan, subscription, state } = resolved;
  const limits = windowsFor(plan, subscription, caller.apiKey);
  const [windows, members] = await Promise.all([
    storage.ledger.peek(caller, { userId: caller.userId, limits }),
    membersOf(caller),
  ]);
  return { plan, state, seats: seatsOf(resolved, members), quota: quotaStatus(windows) };
}

/** Whoever calls is somebody, also in an organization whose members the storage does not know. */
function seatsOf({ subscription }: ResolvedPlan, members: number): PlanUsage['seats'] {
  return { subscribed: subscription?.seats ?? 1, used: Math.max(members, 1) };
}
