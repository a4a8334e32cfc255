/** What billing adapters ask of the rules of subscriptions. Those who only store need none of it. */
export { carriedForward } from './domain/subscription-at.js';
export { checkSeats } from './entitlement/check-seats.js';
