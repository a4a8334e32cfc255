import type { Stripe } from 'stripe';
import { type FormFields, recordOf, textsOf } from './form-fields.js';
import {
  newCustomer,
  newInvoice,
  newItem,
  newMeter,
  newPrice,
  newSchedule,
  newSession,
  newSubscription,
} from './stripe-objects.js';

export type Invoice = Omit<ReturnType<typeof newInvoice>, 'status'> & { status: Stripe.Invoice.Status };
export type Session = Pick<Stripe.Checkout.Session, keyof ReturnType<typeof newSession>>;

/** A meter event that has been counted. */
export interface CountedUsage {
  readonly eventName: string;
  readonly customer: string;
  readonly value: number;
  readonly identifier: string;
  readonly timestamp: number;
}

const monthSeconds = 30 * 86_400;

/** What an account at Stripe holds. Tests do to it what happens at Stripe, and change its objects freely. */
export class StripeAccount {
  /** Unix seconds. */
  now = Date.UTC(2026, 10, 23, 12) / 1_000;
  readonly customers = new Map<string, Stripe.Customer>();
  readonly deleted = new Set<string>();
  readonly prices = new Map<string, Stripe.Price>();
  readonly subscriptions: Stripe.Subscription[] = [];
  readonly schedules = new Map<string, Stripe.SubscriptionSchedule>();
  readonly invoices: Invoice[] = [];
  readonly sessions: Session[] = [];
  /** What a session was asked for. */
  readonly orders = new Map<string, FormFields>();
  readonly meters: Stripe.Billing.Meter[] = [];
  readonly usage: CountedUsage[] = [];
  readonly #mark: string;
  #ids = 0;

  /** Give a mark to an account beside others, so that no id is found in two of them. */
  constructor(mark = '') {
    this.#mark = mark;
  }

  newId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}_${this.#mark}${String(this.#ids).padStart(8, '0')}`;
  }

  addCustomer(metadata: Stripe.Metadata = {}, email: string | null = null): Stripe.Customer {
    const customer = newCustomer(this.newId('cus'), this.now, metadata, email);
    this.customers.set(customer.id, customer);
    return customer;
  }

  addPrice(id: string, options: Parameters<typeof newPrice>[1] = {}): Stripe.Price {
    const price = newPrice(id, options);
    this.prices.set(id, price);
    return price;
  }

  addMeter(eventName: string, formula: 'sum' | 'count' = 'sum'): Stripe.Billing.Meter {
    const meter = newMeter(this.newId('mtr'), eventName, formula);
    this.meters.push(meter);
    return meter;
  }

  /** Subscribes a customer to prices, each with its quantity. */
  subscribe(
    customer: string,
    prices: Readonly<Record<string, number>>,
    { status = 'active', trialDays = 0, metadata = {} }: SubscribeOptions = {},
  ): Stripe.Subscription {
    const id = this.newId('sub');
    const trialEnd = trialDays === 0 ? null : this.now + trialDays * 86_400;
    const items = Object.entries(prices).map(([price, quantity]) => this.newItem(id, price, quantity, trialEnd));
    const subscription = newSubscription({
      id,
      customer,
      created: this.now,
      status: trialEnd === null ? status : 'trialing',
      trialEnd,
      metadata,
      items,
    });
    this.subscriptions.push(subscription);
    return subscription;
  }

  newItem(subscription: string, priceId: string, quantity: number, end: number | null = null): Stripe.SubscriptionItem {
    const price = this.prices.get(priceId) ?? this.addPrice(priceId);
    const item = {
      id: this.newId('si'),
      price,
      quantity,
      subscription,
      start: this.now,
      end: end ?? this.now + monthSeconds,
    };
    return newItem(item);
  }

  /** An invoice that was not paid when it was to be. */
  addOpenInvoice(subscription: Stripe.Subscription): Invoice {
    const invoice: Invoice = newInvoice(this.newId('in'), subscription, this.now);
    this.invoices.push(invoice);
    return invoice;
  }

  /** Has another price take over at the end of the current period. */
  addSchedule(subscription: Stripe.Subscription, priceId: string): Stripe.SubscriptionSchedule {
    const [item] = subscription.items.data;
    if (item === undefined) throw new Error('A subscription without items has no schedule.');
    const { current_period_start: start, current_period_end: end } = item;
    const schedule = newSchedule(this.newId('sub_sched'), subscription, [
      { price: item.price.id, start, end },
      { price: priceId, start: end, end: end + monthSeconds },
    ]);
    this.schedules.set(schedule.id, schedule);
    subscription.schedule = schedule.id;
    return schedule;
  }

  /** The buyer pays: the session is complete, and the subscription begins. */
  completeCheckout(sessionId: string): Stripe.Subscription {
    const session = this.sessions.find(({ id }) => id === sessionId);
    const order = this.orders.get(sessionId);
    if (session?.status !== 'open' || order === undefined) throw new Error('No such open session.');
    const { prices, trialDays, metadata } = orderOf(order);
    const subscription = this.subscribe(String(session.customer), prices, { trialDays, metadata });
    session.status = 'complete';
    session.payment_status = 'paid';
    session.subscription = subscription.id;
    session.url = null;
    return subscription;
  }

  addSession(order: FormFields, given: Omit<Parameters<typeof newSession>[0], 'id' | 'created'>): Session {
    const session: Session = newSession({ ...given, id: this.newId('cs_test'), created: this.now });
    this.sessions.push(session);
    this.orders.set(session.id, order);
    return session;
  }

  deleteCustomer(id: string): void {
    this.customers.delete(id);
    this.deleted.add(id);
    for (const subscription of this.subscriptions) {
      if (subscription.customer === id) this.cancel(subscription);
    }
  }

  cancel(subscription: Stripe.Subscription): void {
    if (subscription.status === 'canceled') return;
    subscription.status = 'canceled';
    subscription.canceled_at = this.now;
    subscription.ended_at = this.now;
    subscription.schedule = null;
  }

  /** An event as Stripe would send it now about one of its objects. */
  event(type: Stripe.Event.Type, object: { readonly object: string }): Stripe.EventBase {
    return {
      id: this.newId('evt'),
      object: 'event',
      api_version: '2026-10-28.endive',
      created: this.now,
      // As it was at this moment, whatever becomes of it.
      data: { object: structuredClone(object) as Stripe.Event.Data['object'] },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    };
  }
}

export interface SubscribeOptions {
  readonly status?: Stripe.Subscription.Status;
  readonly trialDays?: number;
  readonly metadata?: Stripe.Metadata;
}

function orderOf(order: FormFields): { prices: Record<string, number>; trialDays: number; metadata: Stripe.Metadata } {
  const lines = Object.values(recordOf(order, 'line_items')).map((line) => (typeof line === 'object' ? line : {}));
  const details = recordOf(order, 'subscription_data');
  return {
    prices: Object.fromEntries(lines.map((line) => [String(line.price), Number(line.quantity ?? 1)])),
    trialDays: Number(details.trial_period_days ?? 0),
    metadata: textsOf(details, 'metadata'),
  };
}
