import type { Stripe } from 'stripe';

/** Objects as Stripe publishes them: the types of its SDK see to that no field is missing or made up. */
const currency = 'eur';
const livemode = false;

export function newCustomer(id: string, created: number, metadata: Stripe.Metadata, email: string | null) {
  return {
    id,
    object: 'customer',
    balance: 0,
    created,
    default_source: null,
    description: null,
    email,
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode,
    metadata,
    shipping: null,
  } satisfies Stripe.Customer;
}

export function newPrice(id: string, { isMetered = false, interval = 'month' } = {}) {
  return {
    id,
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: 1_700_000_000,
    currency,
    custom_unit_amount: null,
    livemode,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: `prod_of_${id}`,
    recurring: {
      interval,
      interval_count: 1,
      meter: isMetered ? `mtr_of_${id}` : null,
      trial_period_days: null,
      usage_type: isMetered ? 'metered' : 'licensed',
    },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'recurring',
    unit_amount: 2_000,
    unit_amount_decimal: null,
  } satisfies Stripe.Price;
}

function planOf(price: Stripe.Price) {
  return {
    id: price.id,
    object: 'plan',
    active: true,
    amount: price.unit_amount,
    amount_decimal: null,
    billing_scheme: 'per_unit',
    created: price.created,
    currency,
    interval: 'month',
    interval_count: 1,
    livemode,
    metadata: {},
    meter: null,
    nickname: null,
    product: String(price.product),
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: price.recurring?.usage_type ?? 'licensed',
  } satisfies Stripe.Plan;
}

export interface NewItem {
  readonly id: string;
  readonly price: Stripe.Price;
  readonly quantity: number;
  readonly subscription: string;
  readonly start: number;
  readonly end: number;
}

export function newItem({ id, price, quantity, subscription, start, end }: NewItem) {
  const item = {
    id,
    object: 'subscription_item',
    billing_thresholds: null,
    created: start,
    current_period_end: end,
    current_period_start: start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price,
    subscription,
    tax_rates: [],
  } satisfies Stripe.SubscriptionItem;
  return price.recurring?.usage_type === 'metered' ? item : { ...item, quantity };
}

export interface NewSubscription {
  readonly id: string;
  readonly customer: string;
  readonly created: number;
  readonly status: Stripe.Subscription.Status;
  readonly trialEnd: number | null;
  readonly metadata: Stripe.Metadata;
  readonly items: readonly Stripe.SubscriptionItem[];
}

export function newSubscription(given: NewSubscription) {
  const { id, customer, created, status, trialEnd, metadata, items } = given;
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? created,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: 'classic' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created,
    currency,
    customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: { object: 'list', data: [...items], has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode,
    managed_payments: null,
    metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: null,
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: created,
    status,
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
    trial_start: trialEnd === null ? null : created,
  } satisfies Stripe.Subscription;
}

export interface NewPhase {
  readonly price: string;
  readonly start: number;
  readonly end: number;
}

export function newSchedule(id: string, subscription: Stripe.Subscription, phases: readonly [NewPhase, NewPhase]) {
  const [current] = phases;
  return {
    id,
    object: 'subscription_schedule',
    application: null,
    billing_mode: { flexible: null, type: 'classic' },
    canceled_at: null,
    completed_at: null,
    created: current.start,
    current_phase: { start_date: current.start, end_date: current.end },
    customer: subscription.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode,
    metadata: {},
    pause_schedules: [],
    phases: phases.map(newPhase),
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: null,
  } satisfies Stripe.SubscriptionSchedule;
}

function newPhase({ price, start, end }: NewPhase) {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: end,
    invoice_settings: null,
    items: [{ billing_thresholds: null, discounts: [], metadata: {}, plan: price, price, quantity: 1, tax_rates: [] }],
    metadata: {},
    on_behalf_of: null,
    proration_behavior: 'none',
    start_date: start,
    transfer_data: null,
    trial_end: null,
  } satisfies Stripe.SubscriptionSchedule.Phase;
}

/** The fields of an invoice that are used here, and those that the SDK's type demands with them. */
export function newInvoice(id: string, subscription: Stripe.Subscription, created: number) {
  return {
    id,
    object: 'invoice',
    created,
    customer: subscription.customer,
    due_date: null,
    metadata: {},
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    status: 'open',
    status_transitions: { finalized_at: created, marked_uncollectible_at: null, paid_at: null, voided_at: null },
  } satisfies Partial<Stripe.Invoice>;
}

export function newMeter(id: string, eventName: string, formula: Stripe.Billing.Meter.DefaultAggregation.Formula) {
  return {
    id,
    object: 'billing.meter',
    created: 1_700_000_000,
    customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
    default_aggregation: { formula },
    display_name: eventName,
    event_name: eventName,
    event_time_window: null,
    livemode,
    status: 'active',
    status_transitions: { deactivated_at: null },
    updated: 1_700_000_000,
    value_settings: { event_payload_key: 'value' },
  } satisfies Stripe.Billing.Meter;
}

export interface NewSession {
  readonly id: string;
  readonly customer: string;
  readonly created: number;
  readonly metadata: Stripe.Metadata;
  readonly reference: string | null;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

export function newSession(given: NewSession) {
  return {
    id: given.id,
    object: 'checkout.session',
    cancel_url: given.cancelUrl,
    client_reference_id: given.reference,
    created: given.created,
    customer: given.customer,
    expires_at: given.created + 86_400,
    livemode,
    metadata: given.metadata,
    mode: 'subscription',
    payment_status: 'unpaid',
    status: 'open',
    subscription: null,
    success_url: given.successUrl,
    url: `https://checkout.stripe.com/c/pay/${given.id}`,
  } satisfies Partial<Stripe.Checkout.Session>;
}
