/** What billing adapters share with the rules of subscriptions. Those who only store need none of it. */
export { isIdentifier } from './domain/is-identifier.js';
export { carriedForward } from './domain/subscription-at.js';
export { checkSeats } from './entitlement/check-seats.js';
export { everySubscription } from './entitlement/every-subscription.js';
export { tenantOf } from './facets/tenant-of.js';
