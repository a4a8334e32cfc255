import { PromptForgeError, type TenantScope } from '../../../src/storage.js';
import type { StripeEvent } from '../api/stripe-client.js';
import type { BillingParts } from '../billing-parts.js';
import { linkByMetadata } from '../customers/link-by-metadata.js';
import { reportMissingPlans } from '../subscriptions/report-missing-plans.js';
import { reportUnresolved } from '../subscriptions/report-unresolved.js';
import { provider } from '../subscriptions/to-subscription.js';
import { eventSubject } from './event-subject.js';
import { problemAnswer } from './problem-answer.js';
import { readEvent } from './read-event.js';

/**
 * Answers one webhook of Stripe: 2xx when there is nothing left to do about the event, 4xx when it
 * is not from Stripe, and 5xx when Stripe is to send it again. It never rejects.
 */
export async function answerWebhook(
  parts: BillingParts,
  secrets: readonly string[],
  request: Request,
): Promise<Response> {
  let event: StripeEvent;
  try {
    event = await readEvent(request, parts.stripe, secrets, parts.clock.now());
  } catch (error) {
    const isOurs = PromptForgeError.is(error) && error.code === 'config_invalid';
    if (isOurs) parts.report(error, { during: 'webhook' });
    return problemAnswer(error);
  }
  try {
    await dealWith(parts, event);
    return new Response(JSON.stringify({ received: true }), {
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    });
  } catch (error) {
    parts.report(error, { during: 'webhook' });
    // Anything but a failure of the server's would tell Stripe that it is to blame.
    return problemAnswer(error, { atLeast: 500 });
  }
}

async function dealWith(parts: BillingParts, event: StripeEvent): Promise<void> {
  const subject = eventSubject(event);
  if (subject === null) return;
  const { billing } = parts.storage;
  const seen = { provider, eventId: event.id };
  if (await billing.isEventDone(seen)) return;
  const { customerId, namesTenant } = subject;
  const tenant =
    (await billing.tenantOf({ provider, customerId })) ?? (namesTenant ? await newlyLinked(parts, customerId) : null);
  if (tenant === null) return;
  const { orgId } = tenant;
  const { decision, subscription } = await parts.sync({ orgId, customerId });
  reportUnresolved(parts.report, decision, { during: 'webhook', orgId });
  await reportMissingPlans(parts, orgId, subscription);
  await billing.finishEvent(seen);
}

/** Metadata that contradicts what is stored stays so however often Stripe asks: the host is told instead. */
async function newlyLinked(parts: BillingParts, customerId: string): Promise<TenantScope | null> {
  try {
    return await linkByMetadata(parts, customerId);
  } catch (error) {
    if (!PromptForgeError.is(error) || error.code !== 'storage_conflict') throw error;
    parts.report(error, { during: 'webhook' });
    return null;
  }
}
