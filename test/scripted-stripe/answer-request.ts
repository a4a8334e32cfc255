import { type FormFields, recordOf, textOf, textsOf } from './form-fields.js';
import type { StripeAccount } from './stripe-account.js';
import { missing, rejected, StripeFailure } from './stripe-failure.js';

export interface StripeRequest {
  readonly method: string;
  /** Without `/v1`. */
  readonly path: string;
  readonly fields: FormFields;
}

type Answer = (account: StripeAccount, fields: FormFields, id: string) => unknown;

/** What is used of Stripe's API. */
const routes: readonly (readonly [method: string, path: RegExp, answer: Answer])[] = [
  ['POST', /^\/customers$/, createCustomer],
  ['GET', /^\/customers\/(\w+)$/, retrieveCustomer],
  ['GET', /^\/subscriptions$/, listSubscriptions],
  ['GET', /^\/subscriptions\/(\w+)$/, retrieveSubscription],
  ['GET', /^\/subscription_items$/, listItems],
  ['GET', /^\/invoices$/, listInvoices],
  ['GET', /^\/checkout\/sessions$/, listSessions],
  ['POST', /^\/checkout\/sessions$/, createSession],
  ['POST', /^\/checkout\/sessions\/(\w+)\/expire$/, expireSession],
  ['POST', /^\/billing_portal\/sessions$/, createPortal],
  ['POST', /^\/billing\/meter_events$/, createMeterEvent],
  ['GET', /^\/billing\/meters$/, listMeters],
  ['GET', /^\/billing\/meters\/(\w+)\/event_summaries$/, listSummaries],
];

/** Items that Stripe gives along with a subscription; further ones are asked for. */
const embeddedItems = 10;

/** @throws StripeFailure */
export function answerRequest(account: StripeAccount, { method, path, fields }: StripeRequest): unknown {
  for (const [routeMethod, pattern, answer] of routes) {
    const match = routeMethod === method ? pattern.exec(path) : null;
    if (match !== null) return answer(account, fields, match[1] ?? '');
  }
  throw new StripeFailure(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}).`,
  });
}

function createCustomer(account: StripeAccount, fields: FormFields) {
  return account.addCustomer(textsOf(fields, 'metadata'), textOf(fields, 'email'));
}

function retrieveCustomer(account: StripeAccount, _: FormFields, id: string) {
  if (account.deleted.has(id)) return { id, object: 'customer', deleted: true };
  const customer = account.customers.get(id);
  if (customer === undefined) throw missing('customer', id, 'id');
  return customer;
}

function listSubscriptions(account: StripeAccount, fields: FormFields) {
  const customer = textOf(fields, 'customer');
  if (customer !== null && !account.customers.has(customer)) throw missing('customer', customer, 'customer');
  const price = textOf(fields, 'price');
  const found = account.subscriptions.filter(
    (subscription) =>
      (customer === null || subscription.customer === customer) &&
      (price === null || subscription.items.data.some((item) => item.price.id === price)) &&
      (textOf(fields, 'status') === 'all' || subscription.status !== 'canceled'),
  );
  const expand = Object.values(recordOf(fields, 'expand')).includes('data.schedule');
  return page(found, fields, '/v1/subscriptions', (subscription) => shown(account, subscription, expand));
}

function retrieveSubscription(account: StripeAccount, fields: FormFields, id: string) {
  const subscription = account.subscriptions.find((candidate) => candidate.id === id);
  if (subscription === undefined) throw missing('subscription', id, 'id');
  return shown(account, subscription, Object.values(recordOf(fields, 'expand')).includes('schedule'));
}

function shown(account: StripeAccount, subscription: StripeAccount['subscriptions'][number], expand: boolean) {
  const { items, schedule } = subscription;
  return {
    ...subscription,
    items: { ...items, data: items.data.slice(0, embeddedItems), has_more: items.data.length > embeddedItems },
    schedule: expand && typeof schedule === 'string' ? (account.schedules.get(schedule) ?? schedule) : schedule,
  };
}

function listItems(account: StripeAccount, fields: FormFields) {
  const id = textOf(fields, 'subscription');
  const subscription = account.subscriptions.find((candidate) => candidate.id === id);
  if (subscription === undefined) throw missing('subscription', String(id), 'subscription');
  // Items are listed in their order, unlike the rest.
  return page([...subscription.items.data].reverse(), fields, '/v1/subscription_items');
}

function listInvoices(account: StripeAccount, fields: FormFields) {
  const subscription = textOf(fields, 'subscription');
  const status = textOf(fields, 'status');
  const found = account.invoices.filter(
    (invoice) =>
      invoice.parent.subscription_details.subscription === subscription &&
      (status === null || invoice.status === status),
  );
  return page(found, fields, '/v1/invoices');
}

function listSessions(account: StripeAccount, fields: FormFields) {
  const customer = textOf(fields, 'customer');
  const status = textOf(fields, 'status');
  const found = account.sessions.filter(
    (session) => session.customer === customer && (status === null || session.status === status),
  );
  return page(found, fields, '/v1/checkout/sessions');
}

function createSession(account: StripeAccount, fields: FormFields) {
  const customer = textOf(fields, 'customer');
  if (customer === null || !account.customers.has(customer)) throw missing('customer', String(customer), 'customer');
  for (const line of Object.values(recordOf(fields, 'line_items'))) {
    const price = typeof line === 'object' ? String(line.price) : '';
    const known = account.prices.get(price);
    if (known === undefined) throw missing('price', price, 'line_items[0][price]');
    if (known.recurring?.usage_type === 'metered' && typeof line === 'object' && 'quantity' in line) {
      throw rejected('Quantity should not be specified where usage_type is `metered`.', 'line_items[0][quantity]');
    }
  }
  return account.addSession(fields, {
    customer,
    metadata: textsOf(fields, 'metadata'),
    reference: textOf(fields, 'client_reference_id'),
    successUrl: String(fields.success_url),
    cancelUrl: String(fields.cancel_url),
  });
}

function expireSession(account: StripeAccount, _: FormFields, id: string) {
  const session = account.sessions.find((candidate) => candidate.id === id);
  if (session === undefined) throw missing('checkout session', id, 'id');
  if (session.status !== 'open') throw rejected('Only Checkout Sessions with a status in ["open"] can be expired.');
  session.status = 'expired';
  session.url = null;
  return session;
}

function createPortal(account: StripeAccount, fields: FormFields) {
  const customer = textOf(fields, 'customer');
  if (customer === null || !account.customers.has(customer)) throw missing('customer', String(customer), 'customer');
  const id = account.newId('bps');
  return {
    id,
    object: 'billing_portal.session',
    configuration: 'bpc_00000001',
    created: account.now,
    customer,
    flow: null,
    livemode: false,
    locale: null,
    on_behalf_of: null,
    return_url: textOf(fields, 'return_url'),
    url: `https://billing.stripe.com/p/session/${id}`,
  };
}

function createMeterEvent(account: StripeAccount, fields: FormFields) {
  const eventName = String(fields.event_name);
  if (!account.meters.some((meter) => meter.event_name === eventName)) {
    throw rejected(`No active meter found for event name: ${eventName}.`, 'event_name');
  }
  const { stripe_customer_id: customer = '', value = '' } = textsOf(fields, 'payload');
  const timestamp = Number(fields.timestamp ?? account.now);
  if (timestamp > account.now + 300 || timestamp < account.now - 35 * 86_400) {
    throw rejected(
      'The timestamp must be within the past 35 calendar days or up to 5 minutes in the future.',
      'timestamp',
    );
  }
  const identifier = textOf(fields, 'identifier') ?? account.newId('meter_event');
  if (account.usage.some((counted) => counted.identifier === identifier)) {
    throw rejected(`An event already exists with identifier ${identifier}.`);
  }
  account.usage.push({ eventName, customer, value: Number(value), identifier, timestamp });
  const payload = { stripe_customer_id: customer, value };
  const created = account.now;
  return {
    object: 'billing.meter_event',
    created,
    event_name: eventName,
    identifier,
    livemode: false,
    payload,
    timestamp,
  };
}

function listMeters(account: StripeAccount, fields: FormFields) {
  return page(account.meters, fields, '/v1/billing/meters');
}

function listSummaries(account: StripeAccount, fields: FormFields, id: string) {
  const meter = account.meters.find((candidate) => candidate.id === id);
  if (meter === undefined) throw missing('billing meter', id, 'id');
  const [start, end] = [Number(fields.start_time), Number(fields.end_time)];
  if (start % 60 !== 0 || end % 60 !== 0) throw rejected('Times must be aligned with minute boundaries.', 'start_time');
  const counted = account.usage.filter(
    ({ eventName, customer, timestamp }) =>
      eventName === meter.event_name && customer === fields.customer && timestamp >= start && timestamp < end,
  );
  const summary = {
    id: account.newId('mtrusg'),
    object: 'billing.meter_event_summary',
    aggregated_value: counted.reduce((sum, { value }) => sum + value, 0),
    end_time: end,
    livemode: false,
    meter: id,
    start_time: start,
  };
  return page([summary], fields, `/v1/billing/meters/${id}/event_summaries`);
}

/** Newest first, as all of Stripe's lists are. */
function page<Item extends { readonly id: string }>(
  oldestFirst: readonly Item[],
  fields: FormFields,
  url: string,
  show: (item: Item) => unknown = (item) => item,
) {
  const items = [...oldestFirst].reverse();
  const after = textOf(fields, 'starting_after');
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) throw missing('object', after, 'starting_after');
  const limit = Number(textOf(fields, 'limit') ?? 10);
  const data = items.slice(start, start + limit);
  return { object: 'list', data: data.map(show), has_more: start + limit < items.length, url };
}
