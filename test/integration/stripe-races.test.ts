import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import {
  billedSetup,
  type ScriptedStripe,
  StripeAccount,
  startScriptedStripe,
  withMethod,
} from '../scripted-stripe/index.js';

let server: ScriptedStripe;
beforeAll(async () => {
  server = await startScriptedStripe();
});
afterAll(() => server.close());
beforeEach(() => {
  server.account = new StripeAccount();
  server.mishap = () => null;
  server.requests.length = 0;
});

/** A gate that is closed until it is opened, and tells when somebody stands before it. */
function gate() {
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  return {
    open: () => open(),
    arrived,
    async pass() {
      arrive();
      await opened;
    },
  };
}

describe('two processes', () => {
  test('one that read early and saves late does not undo what the other found unchanged', async () => {
    const memory = memoryStorage();
    const { pass, open, arrived } = gate();
    let isSlow = false;
    const slowly = async () => {
      if (isSlow) await pass();
    };
    const storage = { ...memory, subscriptions: withMethod(memory.subscriptions, 'save', slowly) };
    const slow = billedSetup(server, { storage });
    const quick = billedSetup(server, { storage: memory });
    const { account } = server;
    const customer = await quick.customerOf('acme');
    const subscription = account.subscribe(customer.id, { price_pro: 1 });
    await quick.deliver(account.event('customer.subscription.created', subscription));

    subscription.status = 'past_due';
    isSlow = true;
    const late = slow.deliver(account.event('customer.subscription.updated', subscription));
    await arrived;
    // By now it is paid. The other process hears of it, and finds stored what Stripe says.
    subscription.status = 'active';
    const paid = account.event('customer.subscription.updated', subscription);
    expect((await quick.deliver(paid)).status).toBe(200);
    expect(await quick.stored('acme')).toMatchObject({ status: 'active' });
    open();
    expect((await late).status).toBe(200);
    expect(await quick.stored('acme')).toMatchObject({ status: 'active', pastDueSince: null });
  });

  test('one whose save meets another one asks Stripe again', async () => {
    const memory = memoryStorage();
    const { pass, open, arrived } = gate();
    const storage = { ...memory, subscriptions: withMethod(memory.subscriptions, 'save', pass) };
    const slow = billedSetup(server, { storage });
    const quick = billedSetup(server, { storage: memory });
    const { account } = server;
    const customer = await quick.customerOf('acme');
    const subscription = account.subscribe(customer.id, { price_pro: 1 });
    const late = slow.deliver(account.event('customer.subscription.created', subscription));
    await arrived;
    Object.assign(subscription.items.data[0] ?? {}, { quantity: 7 });
    await quick.deliver(account.event('customer.subscription.updated', subscription));
    open();
    expect((await late).status).toBe(200);
    expect(await memory.subscriptions.load({ orgId: 'acme' })).toMatchObject({ version: 1, value: { seats: 7 } });
  });
});

describe('a burst of events about one customer', () => {
  test('is dealt with in two looks at Stripe, each of which begins after its events came', async () => {
    const { deliver, customerOf, stored } = billedSetup(server);
    const { account } = server;
    const customer = await customerOf('acme');
    const subscription = account.subscribe(customer.id, { price_pro: 1 });
    const events = Array.from({ length: 20 }, () =>
      account.event('invoice.paid', account.addOpenInvoice(subscription)),
    );
    const answers = await Promise.all(events.map((event) => deliver(event)));
    expect(answers.map(({ status }) => status)).toEqual(events.map(() => 200));
    expect(await stored('acme')).toMatchObject({ planId: 'pro' });
    // The first look saves, and so looks twice; one more is for those who came meanwhile.
    expect(server.requests.filter(({ path }) => path === '/subscriptions')).toHaveLength(3);
  });
});

describe('what Stripe says is read whole', () => {
  test('a customer with more subscriptions than fit on a page', async () => {
    const { deliver, customerOf, stored } = billedSetup(server);
    const { account } = server;
    const customer = await customerOf('acme');
    const oldest = account.subscribe(customer.id, { price_pro: 3 });
    for (let count = 0; count < 230; count += 1) {
      account.now += 1;
      account.cancel(account.subscribe(customer.id, { price_enterprise: 1 }));
    }
    await deliver(account.event('customer.subscription.updated', oldest));
    expect(await stored('acme')).toMatchObject({ planId: 'pro', seats: 3, status: 'active' });
  });

  test('a subscription with more items than Stripe gives along', async () => {
    const { deliver, customerOf, stored } = billedSetup(server);
    const { account } = server;
    const customer = await customerOf('acme');
    const others = Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`price_of_extra_${at}`, 1]));
    const subscription = account.subscribe(
      customer.id,
      { ...others, price_pro: 6 },
      { metadata: { promptforge_tenant: 'acme' } },
    );
    await deliver(account.event('customer.subscription.created', subscription));
    expect(await stored('acme')).toMatchObject({ planId: 'pro', seats: 6 });
  });

  test('open invoices, of which the oldest counts', async () => {
    const { deliver, customerOf, stored, advance } = billedSetup(server);
    const { account } = server;
    const customer = await customerOf('acme');
    const subscription = account.subscribe(customer.id, { price_pro: 1 });
    subscription.status = 'past_due';
    const oldest = account.addOpenInvoice(subscription);
    for (let count = 0; count < 120; count += 1) {
      advance(60);
      account.addOpenInvoice(subscription);
    }
    await deliver(account.event('invoice.payment_failed', oldest));
    expect(await stored('acme')).toMatchObject({ status: 'past_due', pastDueSince: oldest.created * 1_000 });
  });

  test('a customer who was deleted, whose last subscription is looked up by its id', async () => {
    const { deliver, customerOf, stored, advance } = billedSetup(server);
    const { account } = server;
    const customer = await customerOf('acme');
    const subscription = account.subscribe(customer.id, { price_pro: 1 });
    await deliver(account.event('customer.subscription.created', subscription));
    advance(3_600);
    account.deleteCustomer(customer.id);
    expect((await deliver(account.event('customer.deleted', customer))).status).toBe(200);
    expect(await stored('acme')).toMatchObject({ status: 'canceled', cancelAt: account.now * 1_000 });
  });

  test('a customer whom the key does not know is not taken for a deleted one', async () => {
    const { deliver, customerOf, stored, codes } = billedSetup(server);
    const { account } = server;
    const customer = await customerOf('acme');
    const subscription = account.subscribe(customer.id, { price_pro: 1 });
    await deliver(account.event('customer.subscription.created', subscription));
    const before = await stored('acme');
    account.customers.clear();
    expect((await deliver(account.event('invoice.paid', account.addOpenInvoice(subscription)))).status).toBe(503);
    expect(codes()).toEqual(['billing_customer_unknown']);
    expect(await stored('acme')).toEqual(before);
  });
});

describe('a tenant whose plan comes from the host', () => {
  test('goes over to what it buys, and is not told that it has ended what never counted', async () => {
    const { deliver, customerOf, stored, forge, advance } = billedSetup(server);
    const { account } = server;
    await forge.plans.assign({ orgId: 'acme', planId: 'enterprise' });
    const assigned = await stored('acme');
    const customer = await customerOf('acme');
    const old = account.subscribe(customer.id, { price_pro: 1 });
    account.cancel(old);
    await deliver(account.event('customer.subscription.deleted', old));
    expect(await stored('acme')).toEqual(assigned);
    advance(60);
    const bought = account.subscribe(customer.id, { price_pro: 2 });
    await deliver(account.event('customer.subscription.created', bought));
    expect(await stored('acme')).toMatchObject({ planId: 'pro', anchor: assigned?.anchor, source: { id: bought.id } });
  });
});
