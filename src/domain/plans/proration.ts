import { type WindowBounds, windowBounds } from '../quota/quota-window.js';
import type { PlanPrice } from './plan.js';

export interface ProrationRequest {
  /** Null when it is not known. */
  readonly from: PlanPrice | null;
  readonly to: PlanPrice | null;
  /** Seats before and after the change. */
  readonly seats: { readonly from: number; readonly to: number };
  /** The moment of the change; within the period that is paid for. All in epoch milliseconds. */
  readonly now: number;
  readonly periodStart: number;
  readonly periodEnd: number;
}

/** Amounts in the smallest unit of the currency, whole numbers. */
export interface Proration {
  /** What is given back of the old price, for the time that is left. */
  readonly creditAmount: number;
  /** What the new price comes to for the time that is left. */
  readonly chargeAmount: number;
  /** Charge less credit; below 0 when more is given back. */
  readonly dueAmount: number;
  readonly currency: string;
}

export type ProrationAnswer =
  | ({ readonly outcome: 'prorated' } & Proration)
  /** One of the prices is not known. */
  | { readonly outcome: 'unknown' }
  /** The prices differ in this, so that one cannot be set against the other. */
  | { readonly outcome: 'incomparable'; readonly by: 'currency' | 'interval' };

/**
 * What a change of plan in the middle of a period comes to: both prices in proportion to the time
 * that is left, by the millisecond. Stripe prorates the same way, to the second. The credit is
 * rounded down and the charge up, so that going back and forth never makes money; the invoice of a
 * provider may therefore differ by a unit on each side.
 * @see https://docs.stripe.com/billing/subscriptions/prorations
 */
export function prorate({ from, to, seats, now, periodStart, periodEnd }: ProrationRequest): ProrationAnswer {
  if (from === null || to === null) return { outcome: 'unknown' };
  if (from.currency !== to.currency) return { outcome: 'incomparable', by: 'currency' };
  if (from.interval !== to.interval) return { outcome: 'incomparable', by: 'interval' };
  const length = BigInt(periodEnd - periodStart);
  const left = BigInt(Math.min(Math.max(periodEnd - now, 0), periodEnd - periodStart));
  const share = (price: PlanPrice, count: number) => BigInt(price.unitAmount) * BigInt(count) * left;
  const creditAmount = Number(share(from, seats.from) / length);
  const chargeAmount = Number((share(to, seats.to) + length - 1n) / length);
  return {
    outcome: 'prorated',
    creditAmount,
    chargeAmount,
    dueAmount: chargeAmount - creditAmount,
    currency: from.currency,
  };
}

/** The month or year, counted from the anchor, that holds `at`. */
export function billingPeriod(interval: PlanPrice['interval'], anchor: number, at: number): WindowBounds {
  if (interval === 'month') return windowBounds('month', anchor, at);
  const years = new Date(at).getUTCFullYear() - new Date(anchor).getUTCFullYear();
  const begun = startOfYear(anchor, years) <= at ? years : years - 1;
  return { start: startOfYear(anchor, begun), end: startOfYear(anchor, begun + 1) };
}

function startOfYear(anchor: number, years: number): number {
  const from = new Date(anchor);
  const lastInstantOfMonth = Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth() + 1, 1) - 1;
  return windowBounds('month', anchor, lastInstantOfMonth).start;
}
