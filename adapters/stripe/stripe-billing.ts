import { type BillingErrorContext, parseBillingOptions, type StripeBillingOptions } from './billing-options.js';
import type { BillingParts } from './billing-parts.js';
import { type CheckoutRequest, checkout } from './checkout.js';
import type { HostedPage } from './hosted-page.js';
import { InTurn } from './in-turn.js';
import { OneAtATime } from './one-at-a-time.js';
import { PlanPrices } from './plan-prices.js';
import { type PortalRequest, portal } from './portal.js';
import { type ReconcileReport, reconcile } from './reconcile.js';
import { reportUsage, type UsageReportSummary } from './report-usage.js';
import { StripeReader } from './stripe-reader.js';
import { type Synced, syncTenant } from './sync-tenant.js';
import { answerWebhook } from './webhook.js';

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
