import { PromptForgeError, type TenantScope } from '../../../src/storage.js';
import type { MeteredUsage } from '../billing-options.js';
import type { BillingParts } from '../billing-parts.js';
import { billedTenants, type StripeTenant } from '../customers/billed-tenants.js';
import { customerOfTenant } from '../customers/customer-of-tenant.js';
import { FailureStreak } from '../reconcile/failure-streak.js';
import { provider } from '../subscriptions/to-subscription.js';
import { type BilledMonth, billedMonths, billedTotal } from './billed-usage.js';
import { resendableMs, sendReport } from './send-report.js';

export interface UsageReportSummary {
  /** Reports that Stripe has taken. */
  readonly reported: number;
  /** Tenants of whom not all was reported; what is missing is reported next time. */
  readonly failed: number;
  /** Reports of which is not known whether Stripe has them; `reconcile({ repair: true })` finds out. */
  readonly uncertain: number;
}

/**
 * Reports to Stripe what tenants have used since the last time, by the daily sums that
 * `forge.maintain()` keeps. Each amount is reported once: it has an identifier of its own from before
 * it is sent, and a process that dies in between leaves it to the next one. Failures are told to
 * `onError`; after five in a row the rest is left for the next time.
 */
export async function reportUsage(parts: BillingParts): Promise<UsageReportSummary> {
  const streak = new FailureStreak();
  let reported = 0;
  let uncertain = 0;
  const { now } = await parts.storage.health();
  for await (const tenant of metered(parts)) {
    if (streak.isBroken) break;
    try {
      for (const counter of countersOf(parts, now)) {
        const outcome = await reportOne(parts, tenant, counter, now);
        if (outcome === 'reported') reported += 1;
        if (outcome === 'uncertain') uncertain += 1;
      }
      streak.succeed();
    } catch (error) {
      streak.fail(tenant.orgId);
      parts.report(error, { during: 'usage', orgId: tenant.orgId });
    }
  }
  return { reported, failed: streak.failed, uncertain };
}

export interface MonthlyCounter {
  readonly usage: MeteredUsage;
  readonly month: BilledMonth;
}

export function countersOf({ usage }: Pick<BillingParts, 'usage'>, now: number): readonly MonthlyCounter[] {
  return usage.flatMap((each) => billedMonths(now).map((month) => ({ usage: each, month })));
}

/** What is used after the end is on another plan; and the last invoice is written. */
async function* metered(parts: BillingParts): AsyncGenerator<StripeTenant> {
  if (parts.usage.length === 0) return;
  for await (const tenant of billedTenants(parts.storage)) {
    if (tenant.subscription.status !== 'canceled') yield tenant;
  }
}

async function reportOne(
  parts: BillingParts,
  scope: TenantScope,
  { usage, month }: MonthlyCounter,
  now: number,
): Promise<'none' | 'reported' | 'uncertain'> {
  const { storage, prices } = parts;
  const total = await billedTotal(storage, scope, month, usage.meter, prices.planIds);
  if (total === 0) return 'none';
  const counter = { provider, meter: usage.eventName, month: month.first };
  const report = await storage.billing.prepareReport(scope, { ...counter, total });
  if (report === null) return 'none';
  if (now - report.preparedAt > resendableMs) {
    parts.report(uncertainReport(usage.eventName, month.first), { during: 'usage', orgId: scope.orgId });
    return 'uncertain';
  }
  const customerId = await customerOfTenant(parts, scope);
  await sendReport(parts, report, { eventName: usage.eventName, customerId, month });
  await storage.billing.confirmReport(scope, { ...counter, identifier: report.identifier });
  return 'reported';
}

function uncertainReport(meter: string, month: string): PromptForgeError {
  return new PromptForgeError(
    'billing_unavailable',
    'Whether Stripe has a report of usage is not known, and it is too late to send it again. Find out with: npx promptforge stripe reconcile --repair',
    { details: { meter, month } },
  );
}
