import type { DailyUsage, Storage, TenantScope } from '../../../src/storage.js';
import type { MeteredUsage } from '../billing-options.js';

export interface BilledMonth {
  /** First day, `2026-11-01`, in UTC. */
  readonly first: string;
  /** Epoch milliseconds, inclusive and exclusive. */
  readonly from: number;
  readonly to: number;
}

/** The current month of UTC and the one before, whose last sums may come late. */
export function billedMonths(now: number): readonly [previous: BilledMonth, current: BilledMonth] {
  const at = new Date(now);
  return [monthOf(at, -1), monthOf(at, 0)];
}

function monthOf(at: Date, offset: number): BilledMonth {
  const from = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset, 1);
  const to = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset + 1, 1);
  return { first: new Date(from).toISOString().slice(0, 10), from, to };
}

/**
 * What a tenant used in a month, by the daily sums. Only runs on plans that Stripe charges for
 * count: what was used before a tenant subscribed was on another plan.
 */
export async function billedTotal(
  { analytics }: Pick<Storage, 'analytics'>,
  scope: TenantScope,
  { from, to }: BilledMonth,
  meter: MeteredUsage['meter'],
  plans: ReadonlySet<string>,
): Promise<number> {
  const days = await analytics.daily(scope, { userId: null, range: { from, to } });
  return days.filter(({ planId }) => plans.has(planId)).reduce((total, day) => total + amountOf[meter](day), 0);
}

const amountOf: Readonly<Record<MeteredUsage['meter'], (day: DailyUsage) => number>> = {
  calls: ({ runs }) => runs.succeeded,
  tokens: ({ inputTokens, outputTokens }) => inputTokens + outputTokens,
  cost: ({ costMicros }) => costMicros,
};
