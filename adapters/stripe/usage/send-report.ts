import { randomUUID } from 'node:crypto';
import type { UsageReport } from '../../../src/storage.js';
import { idempotencyKey } from '../api/idempotency-key.js';
import { isStripeFault, toBillingError } from '../api/to-billing-error.js';
import type { BillingParts } from '../billing-parts.js';
import type { BilledMonth } from './billed-usage.js';

/**
 * Stripe takes an identifier once within at least 24 hours. After this many milliseconds a report
 * whose fate is not known is no longer sent again.
 * @see https://docs.stripe.com/api/billing/meter-event/create
 */
export const resendableMs = 23 * 3_600_000;

/** The moment, in Unix seconds, that a report is about: as it was prepared, within its month. */
export function reportTime({ preparedAt }: UsageReport, month: BilledMonth): number {
  return Math.floor(Math.min(preparedAt, month.to - 1_000) / 1_000);
}

/**
 * Sends a report. That Stripe has it already is as good as sent.
 * @throws PromptForgeError `billing_unavailable` or `config_invalid`
 */
export async function sendReport(
  { stripe, call }: BillingParts,
  report: UsageReport,
  { eventName, customerId, month }: { eventName: string; customerId: string; month: BilledMonth },
): Promise<void> {
  try {
    await stripe.billing.meterEvents.create(
      {
        event_name: eventName,
        payload: { stripe_customer_id: customerId, value: String(report.amount) },
        identifier: report.identifier,
        timestamp: reportTime(report, month),
      },
      // The identifier is what makes it count once. A key of old would be given the failure of old again.
      call(idempotencyKey('usage', randomUUID())),
    );
  } catch (error) {
    if (!isKnownAlready(error)) throw toBillingError(error);
  }
}

/** Stripe refuses an identifier that it has, with a message of its own and often without a code. */
function isKnownAlready(error: unknown): boolean {
  if (!isStripeFault(error) || error.type !== 'StripeInvalidRequestError') return false;
  const { code } = error;
  return code === 'duplicate_meter_event' || /\balready exists with identifier\b/i.test(error.message);
}
