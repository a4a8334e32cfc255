import type { Subscription, SubscriptionChange, SubscriptionStatus } from '../domain/plans/subscription.js';
import { carriedForward, dueTimes } from '../domain/plans/subscription-at.js';

/** What a subscription was from one moment to another; epoch milliseconds. */
export interface SubscriptionPhase {
  readonly planId: string;
  readonly status: SubscriptionStatus;
  readonly seats: number;
  readonly from: number;
  readonly to: number;
}

/**
 * What the subscription of one tenant was between two moments, without gaps once there was one. What it became by
 * itself, such as a trial that ran out, shows of the subscription as it is stored now; of earlier ones only
 * what was saved is known.
 * @param changes those after `from`, oldest first.
 */
export function phasesOf(
  stored: Subscription,
  changes: readonly SubscriptionChange[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly SubscriptionPhase[] {
  const phases: SubscriptionPhase[] = [];
  let since = from;
  for (const { at, previous } of changes) {
    if (previous !== null) phases.push({ ...previous, from: since, to: Math.min(at, to) });
    since = at;
  }
  for (const moment of turningPoints(stored, since, to)) {
    const { planId, status, seats } = carriedForward(stored, moment.from);
    phases.push({ planId, status, seats, ...moment });
  }
  return phases.filter((phase) => phase.from < phase.to);
}

/** Stretches within which a stored subscription does not change by itself. */
function turningPoints(stored: Subscription, from: number, to: number) {
  const inside = dueTimes(stored)
    .filter((at) => at !== null && at > from && at < to)
    .map(Number);
  const starts = [from, ...new Set(inside.sort((a, b) => a - b))];
  return starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? to }));
}
