import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planWith } from '../fixtures/plan-with.js';
import { billedSetup, type ScriptedStripe, StripeAccount, startScriptedStripe } from '../scripted-stripe/index.js';

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

async function subscribed(setup: ReturnType<typeof billedSetup>, orgId: string, price = 'price_pro') {
  const customer = await setup.customerOf(orgId);
  const subscription = server.account.subscribe(customer.id, { [price]: 1 });
  await setup.deliver(server.account.event('customer.subscription.created', subscription));
  return { customer, subscription };
}

describe('reconcile()', () => {
  test('finds nothing where all is well', async () => {
    const setup = billedSetup(server);
    await subscribed(setup, 'acme');
    expect(await setup.billing.reconcile()).toEqual({ tenants: 1, failed: 0, complete: true, differences: [] });
  });

  test('names what differs, and changes it only when told to', async () => {
    const setup = billedSetup(server);
    const { subscription } = await subscribed(setup, 'acme');
    const before = await setup.stored('acme');
    subscription.status = 'past_due';
    Object.assign(subscription.items.data[0] ?? {}, { quantity: 4 });
    const difference = { kind: 'subscription', orgId: 'acme', fields: ['pastDueSince', 'seats', 'status'] };
    const { differences } = await setup.billing.reconcile();
    expect(differences).toEqual([{ ...difference, repaired: false }]);
    expect(await setup.stored('acme')).toEqual(before);
    const repaired = await setup.billing.reconcile({ repair: true });
    expect(repaired.differences).toEqual([{ ...difference, repaired: true }]);
    expect(await setup.stored('acme')).toMatchObject({ status: 'past_due', seats: 4 });
    expect((await setup.billing.reconcile()).differences).toEqual([]);
  });

  test('finds a subscription of which no event ever came', async () => {
    const setup = billedSetup(server);
    const customer = await setup.customerOf('acme');
    server.account.subscribe(customer.id, { price_enterprise: 2 });
    const { differences } = await setup.billing.reconcile({ repair: true });
    expect(differences).toMatchObject([{ kind: 'subscription', orgId: 'acme', repaired: true }]);
    expect(await setup.stored('acme')).toMatchObject({ planId: 'enterprise', seats: 2 });
  });

  test('ties customers whose metadata name a tenant, and names those of nobody', async () => {
    const setup = billedSetup(server);
    const named = server.account.addCustomer({ promptforge_tenant: 'acme' }, 'ada@example.com');
    const nameless = server.account.addCustomer({}, 'bob@example.com');
    for (const { id } of [named, nameless]) server.account.subscribe(id, { price_pro: 1 });
    const found = await setup.billing.reconcile();
    expect(found.differences).toEqual([
      { kind: 'customer_unlinked', customerId: nameless.id, orgId: null, repaired: false },
      { kind: 'customer_unlinked', customerId: named.id, orgId: 'acme', repaired: false },
    ]);
    expect(JSON.stringify(found)).not.toContain('example.com');
    const repaired = await setup.billing.reconcile({ repair: true });
    expect(repaired.differences).toMatchObject([
      { customerId: nameless.id, repaired: false },
      { customerId: named.id, repaired: true },
      { kind: 'subscription', orgId: 'acme', repaired: true },
    ]);
    expect(await setup.stored('acme')).toMatchObject({ planId: 'pro' });
  });

  test('tells whom it has tied when Stripe fails after that', async () => {
    const setup = billedSetup(server);
    const named = server.account.addCustomer({ promptforge_tenant: 'acme' });
    server.account.subscribe(named.id, { price_pro: 1 });
    server.mishap = ({ fields }) => (fields.price === 'price_enterprise' ? 'cut' : null);
    const report = await setup.billing.reconcile({ repair: true });
    expect(report).toMatchObject({ tenants: 1, failed: 0, complete: false });
    expect(report.differences).toMatchObject([
      { kind: 'customer_unlinked', customerId: named.id, repaired: true },
      { kind: 'subscription', orgId: 'acme', repaired: true },
    ]);
  });

  test('does not tie a second customer to a tenant', async () => {
    const setup = billedSetup(server);
    await subscribed(setup, 'acme');
    const second = server.account.addCustomer({ promptforge_tenant: 'acme' });
    server.account.subscribe(second.id, { price_enterprise: 1 });
    const { differences } = await setup.billing.reconcile({ repair: true });
    expect(differences).toEqual([{ kind: 'customer_unlinked', customerId: second.id, orgId: 'acme', repaired: false }]);
    expect(setup.codes()).toEqual(['storage_conflict']);
    expect(await setup.stored('acme')).toMatchObject({ planId: 'pro' });
  });

  test('names who pays twice, and prices that stand for no plan', async () => {
    const setup = billedSetup(server);
    const { customer } = await subscribed(setup, 'twice');
    setup.advance(60);
    server.account.subscribe(customer.id, { price_pro: 1 });
    const { subscription } = await subscribed(setup, 'moved');
    subscription.items.data = [server.account.newItem(subscription.id, 'price_new', 1)];
    const { differences } = await setup.billing.reconcile({ repair: true });
    expect(differences).toEqual([
      { kind: 'price_unknown', orgId: 'moved', repaired: false },
      { kind: 'subscription', orgId: 'twice', fields: ['source'], repaired: true },
      { kind: 'several_subscriptions', orgId: 'twice', count: 2, repaired: false },
    ]);
  });

  test('names plans that are paid for and not in the catalogue', async () => {
    const plans = [planWith({}, { id: 'free' }), planWith({}, { id: 'enterprise' })] as const;
    const setup = billedSetup(server, { plans });
    await subscribed(setup, 'acme');
    await subscribed(setup, 'globex', 'price_enterprise');
    const unknown = { kind: 'plan_unknown', orgId: 'acme', planId: 'pro', repaired: false };
    expect((await setup.billing.reconcile({ repair: true })).differences).toEqual([unknown]);
  });

  test('leaves tenants alone whose plan comes from the host', async () => {
    const setup = billedSetup(server);
    await setup.forge.plans.assign({ orgId: 'by-hand', planId: 'enterprise' });
    expect(await setup.billing.reconcile({ repair: true })).toMatchObject({ tenants: 0, differences: [] });
  });

  test('goes on to the last page, at Stripe and in the storage', async () => {
    const setup = billedSetup(server);
    const tenants = Array.from({ length: 230 }, (_, at) => `tenant-${at}`);
    for (const orgId of tenants) server.account.subscribe((await setup.customerOf(orgId)).id, { price_pro: 1 });
    const missing = await setup.billing.reconcile({ repair: true });
    expect([missing.tenants, missing.differences.length]).toEqual([230, 230]);
    for (const subscription of server.account.subscriptions) server.account.cancel(subscription);
    const ended = await setup.billing.reconcile({ repair: true });
    expect([ended.tenants, ended.differences.length]).toEqual([230, 230]);
    expect(await setup.stored('tenant-229')).toMatchObject({ status: 'canceled' });
  });

  test('goes on after a failure of one tenant', async () => {
    const setup = billedSetup(server);
    const { customer } = await subscribed(setup, 'acme');
    const { subscription } = await subscribed(setup, 'globex');
    subscription.status = 'paused';
    server.mishap = ({ fields }) => (fields.customer === customer.id ? 'cut' : null);
    const report = await setup.billing.reconcile({ repair: true });
    expect(report).toMatchObject({ tenants: 2, failed: 1, complete: true });
    expect(report.differences).toMatchObject([{ orgId: 'globex', repaired: true }]);
    expect(setup.reported.map(({ context }) => context)).toEqual([{ during: 'reconcile', orgId: 'acme' }]);
  });

  test.each([1, 3])('counts tenants alone when Stripe is down, of which there are %i', async (tenants) => {
    const usage = [{ meter: 'calls', eventName: 'promptforge_calls' }] as const;
    const setup = billedSetup(server, { usage });
    for (let at = 0; at < tenants; at += 1) await subscribed(setup, `tenant-${at}`);
    server.mishap = () => 'cut';
    const report = await setup.billing.reconcile();
    expect(report).toEqual({ tenants, failed: tenants, complete: false, differences: [] });
    expect(setup.reported).toHaveLength(tenants + 2);
  });

  test('is not complete when subscriptions, or meters, cannot be listed', async () => {
    const usage = [{ meter: 'calls', eventName: 'promptforge_calls' }] as const;
    const setup = billedSetup(server, { usage });
    server.account.addMeter('promptforge_calls');
    await subscribed(setup, 'acme');
    for (const isListing of [
      ({ fields }: { fields: object }) => 'price' in fields,
      ({ path }: { path: string }) => path === '/billing/meters',
    ]) {
      server.mishap = (request) => (isListing(request) ? 'cut' : null);
      expect(await setup.billing.reconcile()).toEqual({ tenants: 1, failed: 0, complete: false, differences: [] });
    }
    server.mishap = () => null;
    expect(await setup.billing.reconcile()).toMatchObject({ failed: 0, complete: true });
  });

  test('is given up when everything fails', async () => {
    const setup = billedSetup(server);
    for (let at = 0; at < 9; at += 1) await subscribed(setup, `tenant-${at}`);
    server.mishap = () => 'cut';
    expect(await setup.billing.reconcile({ repair: true })).toMatchObject({ failed: 5, complete: false });
  });
});
