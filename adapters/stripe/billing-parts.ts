import type { Storage } from '../../src/storage.js';
import type { BilledForge } from './billed-forge.js';
import type { BillingErrorContext, MeteredUsage } from './billing-options.js';
import type { BilledTenant } from './decide-subscription.js';
import type { InTurn } from './in-turn.js';
import type { PlanPrices } from './plan-prices.js';
import type { StripeCall, StripeClient } from './stripe-client.js';
import type { StripeReader } from './stripe-reader.js';
import type { Synced } from './sync-tenant.js';

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
