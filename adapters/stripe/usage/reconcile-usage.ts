import type { UsageReport } from '../../../src/storage.js';
import { allPages, collect } from '../api/all-pages.js';
import type { StripeMeter } from '../api/stripe-client.js';
import { askStripe } from '../api/to-billing-error.js';
import type { BillingParts } from '../billing-parts.js';
import { provider } from '../subscriptions/to-subscription.js';
import { countersOf, type MonthlyCounter } from './report-usage.js';
import { reportTime, resendableMs, sendReport } from './send-report.js';

export type UsageDifference =
  /** The account has no active meter of this event name, or one that does not add up plain values. */
  | { readonly kind: 'meter_unfit'; readonly eventName: string; readonly repaired: false }
  /** A report was prepared long ago and not confirmed; whether Stripe has it was looked up there. */
  | {
      readonly kind: 'usage_uncertain';
      readonly orgId: string;
      readonly eventName: string;
      /** First day of the month, `2026-11-01`. */
      readonly month: string;
      readonly amount: number;
      readonly atStripe: boolean;
      readonly repaired: boolean;
    };

/** By event name. */
export type ActiveMeters = ReadonlyMap<string, StripeMeter>;

export async function activeMeters({ stripe, call }: BillingParts): Promise<ActiveMeters> {
  const meters = await collect(
    allPages((page) => askStripe(() => stripe.billing.meters.list({ ...page, status: 'active' }, call()))),
  );
  return new Map(meters.map((meter) => [meter.event_name, meter]));
}

export function unfitMeters({ usage }: Pick<BillingParts, 'usage'>, meters: ActiveMeters): readonly UsageDifference[] {
  return usage
    .filter(({ eventName }) => !isFit(meters.get(eventName)))
    .map(({ eventName }) => ({ kind: 'meter_unfit', eventName, repaired: false }));
}

/** The keys of the payload are Stripe's defaults, under which reports are sent. */
function isFit(meter: StripeMeter | undefined): boolean {
  return (
    meter?.default_aggregation.formula === 'sum' &&
    meter.customer_mapping.event_payload_key === 'stripe_customer_id' &&
    meter.value_settings.event_payload_key === 'value'
  );
}

interface LookUp {
  readonly meters: ActiveMeters;
  readonly now: number;
  readonly repair: boolean;
}

/**
 * Looks up at Stripe whether reports of a tenant whose fate is not known have arrived. With `repair`
 * those that have are counted as made, and those that have not are sent again.
 */
export async function* uncertainReports(
  parts: BillingParts,
  orgId: string,
  { meters, now, repair }: LookUp,
): AsyncGenerator<UsageDifference> {
  for (const counter of countersOf(parts, now)) {
    const meter = meters.get(counter.usage.eventName);
    const difference = meter === undefined ? null : await lookUp(parts, orgId, { ...counter, meter, now, repair });
    if (difference !== null) yield difference;
  }
}

async function lookUp(
  parts: BillingParts,
  orgId: string,
  { usage, month, meter, now, repair }: MonthlyCounter & Omit<LookUp, 'meters'> & { readonly meter: StripeMeter },
): Promise<UsageDifference | null> {
  const { billing } = parts.storage;
  const scope = { orgId };
  const counter = { provider, meter: usage.eventName, month: month.first };
  // A total of nothing prepares nothing: it gives what is under way, and looking must not begin a report.
  const report = await billing.prepareReport(scope, { ...counter, total: 0 });
  if (report === null || now - report.preparedAt <= resendableMs) return null;
  const customerId = await billing.customerOf(scope, provider);
  // What was used by a customer who is gone is charged to nobody.
  if (customerId === null) return null;
  const atStripe = await hasArrived(parts, meter, customerId, reportTime(report, month));
  if (repair) {
    if (!atStripe) await sendReport(parts, report, { eventName: usage.eventName, customerId, month });
    await billing.confirmReport(scope, { ...counter, identifier: report.identifier });
  }
  return {
    kind: 'usage_uncertain',
    orgId,
    eventName: usage.eventName,
    month: month.first,
    amount: report.amount,
    atStripe,
    repaired: repair,
  };
}

/**
 * Whether Stripe has counted anything of the customer in the minute of a report. Two reports of one
 * counter are hardly ever of one minute; if they are, one too few is charged for and not one too many.
 */
async function hasArrived(
  { stripe, call }: BillingParts,
  { id }: StripeMeter,
  customer: string,
  time: UsageReport['preparedAt'],
): Promise<boolean> {
  const start_time = time - (time % 60);
  const sums = await collect(
    allPages((page) =>
      askStripe(() =>
        stripe.billing.meters.listEventSummaries(
          id,
          { ...page, customer, start_time, end_time: start_time + 60 },
          call(),
        ),
      ),
    ),
  );
  return sums.some(({ aggregated_value }) => aggregated_value > 0);
}
