import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expressHandler } from '../../adapters/express/index.js';
import { memoryStorage } from '../../adapters/memory/index.js';
import { PromptForgeError, type Storage } from '../../src/index.js';
import { planWith } from '../fixtures/plan-with.js';
import {
  billedSetup,
  type ScriptedStripe,
  StripeFailure,
  startScriptedStripe,
  webhookRequest,
  withMethod,
} from '../scripted-stripe/index.js';

let server: ScriptedStripe;
beforeAll(async () => {
  server = await startScriptedStripe();
});
afterAll(() => server.close());
beforeEach(() => {
  server.mishap = () => null;
});

/** A tenant that has just subscribed to Pro with two seats, and the event that tells it. */
async function subscribed(setup = billedSetup(server)) {
  const { account } = server;
  const customer = await setup.customerOf('acme');
  const subscription = account.subscribe(customer.id, { price_pro: 2 });
  const event = account.event('customer.subscription.created', subscription);
  return { ...setup, account, customer, subscription, event };
}

async function problem(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const { code, status } = (await response.json()) as { code: string; status: number };
  expect(status).toBe(response.status);
  return { code, status };
}

describe('an event of Stripe', () => {
  test('puts the tenant on what Stripe says, and is answered when that is stored', async () => {
    const { deliver, event, stored, subscription, forge } = await subscribed();
    const response = await deliver(event);
    expect([response.status, await response.json()]).toEqual([200, { received: true }]);
    expect(await stored('acme')).toMatchObject({
      planId: 'pro',
      status: 'active',
      seats: 2,
      anchor: subscription.start_date * 1_000,
      source: { provider: 'stripe', id: subscription.id },
    });
    expect(await forge.plans.check({ orgId: 'acme' }, 'api_keys')).toBe(true);
  });

  test('is not believed: what counts is what Stripe says when it is asked', async () => {
    const { deliver, event, stored, subscription } = await subscribed();
    subscription.status = 'past_due';
    await deliver(event);
    expect(await stored('acme')).toMatchObject({ status: 'past_due' });
  });

  test('that was dealt with is answered at once, without asking Stripe', async () => {
    const { deliver, event } = await subscribed();
    await deliver(event);
    const asked = server.requests.length;
    expect((await deliver(event)).status).toBe(200);
    expect(server.requests).toHaveLength(asked);
  });

  test('that changes nothing is not saved', async () => {
    const { deliver, event, account, subscription, storage } = await subscribed();
    await deliver(event);
    await deliver(account.event('customer.subscription.updated', subscription));
    expect(await storage.subscriptions.load({ orgId: 'acme' })).toMatchObject({ version: 1 });
  });

  test('keeps the anchor and the overrides of the tenant', async () => {
    const { deliver, event, account, subscription, stored, forge } = await subscribed();
    await deliver(event);
    const overrides = { limits: [], features: { custom_models: true } };
    await forge.subscriptions.apply({ orgId: 'acme', action: { type: 'set_overrides', overrides } });
    const before = await stored('acme');
    Object.assign(subscription.items.data[0] ?? {}, { quantity: 5 });
    await deliver(account.event('customer.subscription.updated', subscription));
    expect(await stored('acme')).toEqual({ ...before, seats: 5 });
    expect(before?.overrides).toEqual(overrides);
  });
});

describe('a webhook that is not from Stripe touches nothing', () => {
  const at = () => server.account.now;

  test.each<[string, (event: object) => Request, number, string]>([
    [
      'signed with another secret',
      (event) => webhookRequest(event, { at: at(), secret: 'whsec_wrong' }),
      400,
      'webhook_invalid',
    ],
    ['signed too long ago', (event) => webhookRequest(event, { at: at() - 301 }), 400, 'webhook_invalid'],
    [
      'without a signature',
      (event) => new Request('https://app.example/', { method: 'POST', body: JSON.stringify(event) }),
      400,
      'webhook_invalid',
    ],
    [
      'with another body than was signed',
      (event) => new Request(webhookRequest(event, { at: at() }), { body: JSON.stringify(event) }),
      400,
      'webhook_invalid',
    ],
    ['signed, and no JSON', () => webhookRequest('{', { at: at() }), 400, 'webhook_invalid'],
    ['signed, and no event', () => webhookRequest('null', { at: at() }), 400, 'webhook_invalid'],
    [
      'signed, and without its object',
      () => webhookRequest({ id: 'evt_1', type: 'customer.updated', data: {} }, { at: at() }),
      400,
      'webhook_invalid',
    ],
    [
      'of 2 MB',
      (event) => new Request(webhookRequest(event, { at: at() }), { body: 'x'.repeat(2_000_000) }),
      413,
      'request_too_large',
    ],
    ['got by GET', () => new Request('https://app.example/'), 405, 'method_not_allowed'],
  ])('%s', async (_, requestFor, status, code) => {
    const { billing, event, stored, reported } = await subscribed();
    const asked = server.requests.length;
    const response = await billing.webhook(requestFor(event));
    expect(await problem(response)).toEqual({ status, code });
    expect(await stored('acme')).toBeNull();
    expect(server.requests).toHaveLength(asked);
    expect(reported).toEqual([]);
  });

  test('of which the host keeps a clone is refused as well where it is too large', async () => {
    const { billing, event } = await subscribed();
    const request = new Request(webhookRequest(event, { at: at() }), { body: 'x'.repeat(2_000_000) });
    const kept = request.clone();
    expect(await problem(await billing.webhook(request))).toEqual({ status: 413, code: 'request_too_large' });
    expect((await kept.text()).length).toBe(2_000_000);
  });

  test('a thin event is answered with what to change at Stripe', async () => {
    const { billing } = await subscribed();
    const thin = {
      id: 'evt_1',
      object: 'v2.core.event',
      type: 'v2.core.account.updated',
      related_object: { id: 'acct_1', type: 'v2.core.account', url: '/v2/core/accounts/acct_1' },
    };
    const response = await billing.webhook(webhookRequest(thin, { at: at() }));
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { code: 'webhook_invalid', detail: expect.stringContaining('snapshot payloads') },
    ]);
  });

  test('one signed 300 seconds ago is from Stripe', async () => {
    const { billing, event } = await subscribed();
    expect((await billing.webhook(webhookRequest(event, { at: at() - 300 }))).status).toBe(200);
  });

  test('a body without end is not read to its end', async () => {
    const { billing } = await subscribed();
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init = { method: 'POST', body, duplex: 'half', headers: { 'stripe-signature': 't=1,v1=00' } } as const;
    expect(await problem(await billing.webhook(new Request('https://app.example/', init)))).toMatchObject({
      status: 413,
    });
    expect(sent).toBeLessThan(2_000_000);
  });

  test('the new and the old secret hold while one is being rolled', async () => {
    const { newBilling, event, account, subscription } = await subscribed();
    const billing = newBilling({ webhookSecret: ['whsec_new', 'whsec_old'] });
    for (const secret of ['whsec_new', 'whsec_old']) {
      const updated = account.event('customer.subscription.updated', subscription);
      expect((await billing.webhook(webhookRequest(updated, { at: at(), secret }))).status).toBe(200);
    }
    expect((await billing.webhook(webhookRequest(event, { at: at(), secret: 'whsec_older' }))).status).toBe(400);
  });
});

describe('what is none of ours is answered 2xx and left alone', () => {
  test('a customer nobody is tied to', async () => {
    const { deliver, account, stored } = await subscribed();
    const stranger = account.addCustomer();
    const asked = server.requests.length;
    const bought = account.subscribe(stranger.id, { price_pro: 1 });
    expect((await deliver(account.event('customer.subscription.created', bought))).status).toBe(200);
    expect(server.requests).toHaveLength(asked);
    expect(await stored('acme')).toBeNull();
  });

  test('a reference that a buyer wrote into a link ties nobody', async () => {
    const { deliver, account, stored, storage } = await subscribed();
    const buyer = account.addCustomer();
    account.subscribe(buyer.id, { price_enterprise: 1 });
    const session = { object: 'checkout.session', customer: buyer.id, client_reference_id: 'victim', metadata: {} };
    expect((await deliver(account.event('checkout.session.completed', session))).status).toBe(200);
    expect(await stored('victim')).toBeNull();
    expect(await storage.billing.tenantOf({ provider: 'stripe', customerId: buyer.id })).toBeNull();
  });

  test('metadata of an event count for nothing when the customer at Stripe says otherwise', async () => {
    const { deliver, account, stored } = await subscribed();
    const buyer = account.addCustomer();
    const bought = account.subscribe(buyer.id, { price_enterprise: 1 }, { metadata: { promptforge_tenant: 'victim' } });
    expect((await deliver(account.event('customer.subscription.created', bought))).status).toBe(200);
    expect(await stored('victim')).toBeNull();
  });

  test('a subscription to something else that the host sells', async () => {
    const { deliver, account, customer, stored } = await subscribed();
    server.account.subscriptions.length = 0;
    const support = account.subscribe(customer.id, { price_of_support: 1 });
    expect((await deliver(account.event('customer.subscription.created', support))).status).toBe(200);
    expect(await stored('acme')).toBeNull();
  });
});

describe('a customer who names a tenant in its metadata at Stripe', () => {
  test('is tied to it', async () => {
    const { deliver, account, stored } = await subscribed();
    const metadata = { promptforge_tenant: 'globex' };
    const customer = account.addCustomer(metadata);
    const bought = account.subscribe(customer.id, { price_pro: 4 }, { metadata });
    await deliver(account.event('customer.subscription.created', bought));
    expect(await stored('globex')).toMatchObject({ planId: 'pro', seats: 4 });
  });

  test('is not, when the tenant is another customer; the host is told', async () => {
    const { deliver, event, account, stored, codes } = await subscribed();
    await deliver(event);
    const metadata = { promptforge_tenant: 'acme' };
    const second = account.addCustomer(metadata);
    const bought = account.subscribe(second.id, { price_enterprise: 1 }, { metadata });
    expect((await deliver(account.event('customer.subscription.created', bought))).status).toBe(200);
    expect(await stored('acme')).toMatchObject({ planId: 'pro' });
    expect(codes()).toEqual(['storage_conflict']);
  });
});

describe('what only the host can put right is told, and leaves the tenant as it is', () => {
  test.each<[string, (subscribed: Awaited<ReturnType<typeof subscribedAndStored>>) => void]>([
    [
      'a price that stands for no plan',
      ({ subscription, account }) => {
        subscription.items.data = [account.newItem(subscription.id, 'price_new', 1)];
      },
    ],
    [
      'a status that is not known',
      ({ subscription }) => {
        subscription.status = 'hibernating';
        subscription.pause_collection = null;
      },
    ],
    [
      'a subscription that Stripe no longer knows',
      ({ account }) => {
        account.subscriptions.length = 0;
      },
    ],
  ])('%s', async (_, change) => {
    const all = await subscribedAndStored();
    const { deliver, account, subscription, stored, codes } = all;
    const before = await stored('acme');
    change(all);
    expect((await deliver(account.event('customer.subscription.updated', subscription))).status).toBe(200);
    expect(await stored('acme')).toEqual(before);
    expect(codes()).toEqual(['config_invalid']);
  });
});

async function subscribedAndStored() {
  const all = await subscribed();
  await all.deliver(all.event);
  return all;
}

describe('a failure is answered 5xx, so that Stripe sends the event again', () => {
  test.each<[string, () => StripeFailure | 'cut', number, string]>([
    ['Stripe fails', () => new StripeFailure(500, { type: 'api_error', message: 'x' }), 503, 'billing_unavailable'],
    ['Stripe cuts the connection', () => 'cut', 503, 'billing_unavailable'],
    [
      'Stripe limits the rate',
      () => new StripeFailure(429, { type: 'rate_limit_error', message: 'x' }),
      503,
      'billing_unavailable',
    ],
    [
      'Stripe rejects the key',
      () => new StripeFailure(401, { type: 'invalid_request_error', message: 'x' }),
      500,
      'config_invalid',
    ],
  ])('%s', async (_, mishap, status, code) => {
    const { deliver, event, stored, codes } = await subscribed();
    server.mishap = mishap;
    expect(await problem(await deliver(event))).toEqual({ status, code });
    expect(await stored('acme')).toBeNull();
    expect(codes()).toEqual([code]);
    server.mishap = () => null;
    expect((await deliver(event)).status).toBe(200);
    expect(await stored('acme')).toMatchObject({ planId: 'pro' });
  });

  test.each([
    'subscriptions.save',
    'billing.finishEvent',
    'billing.isEventDone',
    'billing.tenantOf',
  ])('the storage fails at %s', async (place) => {
    let fails = true;
    const memory = memoryStorage();
    const fail = () => {
      if (fails) throw new PromptForgeError('storage_unavailable', 'The disk is full.');
    };
    const [store, method] = place.split('.');
    const storage: Storage =
      store === 'billing'
        ? { ...memory, billing: withMethod(memory.billing, method as keyof Storage['billing'], fail) }
        : { ...memory, subscriptions: withMethod(memory.subscriptions, 'save', fail) };
    const { deliver, event, stored, codes } = await subscribed(billedSetup(server, { storage }));
    expect(await problem(await deliver(event))).toEqual({ status: 503, code: 'storage_unavailable' });
    expect(await memory.billing.isEventDone({ provider: 'stripe', eventId: event.id })).toBe(false);
    expect(codes()).toEqual(['storage_unavailable']);
    fails = false;
    expect((await deliver(event)).status).toBe(200);
    expect(await stored('acme')).toMatchObject({ planId: 'pro' });
    expect(await memory.billing.isEventDone({ provider: 'stripe', eventId: event.id })).toBe(true);
  });

  test('others keep changing the subscription', async () => {
    const { deliver, event, subscription, stored } = await subscribed();
    // Stripe says something else each time it is asked.
    server.mishap = ({ path }) => {
      if (path === '/subscriptions') subscription.cancel_at = (subscription.cancel_at ?? server.account.now) + 1;
      return null;
    };
    expect(await problem(await deliver(event))).toEqual({ status: 503, code: 'storage_conflict' });
    server.mishap = () => null;
    expect((await deliver(event)).status).toBe(200);
    expect((await stored('acme'))?.cancelAt).toBe(Number(subscription.cancel_at) * 1_000);
  });
});

describe('who pays for a plan that the catalogue does not have', () => {
  test('is stored as Stripe has it, and the host is told what to mend', async () => {
    const plans = [planWith({}, { id: 'free' })] as const;
    const { deliver, event, stored, reported, account, subscription } = await subscribed(
      billedSetup(server, { plans }),
    );
    expect((await deliver(event)).status).toBe(200);
    expect(await stored('acme')).toMatchObject({ planId: 'pro' });
    expect(reported).toMatchObject([
      {
        error: {
          code: 'plan_unknown',
          message: expect.stringMatching(/acme.*pro\. .*catalogue.*stripeBilling/),
          details: { orgId: 'acme', plans: ['pro'] },
        },
        context: { during: 'webhook', orgId: 'acme' },
      },
    ]);
    account.cancel(subscription);
    await deliver(account.event('customer.subscription.deleted', subscription));
    expect(reported).toHaveLength(1);
  });

  test('is no reason to refuse the event, also when the catalogue cannot be read', async () => {
    const setup = billedSetup(server);
    const plans = { list: () => Promise.reject(new PromptForgeError('storage_unavailable', 'The disk is full.')) };
    const forge = { subscriptions: setup.forge.subscriptions, plans, reportError: () => {} };
    const { event, deliver, stored, codes } = await subscribed(setup);
    expect((await deliver(event, setup.newBilling({ forge }))).status).toBe(200);
    expect(await stored('acme')).toMatchObject({ planId: 'pro' });
    expect(codes()).toEqual(['storage_unavailable']);
  });
});

describe('in Express the body goes to the webhook as it came', () => {
  test.each(['without a parser before it', 'with express.raw() before it'])('%s', async (kind) => {
    const { billing, event, stored } = await subscribed();
    const app = express();
    const handle = expressHandler((request) => billing.webhook(request));
    if (kind.startsWith('with ')) app.post('/webhooks/stripe', express.raw({ type: 'application/json' }), handle);
    else app.post('/webhooks/stripe', handle);
    app.use(express.json());
    expect((await deliverOver(app, event)).status).toBe(200);
    expect(await stored('acme')).toMatchObject({ planId: 'pro' });
  });

  test('behind express.json() the signature no longer holds, and the answer says what to check', async () => {
    const { billing, event, stored } = await subscribed();
    const app = express();
    app.use(express.json());
    app.post(
      '/webhooks/stripe',
      expressHandler((request) => billing.webhook(request)),
    );
    const response = await deliverOver(app, event);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('unparsed') });
    expect(await stored('acme')).toBeNull();
  });
});

/** Sends an event over the wire to an application that listens for it. */
async function deliverOver(app: express.Express, event: object): Promise<Response> {
  const listening = app.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  try {
    const { port } = listening.address() as AddressInfo;
    const signed = webhookRequest(event, { at: server.account.now });
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/stripe`, {
      method: 'POST',
      headers: signed.headers,
      body: await signed.text(),
    });
    return new Response(await response.arrayBuffer(), response);
  } finally {
    listening.closeAllConnections();
    listening.close();
  }
}

test('a client that cannot verify is no fault of the body: Stripe sends it again, and the host is told', async () => {
  const { newBilling, codes } = billedSetup(server);
  const real = server.client();
  const webhooks = {
    constructEventAsync: () => Promise.reject(new TypeError('signature helper missing')),
  };
  const stripe = new Proxy(real, {
    get: (target, name) => (name === 'webhooks' ? webhooks : Reflect.get(target, name, target)),
  });
  const { account } = server;
  const event = account.event('customer.created', account.addCustomer());
  const answer = await newBilling({ stripe }).webhook(webhookRequest(event, { at: account.now }));
  expect(answer.status).toBe(500);
  const body = await answer.text();
  expect(body).toContain('config_invalid');
  expect(body).not.toContain('is signed');
  expect(codes()).toEqual(['config_invalid']);
});
