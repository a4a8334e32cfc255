import { Stripe } from 'stripe';

export const webhookSecret = 'whsec_of_the_tests_and_nothing_else';

/** Signs by the SDK's own test helper. */
const { webhooks } = new Stripe('sk_test_signs_only');

interface Delivery {
  /** Unix seconds at which it is signed. */
  readonly at: number;
  readonly secret?: string;
}

/** An event on its way from Stripe, signed over the bytes that are sent. A text is sent as it is. */
export function webhookRequest(event: object | string, { at, secret = webhookSecret }: Delivery): Request {
  const payload = typeof event === 'string' ? event : JSON.stringify(event, null, 2);
  const signature = webhooks.generateTestHeaderString({ payload, secret, timestamp: at });
  return new Request('https://app.example/webhooks/stripe', {
    method: 'POST',
    headers: { 'stripe-signature': signature, 'content-type': 'application/json; charset=utf-8' },
    body: payload,
  });
}
