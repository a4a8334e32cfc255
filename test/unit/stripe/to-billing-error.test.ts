import { Stripe } from 'stripe';
import { describe, expect, test } from 'vitest';
import { toBillingError } from '../../../adapters/stripe/api/to-billing-error.js';
import { PromptForgeError } from '../../../src/index.js';

const { errors } = Stripe;
const message = 'No such customer cus_9 (ada@example.com), key sk_live_abc';

describe('a failure of Stripe', () => {
  test.each<[Error, string]>([
    [new errors.StripeAuthenticationError({ type: 'authentication_error', message }), 'config_invalid'],
    [new errors.StripePermissionError({ type: 'invalid_request_error', message }), 'config_invalid'],
    [
      new errors.StripeInvalidRequestError({ type: 'invalid_request_error', message, param: 'price' }),
      'config_invalid',
    ],
    [
      new errors.StripeInvalidRequestError({
        type: 'invalid_request_error',
        message,
        code: 'resource_missing',
        param: 'customer',
      }),
      'billing_customer_unknown',
    ],
    [new errors.StripeRateLimitError({ type: 'rate_limit_error', message }), 'billing_unavailable'],
    [new errors.StripeConnectionError({ type: 'api_error', message }), 'billing_unavailable'],
    [new errors.StripeAPIError({ type: 'api_error', message, statusCode: 500 }), 'billing_unavailable'],
    [new errors.StripeIdempotencyError({ type: 'idempotency_error', message }), 'billing_unavailable'],
  ])('%s is told as %s, without what Stripe said', (fault, code) => {
    const error = toBillingError(fault);
    expect(PromptForgeError.is(error)).toBe(true);
    expect(error).toMatchObject({ code });
    const told = `${String(error)} ${String((error as Error).cause)} ${JSON.stringify(error)}`;
    expect(told).not.toMatch(/ada|sk_live|cus_9/);
  });

  test('names the parameter and the request, which help to find out', () => {
    const fault = new errors.StripeInvalidRequestError({
      type: 'invalid_request_error',
      message,
      param: 'line_items[0][price]',
      requestId: 'req_1',
      statusCode: 400,
    });
    expect(toBillingError(fault)).toMatchObject({
      message: expect.stringContaining('because of line_items[0][price]'),
      cause: expect.objectContaining({ message: 'StripeInvalidRequestError, HTTP 400, request req_1' }),
    });
  });

  test.each([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('tells the wait that %j asks for', (headers, retryAfterMs) => {
    const fault = new errors.StripeRateLimitError({ type: 'rate_limit_error', message, headers });
    expect(toBillingError(fault)).toMatchObject({ retryAfterMs });
  });

  test.each([new TypeError('a defect'), null, 'text', { type: 'StripeError' }])('%s is not one', (error) => {
    expect(toBillingError(error)).toBe(error);
  });
});
