import type { ChangeRefusal, StateProblem } from '../domain/plans/change-subscription.js';
import type { Catalogue } from '../domain/plans/plan.js';
import type { SeatProblem } from '../domain/plans/seat-problem.js';
import type { StateRules } from '../domain/plans/subscription-action.js';
import { subscriptionRules } from '../domain/plans/subscription-action.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { planUnknown } from './catalogue.js';

/** The error a caller gets for an action that was refused. Nothing was changed. */
export function subscriptionRefused(refusal: ChangeRefusal, plans: Catalogue): PromptForgeError {
  switch (refusal.code) {
    case 'plan_unknown':
      return planUnknown(plans, refusal.planId);
    case 'subscription_not_found':
      return new PromptForgeError(
        'subscription_not_found',
        "The tenant has no subscription. Begin one with { type: 'start', planId, seats }.",
      );
    case 'subscription_state_invalid':
      return new PromptForgeError('subscription_state_invalid', adviceFor(refusal.reason), {
        details: { ...refusal.reason },
      });
    case 'seats_exceeded':
    case 'plan_feature_missing':
      return seatsRefused(refusal);
  }
}

function adviceFor(reason: StateProblem): string {
  switch (reason.problem) {
    case 'action': {
      const { allows }: StateRules = subscriptionRules[reason.state];
      return `A subscription that is ${reason.state} does not allow ${reason.action}; it allows ${Object.keys(allows).join(', ')}.`;
    }
    case 'no_trial':
      return `The plan ${reason.planId} offers no trial. Start it without one, or activate the subscription first.`;
    case 'trial_used':
      return 'The tenant has had a trial already. Start the subscription without one.';
    case 'ends_anyway':
      return 'The subscription ends with the period, so that no plan can take over then. Withdraw the cancellation first with keep.';
  }
}

/** As {@link subscriptionRefused}, for seats alone. */
export function seatsRefused(problem: SeatProblem): PromptForgeError {
  if (problem.code === 'plan_feature_missing') {
    const { planId, feature } = problem;
    return new PromptForgeError(
      'plan_feature_missing',
      `More than one seat takes the feature ${feature}, which the plan ${planId} does not include. Take one seat, or a plan that does.`,
      { details: { plan: planId, feature } },
    );
  }
  const { by, planId, seats, bound } = problem;
  const message = {
    plan: `The plan ${planId} has at most ${bound} seats, and not ${seats}. Take fewer seats first, or a larger plan.`,
    overrides: `The overrides of the tenant grant at most ${bound} seats, and not ${seats}. Take fewer seats first, or grant more by set_overrides.`,
    members: `The organization has ${bound} members, more than ${seats} seats. Take at least ${bound} seats, or remove members first.`,
  }[by];
  return new PromptForgeError('seats_exceeded', message, { details: { plan: planId, seats, by, bound } });
}
