import { PromptForgeError } from '../../../src/storage.js';

/** What is read of an error of the SDK, which any copy of it may have made. */
interface StripeFault {
  /** The name of its class: `StripeConnectionError`. */
  readonly type: string;
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly param?: unknown;
  readonly requestId?: unknown;
  readonly headers?: unknown;
}

export function isStripeFault(error: unknown): error is StripeFault & Error {
  return error instanceof Error && 'type' in error && typeof error.type === 'string' && error.type.startsWith('Stripe');
}

/** Whether Stripe says that what a request names is not there. */
export function isMissing(error: unknown): error is StripeFault & Error {
  return isStripeFault(error) && error.code === 'resource_missing';
}

/**
 * A failure of Stripe as the one error PromptForge throws; anything else is given back as it is.
 * Stripe's message is left out: it may quote a customer, or part of a key.
 */
export function toBillingError(error: unknown): unknown {
  if (!isStripeFault(error)) return error;
  const options = { cause: causeOf(error), retryAfterMs: retryAfter(error) };
  switch (error.type) {
    case 'StripeAuthenticationError':
    case 'StripePermissionError':
      return new PromptForgeError(
        'config_invalid',
        'Stripe rejected the API key, or the key may not do this. Check that it is of the right account and mode, and its permissions.',
        options,
      );
    case 'StripeInvalidRequestError':
    case 'StripeCardError':
      if (error.code === 'resource_missing' && error.param === 'customer') {
        return unknownCustomer(error);
      }
      if (error.code === 'email_invalid' || error.param === 'email') {
        return new PromptForgeError(
          'request_invalid',
          'Stripe does not take customerEmail for an e-mail address.',
          options,
        );
      }
      return new PromptForgeError(
        'config_invalid',
        `Stripe rejected the request${named(error.param)}. Check the prices, addresses and settings of the account; request log: see the id in the cause.`,
        options,
      );
    case 'StripeRateLimitError':
      return new PromptForgeError(
        'billing_unavailable',
        'Stripe is limiting the rate of requests. Try again.',
        options,
      );
    default:
      return new PromptForgeError('billing_unavailable', 'Stripe did not answer, or failed. Try again.', options);
  }
}

/** What to say when Stripe does not know a customer that it was asked about. */
export function unknownCustomer(fault: StripeFault): PromptForgeError {
  return new PromptForgeError(
    'billing_customer_unknown',
    'Stripe does not know the customer of this tenant. It was deleted there, for which billing.checkout() makes a new one, or the API key is of another account or mode.',
    { cause: causeOf(fault) },
  );
}

/** Calls Stripe. @throws PromptForgeError `billing_unavailable`, `billing_customer_unknown` or `config_invalid` */
export async function askStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toBillingError(error);
  }
}

function named(param: unknown): string {
  return isWord(param) ? ` because of ${param}` : '';
}

/** Facts that are Stripe's own, never a customer's. */
function causeOf({ type, statusCode, code, requestId }: StripeFault): Error {
  const facts = [
    type,
    typeof statusCode === 'number' ? `HTTP ${statusCode}` : null,
    isWord(code) ? code : null,
    isWord(requestId) ? `request ${requestId}` : null,
  ];
  return Object.assign(new Error(facts.filter((fact) => fact !== null).join(', ')), { name: 'StripeFailure' });
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[\w[\].-]{1,100}$/.test(value);
}

/** The wait in milliseconds that Stripe asks for in seconds; null when it asks for none. */
function retryAfter({ headers }: StripeFault): number | null {
  if (typeof headers !== 'object' || headers === null || !('retry-after' in headers)) return null;
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : null;
}
