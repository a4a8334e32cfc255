export { billedSetup, prices } from './billed-setup.js';
export { History } from './history.js';
export { type ScriptedStripe, secretKey, startScriptedStripe } from './start-scripted-stripe.js';
export { StripeAccount } from './stripe-account.js';
export { StripeFailure } from './stripe-failure.js';
export { webhookRequest } from './webhook-request.js';
export { withMethod } from './with-method.js';
