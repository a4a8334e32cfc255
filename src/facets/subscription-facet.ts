import type { TenantScope } from '../domain/access/principal.js';
import type { Page } from '../domain/lists/page.js';
import { changeSubscription, periodEnd } from '../domain/plans/change-subscription.js';
import type { Plan } from '../domain/plans/plan.js';
import { billingPeriod, type Proration, prorate } from '../domain/plans/proration.js';
import type { Subscription, SubscriptionChange } from '../domain/plans/subscription.js';
import type { SubscriptionAction } from '../domain/plans/subscription-action.js';
import { type Standing, type SubscriptionState, subscriptionAt } from '../domain/plans/subscription-at.js';
import { type CatalogueSource, planNamed, planUnknown } from '../entitlement/catalogue.js';
import type { DecideSubscription, SubscriptionChanges } from '../entitlement/subscription-changes.js';
import { subscriptionRefused } from '../entitlement/subscription-refused.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { SubscriptionStore } from '../ports/subscription-store.js';
import type { Working } from './caller.js';
import { checkedPage } from './checked-page.js';
import { checkedRequest } from './checked-request.js';
import { type TenantReference, tenantOf } from './tenant-of.js';

/** What a tenant has signed up for, and what that means right now. */
export interface SubscriptionStanding {
  /** `none` without a subscription. */
  readonly state: SubscriptionState;
  /** What it has become by now; null without one. */
  readonly subscription: Subscription | null;
  /** What the tenant is entitled to, with the overrides of the subscription. */
  readonly plan: Plan;
  /** Epoch milliseconds from which on it may mean something else by itself; null when nothing is due. */
  readonly until: number | null;
}

/** What a change of plan would come to. */
export interface PlanChangePreview {
  readonly from: Plan;
  readonly to: Plan;
  /** When the change takes over if `when` is `auto`: `now` for a larger plan, else `period_end`. */
  readonly when: 'now' | 'period_end';
  /** Epoch milliseconds: that moment. */
  readonly at: number;
  /**
   * What falls due at this moment by such a change: nothing in a trial, for a change at the end of the
   * period, and on the present plan. Null when a price is not known.
   */
  readonly proration: Proration | null;
}

export type SubscriptionHistoryRequest = TenantReference & {
  /** 1 to 500. Default: 20. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
};

/**
 * Subscriptions of organizations (`orgId`), and of users without one (`userId`). For the trusted
 * side of the host: no token is asked for. Each change is one atomic step, whatever else goes on.
 */
export interface SubscriptionFacet {
  /** As stored now. @throws PromptForgeError `request_invalid`, `plan_unknown` */
  get(request: TenantReference): Promise<SubscriptionStanding>;
  /**
   * Carries out an action, by the rules of `subscriptionRules`.
   * @throws PromptForgeError `subscription_not_found`, `subscription_state_invalid`, `plan_unknown`,
   * `seats_exceeded`, `plan_feature_missing`, `request_invalid`, and `storage_conflict` when others
   * keep changing it. Nothing was changed then.
   */
  apply(request: TenantReference & { readonly action: SubscriptionAction }): Promise<Subscription>;
  /**
   * For who is told elsewhere what the subscription is, such as a billing provider: `decide` gets what
   * is stored, and its answer is saved if nobody has saved in between; else it is asked again with
   * what is stored then. Null leaves all as it is. The anchor of a subscription that is there stays.
   * No rule but the shape of the subscription is looked at.
   * @returns what is stored then.
   * @throws PromptForgeError `request_invalid`, `storage_conflict`, and what `decide` throws: as it is if
   * that is a PromptForgeError, else as the cause of `internal`.
   */
  update(request: TenantReference & { readonly decide: DecideSubscription }): Promise<Subscription | null>;
  /** What was saved, newest first. @throws PromptForgeError `request_invalid` */
  history(request: SubscriptionHistoryRequest): Promise<Page<SubscriptionChange>>;
  /**
   * What going over to a plan would come to, at the present number of seats. Nothing is changed.
   * @throws PromptForgeError what `change_plan` would throw, and `request_invalid` when the prices of
   * the two plans differ in currency or interval.
   */
  preview(request: TenantReference & { readonly planId: string }): Promise<PlanChangePreview>;
}

export interface SubscriptionFacetParts {
  readonly store: SubscriptionStore;
  readonly catalogue: CatalogueSource;
  readonly changes: () => Promise<SubscriptionChanges>;
  readonly clock: Clock;
  readonly membersOf: (scope: TenantScope) => Promise<number>;
  readonly working: Working;
}

const defaultHistory = 20;
const tenantFields = ['orgId', 'userId'] as const;

export function subscriptionFacet(parts: SubscriptionFacetParts): SubscriptionFacet {
  const { store, catalogue, changes, clock, working } = parts;
  return Object.freeze<SubscriptionFacet>({
    get: (request) =>
      working(async () => {
        const tenant = checkedRequest('subscriptions.get()', request, tenantFields);
        const stored = await store.load(tenantOf(tenant));
        const { plans } = await catalogue.read();
        const standing: Standing = subscriptionAt(stored?.value ?? null, plans, clock.now());
        const { state, subscription, planId, plan, until } = standing;
        if (plan === null) throw planUnknown(plans, planId);
        return { state, subscription, plan, until };
      }),
    apply: (request) =>
      working(async () => {
        const { action, ...tenant } = checkedRequest('subscriptions.apply()', request, [...tenantFields, 'action']);
        return (await changes()).apply(tenantOf(tenant), action);
      }),
    update: (request) =>
      working(async () => {
        const { decide, ...tenant } = checkedRequest('subscriptions.update()', request, [...tenantFields, 'decide']);
        if (typeof decide === 'function') return (await changes()).update(tenantOf(tenant), decide);
        throw new PromptForgeError(
          'request_invalid',
          'decide must be a function that answers a subscription, or null.',
        );
      }),
    history: (request) =>
      working(async () => {
        const fields = [...tenantFields, 'limit', 'after'];
        const { limit, after, ...tenant } = checkedRequest('subscriptions.history()', request, fields);
        return store.history(tenantOf(tenant), checkedPage({ limit, after }, defaultHistory));
      }),
    preview: (request) =>
      working(async () => {
        const { planId, ...tenant } = checkedRequest('subscriptions.preview()', request, [...tenantFields, 'planId']);
        return preview(parts, tenantOf(tenant), planId);
      }),
  });
}

async function preview(
  { store, catalogue, clock, membersOf }: SubscriptionFacetParts,
  scope: TenantScope,
  planId: string,
): Promise<PlanChangePreview> {
  const stored = await store.load(scope);
  const members = await membersOf(scope);
  const { plans } = await catalogue.read();
  const now = clock.now();
  const { subscription } = subscriptionAt(stored?.value ?? null, plans, now);
  const action = { type: 'change_plan', planId, when: 'auto' } as const;
  const decision = changeSubscription(subscription, action, { now, catalogue: plans, members });
  if (decision.outcome === 'refused') throw subscriptionRefused(decision, plans);
  const { subscription: changed } = decision;
  const from = planNamed(plans, subscription?.planId ?? planId);
  const to = planNamed(plans, planId);
  const isLater = changed.nextPlanId === planId;
  const period = billingPeriod(from.price?.interval ?? 'month', changed.anchor, now);
  // A trial goes on unpaid with the other plan, and what is to come is not charged or given back yet.
  const isDue = changed.status !== 'trialing' && !isLater && from.id !== to.id;
  const seats = isDue ? changed.seats : 0;
  const answer = prorate({
    from: from.price,
    to: to.price,
    seats: { from: seats, to: seats },
    now,
    periodStart: period.start,
    periodEnd: period.end,
  });
  if (answer.outcome === 'incomparable') {
    throw new PromptForgeError(
      'request_invalid',
      `The prices of ${from.id} and ${to.id} differ in their ${answer.by}, so that one cannot be set against the other.`,
    );
  }
  const { outcome, ...amounts } = answer;
  return {
    from,
    to,
    when: isLater ? 'period_end' : 'now',
    at: isLater ? (changed.nextPlanAt ?? periodEnd(changed, now)) : now,
    proration: outcome === 'unknown' || !('currency' in amounts) ? null : amounts,
  };
}
