/**
 * What is used of the `stripe` package, as structural types: the class of the package fits them,
 * and a host may have another version of it than the one these were written with.
 */
export interface StripeClient {
  readonly webhooks: {
    constructEventAsync(
      payload: Uint8Array,
      header: string,
      secret: string,
      tolerance?: number,
      cryptoProvider?: undefined,
      receivedAt?: number,
    ): Promise<StripeEvent>;
  };
  readonly customers: {
    create(params: { metadata: Record<string, string>; email?: string }, options: StripeCall): Promise<StripeCustomer>;
    retrieve(
      id: string,
      params: Record<string, never>,
      options: StripeCall,
    ): Promise<StripeCustomer | StripeDeletedCustomer>;
  };
  readonly subscriptions: {
    list(
      params: StripePageRequest & { customer?: string; price?: string; status: 'all'; expand: string[] },
      options: StripeCall,
    ): Promise<StripePage<StripeSubscription>>;
    retrieve(id: string, params: { expand: string[] }, options: StripeCall): Promise<StripeSubscription>;
  };
  readonly subscriptionItems: {
    list(
      params: StripePageRequest & { subscription: string },
      options: StripeCall,
    ): Promise<StripePage<StripeSubscriptionItem>>;
  };
  readonly invoices: {
    list(
      params: StripePageRequest & { subscription: string; status: 'open' },
      options: StripeCall,
    ): Promise<StripePage<StripeInvoice>>;
  };
  readonly checkout: {
    readonly sessions: {
      create(params: StripeCheckoutRequest, options: StripeCall): Promise<StripeCheckoutSession>;
      list(
        params: StripePageRequest & { customer: string; status?: 'open' },
        options: StripeCall,
      ): Promise<StripePage<StripeCheckoutSession>>;
      expire(id: string, params: Record<string, never>, options: StripeCall): Promise<StripeCheckoutSession>;
    };
  };
  readonly billingPortal: {
    readonly sessions: {
      create(params: { customer: string; return_url: string }, options: StripeCall): Promise<{ readonly url: string }>;
    };
  };
  readonly billing: {
    readonly meterEvents: {
      create(
        params: { event_name: string; payload: Record<string, string>; identifier: string; timestamp: number },
        options: StripeCall,
      ): Promise<{ readonly identifier: string }>;
    };
    readonly meters: {
      list(params: StripePageRequest & { status: 'active' }, options: StripeCall): Promise<StripePage<StripeMeter>>;
      listEventSummaries(
        id: string,
        params: StripePageRequest & { customer: string; start_time: number; end_time: number },
        options: StripeCall,
      ): Promise<StripePage<{ readonly id: string; readonly aggregated_value: number }>>;
    };
  };
}

/** Options of one request. */
export interface StripeCall {
  timeout: number;
  idempotencyKey?: string;
}

export interface StripePageRequest {
  limit: number;
  starting_after?: string;
}

export interface StripePage<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean;
}

export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  /** Set on events of connected accounts. */
  readonly account?: string;
  readonly data: { readonly object: unknown };
}

export interface StripeCustomer {
  readonly id: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface StripeDeletedCustomer {
  readonly id: string;
  readonly deleted: true;
}

/** Times are Unix seconds, here and below. */
export interface StripeSubscription {
  readonly id: string;
  readonly status: string;
  readonly created: number;
  readonly start_date: number;
  readonly trial_end: number | null;
  readonly cancel_at: number | null;
  readonly cancel_at_period_end: boolean;
  readonly canceled_at: number | null;
  readonly ended_at: number | null;
  readonly pause_collection: object | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly customer: string | { readonly id: string };
  readonly items: StripePage<StripeSubscriptionItem>;
  /** The schedule itself where it was asked to be expanded. */
  readonly schedule: string | StripeSchedule | null;
}

export interface StripeSubscriptionItem {
  readonly id: string;
  readonly price: { readonly id: string };
  readonly quantity?: number;
  /** Of the item and no longer of the subscription, since version 2025-03-31.basil of Stripe's API. */
  readonly current_period_start: number;
  readonly current_period_end: number;
}

export interface StripeSchedule {
  readonly status: string;
  readonly current_phase: { readonly end_date: number } | null;
  readonly phases: readonly {
    readonly start_date: number;
    readonly items: readonly { readonly price: string | { readonly id: string } }[];
  }[];
}

export interface StripeInvoice {
  readonly id: string;
  readonly created: number;
  readonly due_date: number | null;
  readonly status_transitions: { readonly finalized_at: number | null };
}

export interface StripeCheckoutSession {
  readonly id: string;
  readonly url: string | null;
  readonly metadata: Readonly<Record<string, string>> | null;
}

export interface StripeCheckoutRequest {
  mode: 'subscription';
  customer: string;
  client_reference_id: string;
  metadata: Record<string, string>;
  success_url: string;
  cancel_url: string;
  line_items: { price: string; quantity?: number }[];
  subscription_data: { metadata: Record<string, string>; trial_period_days?: number };
}

export interface StripeMeter {
  readonly id: string;
  readonly event_name: string;
  readonly default_aggregation: { readonly formula: string };
  readonly customer_mapping: { readonly event_payload_key: string };
  readonly value_settings: { readonly event_payload_key: string };
}
