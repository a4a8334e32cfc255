/** What billing adapters share with the rules of subscriptions. Those who only store need none of it. */

export { carriedForward } from './domain/plans/subscription-at.js';
export { isIdentifier } from './domain/text/is-identifier.js';
export { checkSeats } from './entitlement/check-seats.js';
export { everySubscription } from './entitlement/every-subscription.js';
export { tenantOf } from './facets/tenant-of.js';
