import type { Catalogue, Plan } from './plan.js';
import { withOverrides } from './plan-overrides.js';
import type { Subscription, SubscriptionStatus } from './subscription.js';

/** The states a tenant can be in; `none` is that of one that never had a subscription. */
export type SubscriptionState = SubscriptionStatus | 'none';

/** What a subscription means at a moment. */
export interface Standing {
  readonly state: SubscriptionState;
  /** Null for a tenant without one; else what it has become by now, with all that was due carried out. */
  readonly subscription: Subscription | null;
  /** The id of the plan it entitles to. It may be missing in the catalogue. */
  readonly planId: string;
  /** That plan with the overrides of the subscription; null when the catalogue has no such plan. */
  readonly plan: Plan | null;
  /** Epoch milliseconds from which on it may mean something else by itself; null when nothing is due. */
  readonly until: number | null;
}

const dayMs = 86_400_000;

/**
 * What a subscription means at `now` (epoch milliseconds). Nothing has to run at the moment a trial,
 * a subscription or a grace period ends, or a planned change takes over: it is worked out whenever
 * it is asked for, and the answer does not depend on when, or whether, it was asked before.
 */
export function subscriptionAt(subscription: Subscription | null, catalogue: Catalogue, now: number): Standing {
  if (subscription === null) {
    const [plan] = catalogue;
    return { state: 'none', subscription, planId: plan.id, plan, until: null };
  }
  const current = carriedForward(subscription, now);
  const { status, planId, overrides } = current;
  const own = catalogue.find(({ id }) => id === planId);
  const graceEnd = graceEndOf(current, own);
  const isEntitled = entitling.has(status) && (graceEnd === null || now < graceEnd);
  const plan = isEntitled ? (own ?? null) : catalogue[0];
  return {
    state: status,
    subscription: current,
    planId: isEntitled ? planId : catalogue[0].id,
    plan: plan === null ? null : withOverrides(plan, overrides),
    until: soonest([...dueTimes(current), graceEnd], now),
  };
}

/**
 * The subscription with everything carried out that was due by `now`, in the order in which it was
 * due; the very same one when nothing was.
 */
export function carriedForward(subscription: Subscription, now: number): Subscription {
  if (subscription.status === 'canceled') return subscription;
  const end = endOf(subscription);
  const takesOver = subscription.nextPlanAt;
  const isOver = end !== null && end <= now;
  const isChanged = takesOver !== null && takesOver <= now && (end === null || takesOver < end);
  if (!isOver && !isChanged) return subscription;
  return {
    ...subscription,
    planId: isChanged ? (subscription.nextPlanId ?? subscription.planId) : subscription.planId,
    nextPlanId: null,
    nextPlanAt: null,
    ...(isOver ? { status: 'canceled', pastDueSince: null, cancelAt: end } : {}),
  };
}

const entitling: ReadonlySet<SubscriptionStatus> = new Set(['trialing', 'active', 'past_due']);

/**
 * For how long a trial that somebody else bills goes on after its end, in milliseconds: three days, as
 * long as Stripe tries to deliver an event. The provider has charged for the plan by then, or will say
 * that it could not.
 * @see https://docs.stripe.com/webhooks#automatic-retries
 */
const deliveryMs = 3 * dayMs;

/** When a subscription that is not canceled ends by itself. */
function endOf({ status, trialEnd, cancelAt, source }: Subscription): number | null {
  const trial = status === 'trialing' && trialEnd !== null ? trialEnd + (source === null ? 0 : deliveryMs) : null;
  return soonest([trial, cancelAt], Number.NEGATIVE_INFINITY);
}

function graceEndOf({ status, pastDueSince }: Subscription, plan: Plan | undefined): number | null {
  if (status !== 'past_due' || pastDueSince === null || plan === undefined) return null;
  return pastDueSince + plan.graceDays * dayMs;
}

/** When a subscription becomes something else by itself. A grace period that ends changes what it entitles to, and nothing of it. */
export function dueTimes(subscription: Subscription): readonly (number | null)[] {
  return subscription.status === 'canceled' ? [] : [endOf(subscription), subscription.nextPlanAt];
}

/** The first of some times that is after `now`. */
function soonest(times: readonly (number | null)[], now: number): number | null {
  const ahead = times.filter((time) => time !== null && time > now).map(Number);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
