import type { Catalogue } from './plan.js';
import type { SubscriptionChange } from './subscription.js';

/** What a change of a subscription was, by what came of it. */
export const subscriptionMovements = [
  'started',
  'upgraded',
  'downgraded',
  'canceled',
  'resumed',
  'trialConverted',
] as const;
export type SubscriptionMovement = (typeof subscriptionMovements)[number];

/**
 * All that one change was; a trial that is paid for and moves up at once is two things. Changes of
 * seats and dates are none. A subscription that begins again after it was canceled counts as started,
 * one that was paused as resumed.
 */
export function movementsOf(
  { previous, status, planId }: SubscriptionChange,
  catalogue: Catalogue,
): readonly SubscriptionMovement[] {
  if (previous === null || previous.status === 'canceled') return status === 'canceled' ? [] : ['started'];
  if (status === 'canceled') return ['canceled'];
  const rank = (id: string) => catalogue.findIndex((plan) => plan.id === id);
  const movements: SubscriptionMovement[] = [];
  if (previous.status === 'trialing' && status === 'active') movements.push('trialConverted');
  if (previous.status === 'paused' && status !== 'paused') movements.push('resumed');
  if (rank(planId) > rank(previous.planId)) movements.push('upgraded');
  if (rank(planId) < rank(previous.planId)) movements.push('downgraded');
  return movements;
}
