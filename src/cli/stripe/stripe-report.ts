import type { Difference } from '../../../adapters/stripe/index.js';

/** Whether it is still to be put right. */
export function isOpen({ repaired }: Difference): boolean {
  return !repaired;
}

/** One line for a difference, as a person would say it. */
export function differenceLine(difference: Difference): string {
  return `${difference.repaired ? 'repaired' : 'differs '}  ${describe(difference)}`;
}

function describe(difference: Difference): string {
  switch (difference.kind) {
    case 'subscription':
      return `${difference.orgId}: ${difference.fields.join(', ')}`;
    case 'price_unknown':
      return `${difference.orgId}: is on a price that the file does not name`;
    case 'status_unknown':
      return `${difference.orgId}: is in a status that this version does not know`;
    case 'missing_at_stripe':
      return `${difference.orgId}: Stripe does not know its subscription`;
    case 'plan_unknown':
      return `${difference.orgId}: pays for the plan ${difference.planId}, which the catalogue does not have`;
    case 'several_subscriptions':
      return `${difference.orgId}: pays for ${difference.count} subscriptions at once; cancel all but one at Stripe`;
    case 'customer_gone':
      return `${difference.orgId}: its customer ${difference.customerId} was deleted at Stripe`;
    case 'customer_unlinked':
      return difference.orgId === null
        ? `${difference.customerId}: belongs to no tenant; set promptforge_tenant in its metadata at Stripe`
        : `${difference.customerId}: belongs to ${difference.orgId} by its metadata, and is not tied to it`;
    case 'meter_unfit':
      return `${difference.eventName}: there is no active meter of this name that adds up values`;
    case 'usage_uncertain': {
      const { orgId, eventName, month, amount, atStripe } = difference;
      return `${orgId}: ${amount} of ${eventName} in ${month.slice(0, 7)} ${atStripe ? 'arrived' : 'did not arrive'} at Stripe`;
    }
  }
}
