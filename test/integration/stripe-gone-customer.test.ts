import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { rejection } from '../fixtures/rejection.js';
import { billedSetup, type ScriptedStripe, StripeAccount, startScriptedStripe } from '../scripted-stripe/index.js';

let server: ScriptedStripe;
beforeAll(async () => {
  server = await startScriptedStripe();
});
afterAll(() => server.close());
beforeEach(() => {
  server.account = new StripeAccount();
  server.account.addPrice('price_pro');
  server.mishap = () => null;
  server.requests.length = 0;
});

type Setup = ReturnType<typeof billedSetup>;

const wanted = {
  orgId: 'acme',
  planId: 'pro',
  successUrl: 'https://app.example/done',
  cancelUrl: 'https://app.example/plans',
};
const toPortal = { orgId: 'acme', returnUrl: 'https://app.example/plans' };

const customerNow = ({ storage }: Setup) => storage.billing.customerOf({ orgId: 'acme' }, 'stripe');

/** The tenant has a subscription at Stripe. */
async function subscribed(setup: Setup) {
  const customer = await setup.customerOf('acme');
  const subscription = server.account.subscribe(customer.id, { price_pro: 1 }, { trialDays: 14 });
  await setup.deliver(server.account.event('customer.subscription.created', subscription));
  setup.advance(60);
  return customer;
}

/** A checkout of a new customer is opened and paid, and puts the tenant on the plan. */
async function expectNewCustomer(setup: Setup, before: string) {
  await setup.billing.checkout(wanted);
  const session = server.account.sessions.at(-1);
  expect(session?.customer).not.toBe(before);
  expect(await customerNow(setup)).toBe(session?.customer);
  await setup.billing.portal(toPortal);
  setup.advance(60);
  const { id } = server.account.completeCheckout(session?.id ?? '');
  await setup.deliver(server.account.event('checkout.session.completed', session ?? { object: '' }));
  expect(await setup.stored('acme')).toMatchObject({ planId: 'pro', status: 'active', source: { id } });
}

describe('a customer who was deleted at Stripe', () => {
  test('gives way to a new one, which buys; the trial is remembered', async () => {
    const setup = billedSetup(server);
    const customer = await subscribed(setup);
    server.account.deleteCustomer(customer.id);
    await setup.deliver(server.account.event('customer.deleted', customer));
    expect(await rejection(setup.billing.portal(toPortal))).toMatchObject({ code: 'billing_customer_unknown' });
    await expectNewCustomer(setup, customer.id);
    expect(setup.reported).toEqual([]);
  });

  test('gives way on PGlite', async () => {
    const storage = pgliteStorage();
    await storage.setup();
    try {
      const setup = billedSetup(server, { storage });
      const customer = await subscribed(setup);
      server.account.deleteCustomer(customer.id);
      await expectNewCustomer(setup, customer.id);
    } finally {
      await storage.close();
    }
  });

  test('leaves with its subscription, also when no event told of that', async () => {
    const setup = billedSetup(server);
    const customer = await subscribed(setup);
    server.account.deleteCustomer(customer.id);
    await setup.billing.checkout(wanted);
    expect(await setup.stored('acme')).toMatchObject({ status: 'canceled', cancelAt: server.account.now * 1_000 });
    const made = server.account.customers.get((await customerNow(setup)) ?? '');
    // Nothing was bought yet, and what had ended is not missed.
    await setup.deliver(server.account.event('customer.created', made ?? { object: '' }));
    expect(setup.reported).toEqual([]);
  });

  test('within the ten minutes in which Stripe was asked to make it is not given again', async () => {
    const setup = billedSetup(server);
    await setup.billing.checkout(wanted);
    const before = (await customerNow(setup)) ?? '';
    server.account.deleteCustomer(before);
    await setup.billing.checkout(wanted);
    expect(await customerNow(setup)).not.toBe(before);
    expect(server.account.sessions.at(-1)?.customer).toBe(await customerNow(setup));
  });

  test('is reported by reconcile(), which lets go of it when told to', async () => {
    const setup = billedSetup(server);
    const customer = await subscribed(setup);
    server.account.deleteCustomer(customer.id);
    const gone = { kind: 'customer_gone', orgId: 'acme', customerId: customer.id };
    const found = await setup.billing.reconcile();
    expect(found).toMatchObject({ failed: 0, complete: true });
    expect(found.differences).toMatchObject([{ kind: 'subscription' }, { ...gone, repaired: false }]);
    expect(await customerNow(setup)).toBe(customer.id);
    const repaired = await setup.billing.reconcile({ repair: true });
    expect(repaired.differences).toMatchObject([{ kind: 'subscription' }, { ...gone, repaired: true }]);
    expect(await customerNow(setup)).toBeNull();
    expect(await setup.stored('acme')).toMatchObject({ status: 'canceled' });
    expect(await setup.billing.reconcile()).toEqual({ tenants: 1, failed: 0, complete: true, differences: [] });
    await expectNewCustomer(setup, customer.id);
  });
});

describe('a customer whom Stripe does not know', () => {
  test('gives way when the tenant is on no subscription of Stripe', async () => {
    const setup = billedSetup(server);
    const { id } = await setup.customerOf('acme');
    server.account.customers.delete(id);
    expect(await rejection(setup.billing.portal(toPortal))).toMatchObject({ code: 'billing_customer_unknown' });
    await setup.billing.checkout(wanted);
    expect(await customerNow(setup)).toBe(server.account.sessions[0]?.customer);
  });

  test('stays when it is: the key may be of another account', async () => {
    const setup = billedSetup(server);
    const customer = await subscribed(setup);
    const own = server.account;
    server.account = new StripeAccount('other');
    const error = await rejection(setup.billing.checkout(wanted));
    expect(error).toMatchObject({ code: 'billing_customer_unknown' });
    expect(await setup.billing.reconcile({ repair: true })).toMatchObject({ failed: 1, differences: [] });
    expect(await customerNow(setup)).toBe(customer.id);
    server.account = own;
    expect(await setup.billing.reconcile()).toMatchObject({ failed: 0, differences: [] });
  });

  test('is let go by reconcile() once its subscription has ended', async () => {
    const setup = billedSetup(server);
    const customer = await subscribed(setup);
    await setup.forge.subscriptions.apply({ orgId: 'acme', action: { type: 'cancel', when: 'now' } });
    server.account = new StripeAccount('other');
    server.account.addPrice('price_pro');
    const { differences } = await setup.billing.reconcile({ repair: true });
    expect(differences).toEqual([{ kind: 'customer_gone', orgId: 'acme', customerId: customer.id, repaired: true }]);
    await expectNewCustomer(setup, customer.id);
  });
});
