import { windowBounds } from '../quota/quota-window.js';
import type { Catalogue, Plan } from './plan.js';
import type { SeatProblem } from './seat-problem.js';
import { seatProblem } from './seat-problem.js';
import type { Subscription } from './subscription.js';
import { type StateRules, type SubscriptionAction, subscriptionRules } from './subscription-action.js';
import { carriedForward, type SubscriptionState } from './subscription-at.js';

/** What an action is decided by, besides the subscription. */
export interface ChangeContext {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly catalogue: Catalogue;
  /** How many people belong to the tenant, who each need a seat; 0 when that is not known. */
  readonly members: number;
}

export type ChangeRefusal =
  | { readonly outcome: 'refused'; readonly code: 'subscription_not_found' }
  | { readonly outcome: 'refused'; readonly code: 'plan_unknown'; readonly planId: string }
  | { readonly outcome: 'refused'; readonly code: 'subscription_state_invalid'; readonly reason: StateProblem }
  | ({ readonly outcome: 'refused' } & SeatProblem);

/** Why the present state of a subscription does not allow an action. */
export type StateProblem =
  /** By the table. */
  | { readonly problem: 'action'; readonly state: SubscriptionState; readonly action: SubscriptionAction['type'] }
  | { readonly problem: 'no_trial'; readonly planId: string }
  | { readonly problem: 'trial_used' }
  | { readonly problem: 'ends_anyway' };

export type ChangeDecision = { readonly outcome: 'changed'; readonly subscription: Subscription } | ChangeRefusal;

/**
 * What becomes of a subscription by an action, or why it is refused. Everything that was due by now
 * is carried out first, so that it makes no difference whether anybody looked in between.
 */
export function changeSubscription(
  stored: Subscription | null,
  action: SubscriptionAction,
  context: ChangeContext,
): ChangeDecision {
  const current = stored === null ? null : carriedForward(stored, context.now);
  const state = current?.status ?? 'none';
  const { allows }: StateRules = subscriptionRules[state];
  if (allows[action.type] === undefined) {
    return current === null
      ? { outcome: 'refused', code: 'subscription_not_found' }
      : stateInvalid({ problem: 'action', state, action: action.type });
  }
  if (action.type === 'start') return started(current, action, context);
  if (current === null) return { outcome: 'refused', code: 'subscription_not_found' };
  return changed(current, action, context);
}

const dayMs = 86_400_000;

function started(
  before: Subscription | null,
  { planId, seats, trial = false }: Extract<SubscriptionAction, { type: 'start' }>,
  context: ChangeContext,
): ChangeDecision {
  const plan = context.catalogue.find(({ id }) => id === planId);
  if (plan === undefined) return { outcome: 'refused', code: 'plan_unknown', planId };
  if (trial && plan.trialDays === 0) return stateInvalid({ problem: 'no_trial', planId });
  if (trial && before !== null && before.trialEnd !== null) return stateInvalid({ problem: 'trial_used' });
  return seated(
    {
      planId,
      status: trial ? 'trialing' : 'active',
      seats,
      anchor: before?.anchor ?? context.now,
      trialEnd: trial ? context.now + plan.trialDays * dayMs : (before?.trialEnd ?? null),
      pastDueSince: null,
      cancelAt: null,
      ...noChangePlanned,
      overrides: before?.overrides ?? null,
      source: null,
    },
    context,
  );
}

function changed(
  current: Subscription,
  action: Exclude<SubscriptionAction, { type: 'start' }>,
  context: ChangeContext,
): ChangeDecision {
  switch (action.type) {
    case 'activate':
    case 'payment_succeeded':
    case 'resume':
      return into({ ...current, status: 'active', pastDueSince: null });
    case 'payment_failed':
      return into({ ...current, status: 'past_due', pastDueSince: current.pastDueSince ?? context.now });
    case 'pause':
      return into({ ...current, status: 'paused' });
    case 'cancel':
      return into(
        action.when === 'now'
          ? { ...current, ...noChangePlanned, status: 'canceled', pastDueSince: null, cancelAt: context.now }
          : { ...current, ...noChangePlanned, cancelAt: current.cancelAt ?? periodEnd(current, context.now) },
      );
    case 'keep':
      return into({ ...current, ...noChangePlanned, cancelAt: null });
    case 'change_plan':
      return replanned(current, action, context);
    case 'set_seats':
      return seated({ ...current, seats: action.seats }, context);
    case 'set_overrides': {
      const overridden = { ...current, overrides: action.overrides };
      return current.status === 'canceled' ? into(overridden) : seated(overridden, context);
    }
  }
}

function replanned(
  current: Subscription,
  { planId, when }: Extract<SubscriptionAction, { type: 'change_plan' }>,
  context: ChangeContext,
): ChangeDecision {
  const { catalogue, now } = context;
  const plan = catalogue.find(({ id }) => id === planId);
  if (plan === undefined) return { outcome: 'refused', code: 'plan_unknown', planId };
  if (planId === current.planId) return into({ ...current, ...noChangePlanned });
  // A trial is of a plan that offers one; the others have to be paid for first.
  if (current.status === 'trialing' && plan.trialDays === 0) return stateInvalid({ problem: 'no_trial', planId });
  const isUpgrade = rank(catalogue, planId) > rank(catalogue, current.planId);
  if (when === 'now' || (when === 'auto' && isUpgrade)) {
    return seated({ ...current, ...noChangePlanned, planId }, context);
  }
  if (current.cancelAt !== null) return stateInvalid({ problem: 'ends_anyway' });
  return seated({ ...current, nextPlanId: planId, nextPlanAt: periodEnd(current, now) }, context);
}

const noChangePlanned = Object.freeze({ nextPlanId: null, nextPlanAt: null });

/** A plan that is no longer in the catalogue comes before all that are. */
function rank(catalogue: Catalogue, planId: string): number {
  return catalogue.findIndex(({ id }) => id === planId);
}

/** The end of the month that is under way, counted from the anchor. */
export function periodEnd({ anchor }: Pick<Subscription, 'anchor'>, now: number): number {
  return windowBounds('month', anchor, now).end;
}

/** The seats must fit the plan, and the one that is to take over. */
function seated(subscription: Subscription, { catalogue, members }: ChangeContext): ChangeDecision {
  for (const planId of [subscription.planId, subscription.nextPlanId]) {
    const plan: Plan | undefined = catalogue.find(({ id }) => id === planId);
    const problem = plan === undefined ? null : seatProblem(plan, subscription, members);
    if (problem !== null) return { outcome: 'refused', ...problem };
  }
  return into(subscription);
}

function into(subscription: Subscription): ChangeDecision {
  return { outcome: 'changed', subscription };
}

function stateInvalid(reason: StateProblem): ChangeRefusal {
  return { outcome: 'refused', code: 'subscription_state_invalid', reason };
}
