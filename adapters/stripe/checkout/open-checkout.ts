import { PromptForgeError } from '../../../src/storage.js';
import { allPages, collect } from '../api/all-pages.js';
import { idempotencyKey, keySpan } from '../api/idempotency-key.js';
import type { StripeCheckoutRequest, StripeCheckoutSession } from '../api/stripe-client.js';
import { askStripe, isStripeFault, toBillingError } from '../api/to-billing-error.js';
import type { BillingParts } from '../billing-parts.js';
import { tenantKey } from '../customers/tenant-metadata.js';
import type { HostedPage } from './hosted-page.js';

/** Tells which request a session was opened for. */
const requestKey = 'promptforge_request';

/** Each further round takes somebody who closes what was just opened. */
const maxRounds = 3;

export interface CheckoutToOpen {
  readonly wanted: StripeCheckoutRequest;
  /** The same for the same words. */
  readonly fingerprint: string;
  /** Rejects when the tenant may buy no more. */
  readonly verify: () => Promise<unknown>;
}

/**
 * Opens a session, or gives back the open one that was asked for with the same words. Others of the
 * tenant are closed: two that stay open could both be paid. Stripe cannot open one on condition that
 * there is no other, so that it is looked at again afterwards: of several that processes opened at
 * the same time all agree to keep the same one, and whoever is last sees them all.
 * @throws PromptForgeError `storage_conflict` when another one, of other words, is kept.
 */
export async function openCheckout(parts: BillingParts, toOpen: CheckoutToOpen): Promise<HostedPage> {
  const { wanted, fingerprint, verify } = toOpen;
  for (let round = 0; round < maxRounds; round += 1) {
    // Before the open ones: whoever opens one in between is found among them, or had the same key.
    const latest = await latestSession(parts, wanted);
    const open = await openSessions(parts, wanted);
    const same = open.find((session) => isFor(session, fingerprint));
    await expireAllBut(parts, open, same);
    if (same !== undefined) return addressOf(same);
    // Once none is open that could still be paid.
    await verify();
    await create(parts, toOpen, latest);
    const beside = await openSessions(parts, wanted);
    const [kept] = beside.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    await expireAllBut(parts, beside, kept);
    if (kept === undefined) continue;
    if (isFor(kept, fingerprint)) return addressOf(kept);
    break;
  }
  throw new PromptForgeError(
    'storage_conflict',
    'Another checkout of this tenant was opened at the same moment. Ask again for this one to close that.',
  );
}

async function latestSession(
  { stripe, call }: BillingParts,
  { customer }: StripeCheckoutRequest,
): Promise<StripeCheckoutSession | undefined> {
  const { data } = await askStripe(() => stripe.checkout.sessions.list({ limit: 1, customer }, call()));
  return data[0];
}

/** Those of the tenant; the host may have opened others of the customer. */
async function openSessions(
  { stripe, call }: BillingParts,
  { customer, metadata }: StripeCheckoutRequest,
): Promise<readonly StripeCheckoutSession[]> {
  const open = await collect(
    allPages((page) => askStripe(() => stripe.checkout.sessions.list({ ...page, customer, status: 'open' }, call()))),
  );
  return open.filter((session) => session.metadata?.[tenantKey] === metadata[tenantKey]);
}

function isFor({ metadata, url }: StripeCheckoutSession, fingerprint: string): boolean {
  return metadata?.[requestKey] === fingerprint && url !== null;
}

/** The key is new with each session there is, and the same for two calls at once. */
async function create(
  { stripe, call, clock }: BillingParts,
  { wanted, fingerprint }: CheckoutToOpen,
  latest: StripeCheckoutSession | undefined,
): Promise<void> {
  const key = idempotencyKey('session', fingerprint, latest?.id ?? null, keySpan(clock.now()));
  const request = { ...wanted, metadata: { ...wanted.metadata, [requestKey]: fingerprint } };
  await askStripe(() => stripe.checkout.sessions.create(request, call(key)));
}

async function expireAllBut(
  parts: BillingParts,
  sessions: readonly StripeCheckoutSession[],
  kept: StripeCheckoutSession | undefined,
): Promise<void> {
  for (const session of sessions) if (session !== kept) await expire(parts, session);
}

/** Two calls that close the same one have the same key, so that neither takes it for completed. */
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
