export type { BilledForge } from './billed-forge.js';
export type { BillingErrorContext, MeteredUsage, StripeBillingOptions } from './billing-options.js';
export type { UnlinkedCustomer } from './buyers.js';
export type { CheckoutRequest } from './checkout.js';
export type { HostedPage } from './hosted-page.js';
export { loadStripe, type StripeModule } from './load-stripe.js';
export type { PlanOfPrice } from './plan-prices.js';
export type { PortalRequest } from './portal.js';
export { pricesFile } from './prices-file.js';
export type { Difference, ReconcileReport } from './reconcile.js';
export type { UsageDifference } from './reconcile-usage.js';
export type { UsageReportSummary } from './report-usage.js';
export { type StripeBilling, stripeBilling } from './stripe-billing.js';
export type {
  StripeCall,
  StripeCheckoutRequest,
  StripeCheckoutSession,
  StripeClient,
  StripeCustomer,
  StripeDeletedCustomer,
  StripeEvent,
  StripeInvoice,
  StripeMeter,
  StripePage,
  StripePageRequest,
  StripeSchedule,
  StripeSubscription,
  StripeSubscriptionItem,
} from './stripe-client.js';
