/** Webhooks that this version of `stripe` has signed are taken, and all others refused. */
import assert from 'node:assert/strict';
import { PromptForge } from 'promptforge';
import { memoryStorage } from 'promptforge/adapters/memory';
import { loadStripe, stripeBilling } from 'promptforge/stripe';

const { Stripe } = await loadStripe();
const stripe = new Stripe('sk_test_of_no_account');
if (typeof stripe.checkout.sessions.create !== 'function') throw new Error('It is no client of Stripe.');

const storage = memoryStorage();
const forge = new PromptForge({
  storage,
  engine: 'rules',
  session: { secret: 'of the matrix alone, 32 bytes or more' },
});
await forge.setup();
const secret = 'whsec_of_the_matrix_and_nothing_else';
const billing = stripeBilling({
  forge,
  storage,
  stripe,
  webhookSecret: secret,
  prices: [{ priceId: 'price_of_the_matrix', planId: 'pro' }],
});

// Of a customer whom nobody knows, so that Stripe is not asked.
const event = {
  id: 'evt_of_the_matrix',
  object: 'event',
  type: 'invoice.paid',
  data: { object: { id: 'in_of_the_matrix', object: 'invoice', customer: 'cus_of_nobody' } },
};
const payload = JSON.stringify(event);
const now = Math.floor(Date.now() / 1_000);
const signed = (parts = {}) => stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: now, ...parts });

async function answerTo(header, body = payload) {
  const request = new Request('https://app.example/webhooks/stripe', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header === null ? {} : { 'stripe-signature': header }) },
    body,
  });
  const response = await billing.webhook(request);
  const { code = null } = await response.json();
  return [response.status, code];
}

const refused = [400, 'webhook_invalid'];
const thin = JSON.stringify({ ...event, object: 'v2.core.event', data: undefined });
assert.deepEqual(await answerTo(signed()), [200, null], 'as it was signed');
assert.deepEqual(await answerTo(signed(), payload.replace('nobody', 'another')), refused, 'changed on its way');
assert.deepEqual(await answerTo(signed({ secret: 'whsec_of_somebody_else' })), refused, 'by another secret');
assert.deepEqual(await answerTo(signed({ timestamp: now - 400 })), refused, 'too old');
assert.deepEqual(await answerTo(signed({ payload: thin }), thin), refused, 'a thin event');
assert.deepEqual(await answerTo(null), refused, 'not signed');
await forge.close();
