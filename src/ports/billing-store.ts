import type { TenantScope } from '../domain/access/principal.js';

/** Who bills. A literal name, for instance `stripe`. */
export type BillingProvider = string;

/** An amount that is on its way to the provider. */
export interface UsageReport {
  /** Unique for ever; the provider counts a report with the same identifier once. */
  readonly identifier: string;
  /** What is to be added at the provider; more than 0. */
  readonly amount: number;
  /** When it was first prepared, in epoch milliseconds by the store's clock. */
  readonly preparedAt: number;
}

/** A counter whose total is reported to a provider bit by bit. */
export interface UsageCounter {
  readonly provider: BillingProvider;
  /** The provider's name of the meter. */
  readonly meter: string;
  /** First day of a month, `2026-11-01`, in UTC. Totals start from 0 with each. */
  readonly month: string;
}

/** What ties tenants to a billing provider, so that nothing is done or charged twice. */
export interface BillingStore {
  /**
   * Ties a customer of the provider to the tenant: one customer to one tenant, and one to each.
   * Doing it again changes nothing. `taken` when either is tied to another already.
   */
  linkCustomer(
    scope: TenantScope,
    request: { readonly provider: BillingProvider; readonly customerId: string },
  ): Promise<{ readonly outcome: 'linked' | 'taken' }>;

  /**
   * Unties a customer who is gone at the provider from the tenant: both can be tied anew then.
   * Changes nothing when they are not tied to each other.
   */
  unlinkCustomer(
    scope: TenantScope,
    request: { readonly provider: BillingProvider; readonly customerId: string },
  ): Promise<void>;

  /** The customer the tenant is at the provider; null when it is none. */
  customerOf(scope: TenantScope, provider: BillingProvider): Promise<string | null>;

  /** The tenant a customer of the provider is; null when it is not known. */
  tenantOf(request: { readonly provider: BillingProvider; readonly customerId: string }): Promise<TenantScope | null>;

  /** Whether an event of the provider was dealt with. */
  isEventDone(request: { readonly provider: BillingProvider; readonly eventId: string }): Promise<boolean>;

  /** Remembers that an event was dealt with. Doing it again changes nothing. */
  finishEvent(request: { readonly provider: BillingProvider; readonly eventId: string }): Promise<void>;

  /** Forgets up to `limit` events that were dealt with before `before` (epoch milliseconds). @returns how many. */
  purgeEvents(request: { readonly before: number; readonly limit: number }): Promise<number>;

  /**
   * What is to be reported so that the provider comes to `total`: the report that is still under
   * way, whatever the total is by now, or a new one for what is missing. Null when nothing is.
   */
  prepareReport(scope: TenantScope, request: UsageCounter & { readonly total: number }): Promise<UsageReport | null>;

  /** Counts a report as made. Doing it again changes nothing. */
  confirmReport(scope: TenantScope, request: UsageCounter & { readonly identifier: string }): Promise<void>;
}
