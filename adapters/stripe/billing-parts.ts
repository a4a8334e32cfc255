import type { Storage } from '../../src/storage.js';
import type { StripeCall, StripeClient } from './api/stripe-client.js';
import type { StripeReader } from './api/stripe-reader.js';
import type { BilledForge } from './billed-forge.js';
import type { BillingErrorContext, MeteredUsage } from './billing-options.js';
import type { BilledTenant } from './subscriptions/decide-subscription.js';
import type { PlanPrices } from './subscriptions/plan-prices.js';
import type { Synced } from './subscriptions/sync-tenant.js';
import type { InTurn } from './turns/in-turn.js';

/** What the parts of billing share. */
export interface BillingParts {
  readonly forge: BilledForge;
  readonly storage: Storage;
  readonly stripe: StripeClient;
  readonly reader: StripeReader;
  readonly prices: PlanPrices;
  readonly usage: readonly MeteredUsage[];
  readonly report: (error: unknown, context: BillingErrorContext) => void;
  readonly clock: { now(): number };
  /** Options of a request to Stripe; a POST takes an idempotency key. */
  readonly call: (idempotencyKey?: string) => StripeCall;
  /** Checkouts of a tenant, by its id. */
  readonly turns: InTurn;
  /** Brings the subscription of a tenant to what Stripe says. */
  readonly sync: (tenant: BilledTenant) => Promise<Synced>;
}
