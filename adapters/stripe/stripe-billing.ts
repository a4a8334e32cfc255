import { StripeReader } from './api/stripe-reader.js';
import { type BillingErrorContext, parseBillingOptions, type StripeBillingOptions } from './billing-options.js';
import type { BillingParts } from './billing-parts.js';
import { type CheckoutRequest, checkout } from './checkout/checkout.js';
import type { HostedPage } from './checkout/hosted-page.js';
import { type PortalRequest, portal } from './checkout/portal.js';
import { type ReconcileReport, reconcile } from './reconcile/reconcile.js';
import { PlanPrices } from './subscriptions/plan-prices.js';
import { type Synced, syncTenant } from './subscriptions/sync-tenant.js';
import { InTurn } from './turns/in-turn.js';
import { OneAtATime } from './turns/one-at-a-time.js';
import { reportUsage, type UsageReportSummary } from './usage/report-usage.js';
import { answerWebhook } from './webhook/webhook.js';

export interface StripeBilling {
  /**
   * Answers a webhook of Stripe. It takes the request with its body as it came, unparsed, and never
   * rejects. Have Stripe send `customer.*`, `checkout.session.*`, `invoice.*` and `subscription_schedule.*`.
   */
  webhook(request: Request): Promise<Response>;
  /** Opens a checkout for a plan. For the trusted side of the host: no token is asked for. */
  checkout(request: CheckoutRequest): Promise<HostedPage>;
  /** Opens the customer portal. For the trusted side of the host: no token is asked for. */
  portal(request: PortalRequest): Promise<HostedPage>;
  /** Reports usage to the meters of Stripe. Call it every hour or so, from one process or several. */
  reportUsage(): Promise<UsageReportSummary>;
  /** Compares every tenant with Stripe, and with `repair` puts right what differs. Call it every day or so. */
  reconcile(options?: { readonly repair?: boolean }): Promise<ReconcileReport>;
}

/**
 * Bills tenants with Stripe: their subscriptions follow what Stripe says.
 * @throws PromptForgeError `config_invalid`
 */
export function stripeBilling(options: StripeBillingOptions): StripeBilling {
  const settings = parseBillingOptions(options);
  const { forge, storage, stripe, onError, clock = { now: () => Date.now() } } = options;
  const { timeoutMs, usage, webhookSecrets } = settings;
  const reader = new StripeReader(stripe, timeoutMs);
  const prices = new PlanPrices(settings.prices);
  const syncs = new OneAtATime<Synced>();
  const parts: BillingParts = {
    forge,
    storage,
    stripe,
    reader,
    prices,
    usage,
    clock,
    report: quietly(onError ?? ((error) => forge.reportError(error, { during: 'call' }))),
    call: (idempotencyKey) => ({ timeout: timeoutMs, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }),
    turns: new InTurn(),
    sync: (tenant) =>
      syncs.run(`${tenant.orgId}\n${tenant.customerId}`, () => syncTenant({ forge, reader, prices }, tenant)),
  };
  return Object.freeze<StripeBilling>({
    webhook: (request) => answerWebhook(parts, webhookSecrets, request),
    checkout: async (request) => checkout(parts, request),
    portal: async (request) => portal(parts, request),
    reportUsage: () => reportUsage(parts),
    reconcile: (request) => reconcile(parts, request?.repair === true),
  });
}

type Report = (error: unknown, context: BillingErrorContext) => unknown;

/** Reporting that fails must cost nobody an answer. */
function quietly(report: Report): (error: unknown, context: BillingErrorContext) => void {
  return (error, context) => {
    Promise.resolve()
      .then(() => report(error, context))
      .catch(() => {});
  };
}
