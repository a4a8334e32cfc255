import { PromptForgeError } from '../../src/storage.js';
import { allPages, collect } from './all-pages.js';
import type { BillingParts } from './billing-parts.js';
import type { HostedPage } from './hosted-page.js';
import { idempotencyKey, keySpan } from './idempotency-key.js';
import type { StripeCheckoutRequest, StripeCheckoutSession } from './stripe-client.js';
import { tenantKey } from './tenant-metadata.js';
import { askStripe, isStripeFault, toBillingError } from './to-billing-error.js';

/** Tells which request a session was opened for. */
const requestKey = 'promptforge_request';

/**
 * Opens a session, or gives back the open one that was asked for with the same words. Others of the
 * tenant are closed: two that stay open could both be paid.
 */
export async function openCheckout(
  parts: BillingParts,
  wanted: StripeCheckoutRequest,
  fingerprint: string,
): Promise<HostedPage> {
  const { stripe, call, clock } = parts;
  const { customer, metadata } = wanted;
  const open = await collect(
    allPages((page) => askStripe(() => stripe.checkout.sessions.list({ ...page, customer, status: 'open' }, call()))),
  );
  const own = open.filter((session) => session.metadata?.[tenantKey] === metadata[tenantKey]);
  const same = own.find((session) => session.metadata?.[requestKey] === fingerprint && session.url !== null);
  for (const other of own) if (other !== same) await expire(parts, other);
  if (same !== undefined) return addressOf(same);
  // The key is new with each session there is, and the same for two calls at once.
  const { data } = await askStripe(() => stripe.checkout.sessions.list({ limit: 1, customer }, call()));
  const key = idempotencyKey('session', fingerprint, data[0]?.id ?? null, keySpan(clock.now()));
  const request = { ...wanted, metadata: { ...metadata, [requestKey]: fingerprint } };
  return addressOf(await askStripe(() => stripe.checkout.sessions.create(request, call(key))));
}

async function expire({ stripe, call, clock }: BillingParts, { id }: StripeCheckoutSession): Promise<void> {
  try {
    await stripe.checkout.sessions.expire(id, {}, call(idempotencyKey('expire', id, keySpan(clock.now()))));
  } catch (error) {
    if (!isStripeFault(error) || error.type !== 'StripeInvalidRequestError') throw toBillingError(error);
    throw new PromptForgeError(
      'subscription_state_invalid',
      'Another checkout of this tenant has just been completed. Wait for its subscription.',
    );
  }
}

function addressOf({ url }: StripeCheckoutSession): HostedPage {
  if (url !== null) return { url };
  throw new PromptForgeError('billing_unavailable', 'Stripe opened a checkout without an address. Try again.');
}
