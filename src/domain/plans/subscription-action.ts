import type { PlanOverrides, SubscriptionStatus } from './subscription.js';
import type { SubscriptionState } from './subscription-at.js';

/** `period_end` is the end of the month, counted from the anchor, that is under way. */
export type Moment = 'now' | 'period_end';

/** What can be done to a subscription. */
export type SubscriptionAction =
  /** Signs up for a plan. `trial` (default: false) tries it for the days the plan offers, once per tenant. */
  | { readonly type: 'start'; readonly planId: string; readonly seats: number; readonly trial?: boolean }
  /** Makes a trial a paid subscription. */
  | { readonly type: 'activate' }
  | { readonly type: 'payment_failed' }
  | { readonly type: 'payment_succeeded' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'cancel'; readonly when: Moment }
  /** Withdraws a cancellation and a change of plan that are yet to come. */
  | { readonly type: 'keep' }
  /** `auto` moves up at once, and down at the end of the period. */
  | { readonly type: 'change_plan'; readonly planId: string; readonly when: Moment | 'auto' }
  | { readonly type: 'set_seats'; readonly seats: number }
  /** Null goes back to just what the plan says. */
  | { readonly type: 'set_overrides'; readonly overrides: PlanOverrides | null };

export type SubscriptionActionType = SubscriptionAction['type'];

export const subscriptionActionTypes = [
  'start',
  'activate',
  'payment_failed',
  'payment_succeeded',
  'pause',
  'resume',
  'cancel',
  'keep',
  'change_plan',
  'set_seats',
  'set_overrides',
] as const satisfies readonly SubscriptionActionType[];

export interface StateRules {
  /** The plan a tenant in this state is entitled to. */
  readonly entitlesTo: 'its plan' | 'its plan, while grace lasts' | 'the first plan';
  /** The actions it allows, and the state each leads to; `same` stays. What is not named is refused. */
  readonly allows: Readonly<Partial<Record<SubscriptionActionType, 'same' | readonly SubscriptionStatus[]>>>;
}

/** What each state may do: all rules of the state machine but those about seats, trials and plans. */
export const subscriptionRules = {
  none: {
    entitlesTo: 'the first plan',
    allows: { start: ['trialing', 'active'] },
  },
  trialing: {
    entitlesTo: 'its plan',
    allows: {
      activate: ['active'],
      payment_succeeded: ['active'],
      cancel: ['trialing', 'canceled'],
      keep: 'same',
      change_plan: 'same',
      set_seats: 'same',
      set_overrides: 'same',
    },
  },
  active: {
    entitlesTo: 'its plan',
    allows: {
      payment_failed: ['past_due'],
      payment_succeeded: 'same',
      pause: ['paused'],
      cancel: ['active', 'canceled'],
      keep: 'same',
      change_plan: 'same',
      set_seats: 'same',
      set_overrides: 'same',
    },
  },
  past_due: {
    entitlesTo: 'its plan, while grace lasts',
    allows: {
      payment_failed: 'same',
      payment_succeeded: ['active'],
      cancel: ['past_due', 'canceled'],
      keep: 'same',
      set_overrides: 'same',
    },
  },
  paused: {
    entitlesTo: 'the first plan',
    allows: {
      resume: ['active'],
      cancel: ['paused', 'canceled'],
      keep: 'same',
      set_overrides: 'same',
    },
  },
  canceled: {
    entitlesTo: 'the first plan',
    allows: { start: ['trialing', 'active'], set_overrides: 'same' },
  },
} as const satisfies Record<SubscriptionState, StateRules>;
