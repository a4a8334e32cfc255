export { loadStripe, type StripeModule } from './api/load-stripe.js';
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
} from './api/stripe-client.js';
export type { BilledForge } from './billed-forge.js';
export type { BillingErrorContext, MeteredUsage, StripeBillingOptions } from './billing-options.js';
export type { CheckoutRequest } from './checkout/checkout.js';
export type { HostedPage } from './checkout/hosted-page.js';
export type { PortalRequest } from './checkout/portal.js';
export { pricesFile } from './prices-file.js';
export type { UnlinkedCustomer } from './reconcile/buyers.js';
export type { Difference, ReconcileReport } from './reconcile/reconcile.js';
export { type StripeBilling, stripeBilling } from './stripe-billing.js';
export type { PlanOfPrice } from './subscriptions/plan-prices.js';
export type { UsageDifference } from './usage/reconcile-usage.js';
export type { UsageReportSummary } from './usage/report-usage.js';
