import { allPages, collect } from './all-pages.js';
import type { StripeCall, StripeClient, StripeCustomer, StripeSubscription } from './stripe-client.js';
import { askStripe, isMissing, toBillingError, unknownCustomer } from './to-billing-error.js';

/** Reads what Stripe says, whole: every page, and every item of a subscription. */
export class StripeReader {
  readonly #stripe: StripeClient;
  readonly #call: StripeCall;

  constructor(stripe: StripeClient, timeoutMs: number) {
    this.#stripe = stripe;
    this.#call = { timeout: timeoutMs };
  }

  /** Null when the customer was deleted. @throws PromptForgeError `billing_customer_unknown` when there never was one. */
  async customer(id: string): Promise<StripeCustomer | null> {
    try {
      const customer = await this.#stripe.customers.retrieve(id, {}, this.#call);
      return 'metadata' in customer ? customer : null;
    } catch (error) {
      throw isMissing(error) ? unknownCustomer(error) : toBillingError(error);
    }
  }

  /**
   * All subscriptions of a customer, ended ones too. Null when the customer was deleted, whose
   * subscriptions Stripe may no longer list.
   */
  async subscriptionsOf(customer: string): Promise<readonly StripeSubscription[] | null> {
    try {
      return await this.#subscriptions({ customer });
    } catch (error) {
      if (!isMissing(error)) throw toBillingError(error);
      if ((await this.customer(customer)) === null) return null;
      throw toBillingError(error);
    }
  }

  /** All subscriptions that have a price among their items, one after the other. */
  withPrice(price: string): AsyncGenerator<StripeSubscription> {
    return allPages((page) =>
      askStripe(() => this.#stripe.subscriptions.list({ ...page, price, status: 'all', expand: [] }, this.#call)),
    );
  }

  /** Null when there is none of this id. */
  async subscription(id: string): Promise<StripeSubscription | null> {
    try {
      return await this.#complete(await this.#stripe.subscriptions.retrieve(id, { expand: ['schedule'] }, this.#call));
    } catch (error) {
      if (isMissing(error)) return null;
      throw toBillingError(error);
    }
  }

  /** When the oldest open invoice of a subscription was to be paid, in Unix seconds; null when there is none. */
  async unpaidSince(subscription: string): Promise<number | null> {
    const open = await collect(
      allPages((page) =>
        askStripe(() => this.#stripe.invoices.list({ ...page, subscription, status: 'open' }, this.#call)),
      ),
    );
    const due = open.map((invoice) => invoice.due_date ?? invoice.status_transitions.finalized_at ?? invoice.created);
    return due.length === 0 ? null : Math.min(...due);
  }

  async #subscriptions({ customer }: { readonly customer: string }): Promise<readonly StripeSubscription[]> {
    const listed = await collect(
      allPages((page) =>
        this.#stripe.subscriptions.list({ ...page, customer, status: 'all', expand: ['data.schedule'] }, this.#call),
      ),
    );
    return Promise.all(listed.map((subscription) => this.#complete(subscription)));
  }

  /** Stripe gives only the first items along with a subscription. */
  async #complete(subscription: StripeSubscription): Promise<StripeSubscription> {
    if (!subscription.items.has_more) return subscription;
    const data = await collect(
      allPages((page) => this.#stripe.subscriptionItems.list({ ...page, subscription: subscription.id }, this.#call)),
    );
    return { ...subscription, items: { data, has_more: false } };
  }
}
