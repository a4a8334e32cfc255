import type { Subscription } from '../../../src/storage.js';
import type { BillingParts } from '../billing-parts.js';
import { billedTenants } from '../customers/billed-tenants.js';
import { goneCustomer, letGo } from '../customers/gone-customer.js';
import { type BilledTenant, decideSubscription } from '../subscriptions/decide-subscription.js';
import { missingPlans } from '../subscriptions/missing-plans.js';
import { provider } from '../subscriptions/to-subscription.js';
import { activeMeters, type UsageDifference, uncertainReports, unfitMeters } from '../usage/reconcile-usage.js';
import { buyers, type UnlinkedCustomer } from './buyers.js';
import { changedFields } from './changed-fields.js';
import { FailureStreak } from './failure-streak.js';

export type Difference =
  /** The stored subscription is not what Stripe says. */
  | {
      readonly kind: 'subscription';
      readonly orgId: string;
      readonly fields: readonly (keyof Subscription)[];
      readonly repaired: boolean;
    }
  /** Only the host can put these right. */
  | {
      readonly kind: 'price_unknown' | 'status_unknown' | 'missing_at_stripe';
      readonly orgId: string;
      readonly repaired: false;
    }
  /** The customer pays for a plan that the catalogue does not have, and is refused everything. */
  | { readonly kind: 'plan_unknown'; readonly orgId: string; readonly planId: string; readonly repaired: false }
  /** The customer pays for several subscriptions at once; all but one should be canceled at Stripe. */
  | {
      readonly kind: 'several_subscriptions';
      readonly orgId: string;
      readonly count: number;
      readonly repaired: false;
    }
  /** The tenant is a customer who was deleted at Stripe. Repaired, it can become a new one by a checkout. */
  | {
      readonly kind: 'customer_gone';
      readonly orgId: string;
      readonly customerId: string;
      readonly repaired: boolean;
    }
  | UnlinkedCustomer
  | UsageDifference;

export interface ReconcileReport {
  /** How many tenants were looked at. */
  readonly tenants: number;
  /** Tenants that could not be looked at; `onError` was told why. */
  readonly failed: number;
  /**
   * False when it was given up after failures in a row, or when subscriptions or usage could not be
   * listed at Stripe, of which `onError` was told too.
   */
  readonly complete: boolean;
  readonly differences: readonly Difference[];
}

/**
 * Looks at every tenant that is on a subscription of Stripe, and at every subscription of Stripe to
 * a plan, whether both say the same; and at reports of usage whose fate is not known. With `repair`
 * what differs is put right, in the way in which webhooks do. It holds no personal data.
 */
export async function reconcile(parts: BillingParts, repair: boolean): Promise<ReconcileReport> {
  const differences: Difference[] = [];
  const streak = new FailureStreak();
  const seen = new Set<string>();
  const { now } = await parts.storage.health();

  // Each is kept as it is found: what was repaired must be told of, also when something fails after it.
  const attempt = async (orgId: string, look: () => AsyncIterable<Difference>) => {
    if (streak.isBroken) return;
    try {
      for await (const difference of look()) differences.push(difference);
      streak.succeed();
    } catch (error) {
      streak.fail(orgId);
      parts.report(error, { during: 'reconcile', orgId });
    }
  };
  const examine = async (orgId: string, look: () => AsyncIterable<Difference>) => {
    if (streak.isBroken || seen.has(orgId)) return;
    seen.add(orgId);
    await attempt(orgId, look);
  };
  let isListed = true;
  const list = async (task: () => Promise<void>) => {
    if (streak.isBroken) return;
    try {
      await task();
    } catch (error) {
      // Of no tenant, so that none is counted as failed.
      isListed = false;
      parts.report(error, { during: 'reconcile' });
    }
  };

  for await (const { orgId, subscription } of billedTenants(parts.storage)) {
    if (streak.isBroken) break;
    await examine(orgId, async function* () {
      const customerId = await parts.storage.billing.customerOf({ orgId }, provider);
      if (customerId !== null) yield* compare(parts, { orgId, customerId }, repair);
      // Its customer is gone, and was untied.
      else if (subscription.status !== 'canceled') yield { kind: 'missing_at_stripe', orgId, repaired: false };
    });
  }
  await list(async () => {
    for await (const { customerId, orgId, unlinked } of buyers(parts, repair)) {
      if (streak.isBroken) break;
      if (unlinked !== null) differences.push(unlinked);
      if (orgId !== null) await examine(orgId, () => compare(parts, { orgId, customerId }, repair));
    }
  });
  await list(async () => {
    if (parts.usage.length === 0) return;
    const meters = await activeMeters(parts);
    differences.push(...unfitMeters(parts, meters));
    for await (const { orgId } of billedTenants(parts.storage)) {
      if (streak.isBroken) break;
      await attempt(orgId, () => uncertainReports(parts, orgId, { meters, now, repair }));
    }
  });
  return { tenants: seen.size, failed: streak.failed, complete: isListed && !streak.isBroken, differences };
}

async function* compare(parts: BillingParts, tenant: BilledTenant, repair: boolean): AsyncGenerator<Difference> {
  const gone = await goneCustomer(parts, tenant);
  // One that Stripe has never heard of has no subscriptions to look at.
  if (gone !== 'unknown') yield* await compareSubscription(parts, tenant, repair);
  if (gone === null) return;
  if (repair) await letGo(parts, tenant, gone);
  yield { kind: 'customer_gone', ...tenant, repaired: repair };
}

async function compareSubscription(
  parts: BillingParts,
  tenant: BilledTenant,
  repair: boolean,
): Promise<readonly Difference[]> {
  const { orgId } = tenant;
  const stored = (await parts.storage.subscriptions.load({ orgId }))?.value ?? null;
  const decision = await decideSubscription(parts.reader, parts.prices, tenant, stored);
  const { live } = decision;
  const several: readonly Difference[] =
    live > 1 ? [{ kind: 'several_subscriptions', orgId, count: live, repaired: false }] : [];
  const next = decision.outcome === 'changed' ? decision.subscription : stored;
  const missing = (await missingPlans(parts.forge, next)).map(
    (planId): Difference => ({ kind: 'plan_unknown', orgId, planId, repaired: false }),
  );
  const others = [...missing, ...several];
  switch (decision.outcome) {
    case 'changed': {
      if (repair) await parts.sync(tenant);
      const fields = changedFields(stored, decision.subscription);
      return [{ kind: 'subscription', orgId, fields, repaired: repair }, ...others];
    }
    case 'price_unknown':
    case 'status_unknown':
    case 'missing_at_stripe':
      return [{ kind: decision.outcome, orgId, repaired: false }, ...others];
    default:
      return others;
  }
}
