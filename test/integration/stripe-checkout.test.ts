import { Stripe } from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CheckoutRequest } from '../../adapters/stripe/index.js';
import { defaultPlans } from '../../src/index.js';
import { planWith } from '../fixtures/plan-with.js';
import { rejection } from '../fixtures/rejection.js';
import {
  billedSetup,
  type ScriptedStripe,
  StripeAccount,
  StripeFailure,
  startScriptedStripe,
} from '../scripted-stripe/index.js';

let server: ScriptedStripe;
beforeAll(async () => {
  server = await startScriptedStripe();
});
afterAll(() => server.close());
beforeEach(() => {
  server.account = new StripeAccount();
  for (const price of ['price_pro', 'price_pro_year', 'price_enterprise']) server.account.addPrice(price);
  server.account.addPrice('price_of_tokens', { isMetered: true });
  server.mishap = () => null;
  server.requests.length = 0;
});

const wanted: CheckoutRequest = {
  orgId: 'acme',
  planId: 'pro',
  seats: 3,
  successUrl: 'https://app.example/done?session={CHECKOUT_SESSION_ID}',
  cancelUrl: 'https://app.example/plans',
};

const posts = (path: string) => server.requests.filter((request) => request.method === 'POST' && request.path === path);

describe('a checkout', () => {
  test('sells the first price of the plan, with its trial, to a customer tied to the tenant', async () => {
    const { billing, storage } = billedSetup(server);
    const { url } = await billing.checkout({ ...wanted, customerEmail: 'ada@example.com' });
    const [session] = server.account.sessions;
    expect(url).toBe(session?.url);
    const [customer] = server.account.customers.values();
    expect(customer).toMatchObject({ email: 'ada@example.com', metadata: { promptforge_tenant: 'acme' } });
    expect(await storage.billing.customerOf({ orgId: 'acme' }, 'stripe')).toBe(customer?.id);
    expect(posts('/checkout/sessions')[0]?.fields).toMatchObject({
      mode: 'subscription',
      customer: customer?.id,
      client_reference_id: 'acme',
      metadata: { promptforge_tenant: 'acme' },
      line_items: { 0: { price: 'price_pro', quantity: '3' } },
      subscription_data: { metadata: { promptforge_tenant: 'acme' }, trial_period_days: '14' },
      success_url: wanted.successUrl,
      cancel_url: wanted.cancelUrl,
    });
    for (const request of server.requests.filter(({ method }) => method === 'POST')) {
      expect(request.idempotencyKey, request.path).toMatch(/^promptforge-/);
    }
  });

  test('that is completed puts the tenant on the plan', async () => {
    const { billing, deliver, stored } = billedSetup(server);
    await billing.checkout(wanted);
    const [session] = server.account.sessions;
    server.account.completeCheckout(session?.id ?? '');
    await deliver(server.account.event('checkout.session.completed', session ?? { object: '' }));
    expect(await stored('acme')).toMatchObject({ planId: 'pro', status: 'trialing', seats: 3 });
  });

  test('of a user without an organization is one of their personal one', async () => {
    const { billing, storage } = billedSetup(server);
    const { orgId: _, ...rest } = wanted;
    await billing.checkout({ ...rest, userId: 'ada' });
    expect(await storage.billing.customerOf({ orgId: 'personal:ada' }, 'stripe')).not.toBeNull();
  });

  test('may be of another price of the plan, and adds the metered ones', async () => {
    const usage = [{ meter: 'tokens', eventName: 'promptforge_tokens', priceId: 'price_of_tokens' }] as const;
    const { billing } = billedSetup(server, { usage });
    await billing.checkout({ ...wanted, priceId: 'price_pro_year' });
    expect(posts('/checkout/sessions')[0]?.fields).toMatchObject({
      line_items: { 0: { price: 'price_pro_year', quantity: '3' }, 1: { price: 'price_of_tokens' } },
    });
  });

  test('gives a trial once', async () => {
    const { billing, customerOf } = billedSetup(server);
    const customer = await customerOf('acme');
    server.account.cancel(server.account.subscribe(customer.id, { price_enterprise: 1 }, { trialDays: 5 }));
    await billing.checkout(wanted);
    expect(posts('/checkout/sessions')[0]?.fields).not.toHaveProperty('subscription_data.trial_period_days');
  });

  test('gives no trial to who had one of the host', async () => {
    const { billing, forge } = billedSetup(server);
    await forge.subscriptions.apply({ orgId: 'acme', action: { type: 'start', planId: 'pro', seats: 1, trial: true } });
    await billing.checkout(wanted);
    expect(posts('/checkout/sessions')[0]?.fields).not.toHaveProperty('subscription_data.trial_period_days');
  });
});

describe('at most one checkout of a tenant is open', () => {
  const open = () => server.account.sessions.filter(({ status }) => status === 'open');

  test('asked for twice it is the same', async () => {
    const { billing } = billedSetup(server);
    const first = await billing.checkout(wanted);
    expect(await billing.checkout(wanted)).toEqual(first);
    expect(open()).toHaveLength(1);
  });

  test('asked for at once by two processes it is the same, and so is the customer', async () => {
    const { billing, newBilling } = billedSetup(server);
    const [one, two] = await Promise.all([billing.checkout(wanted), newBilling().checkout(wanted)]);
    expect(one).toEqual(two);
    expect(open()).toHaveLength(1);
    expect(server.account.customers.size).toBe(1);
  });

  test('another one closes it', async () => {
    const { billing } = billedSetup(server);
    await billing.checkout(wanted);
    const { url } = await billing.checkout({ ...wanted, planId: 'enterprise' });
    expect(open().map((session) => session.url)).toEqual([url]);
  });

  test('one that was completed, and whose subscription has ended, is not given again', async () => {
    const { billing } = billedSetup(server);
    const first = await billing.checkout(wanted);
    server.account.cancel(server.account.completeCheckout(server.account.sessions[0]?.id ?? ''));
    expect(await billing.checkout(wanted)).not.toEqual(first);
    expect(open()).toHaveLength(1);
  });

  test('checkouts that the host opened for other things are left alone', async () => {
    const { billing, customerOf } = billedSetup(server);
    const customer = await customerOf('acme');
    const other = {
      customer: customer.id,
      metadata: {},
      reference: null,
      successUrl: 'https://a',
      cancelUrl: 'https://b',
    };
    server.account.addSession({}, other);
    await billing.checkout(wanted);
    expect(open()).toHaveLength(2);
  });
});

describe('a checkout is refused', () => {
  test.each(['trialing', 'active', 'past_due', 'unpaid', 'paused'])('while there is one that is %s', async (status) => {
    const { billing, customerOf } = billedSetup(server);
    const customer = await customerOf('acme');
    Object.assign(server.account.subscribe(customer.id, { price_pro: 1 }), { status });
    expect(await rejection(billing.checkout(wanted))).toMatchObject({
      code: 'subscription_state_invalid',
      message: expect.stringContaining('billing.portal()'),
    });
    expect(posts('/checkout/sessions')).toEqual([]);
  });

  test.each(['canceled', 'incomplete', 'incomplete_expired'])('not beside one that is %s', async (status) => {
    const { billing, customerOf } = billedSetup(server);
    const customer = await customerOf('acme');
    Object.assign(server.account.subscribe(customer.id, { price_pro: 1 }), { status });
    await expect(billing.checkout(wanted)).resolves.toBeDefined();
  });

  test('not beside a subscription to something else', async () => {
    const { billing, customerOf } = billedSetup(server);
    const customer = await customerOf('acme');
    server.account.subscribe(customer.id, { price_of_support: 1 });
    await expect(billing.checkout(wanted)).resolves.toBeDefined();
  });

  test.each<[Partial<CheckoutRequest>, string]>([
    [{ planId: 'gold' }, 'plan_unknown'],
    [{ planId: 'pilot' }, 'config_invalid'],
    [{ priceId: 'price_enterprise' }, 'request_invalid'],
    [{ seats: 0 }, 'request_invalid'],
    [{ seats: 1.5 }, 'request_invalid'],
    [{ seats: 26 }, 'seats_exceeded'],
    [{ customerEmail: 'no' }, 'request_invalid'],
    [{ customerEmail: 'ada@' }, 'request_invalid'],
    [{ customerEmail: '' }, 'request_invalid'],
    [{ discount: 5 } as object, 'request_invalid'],
    [{ successUrl: '/done' }, 'request_invalid'],
    [{ cancelUrl: 'javascript:alert(1)' }, 'request_invalid'],
    [{ orgId: '' }, 'request_invalid'],
  ])('with %j as %s, before Stripe is asked', async (change, code) => {
    const { billing } = billedSetup(server);
    const request = { ...wanted, ...change } as CheckoutRequest;
    expect(await rejection(billing.checkout(request))).toMatchObject({ code });
    expect(server.requests).toEqual([]);
  });

  test.each([undefined, null, 'acme', [], {}])('of %j, and so is a portal, before Stripe is asked', async (given) => {
    const { billing } = billedSetup(server);
    for (const open of [billing.checkout, billing.portal]) {
      expect(await rejection(open(given as never))).toMatchObject({ code: 'request_invalid' });
    }
    const request = { orgId: 'acme', returnUrl: 'https://a.example', more: 1 };
    expect(await rejection(billing.portal(request))).toMatchObject({ code: 'request_invalid' });
    expect(server.requests).toEqual([]);
  });

  test('for an address of mail that Stripe does not take', async () => {
    const { billing } = billedSetup(server);
    server.mishap = ({ path }) =>
      path === '/customers'
        ? new StripeFailure(400, { type: 'invalid_request_error', code: 'email_invalid', message: 'Invalid: ada@b.c' })
        : null;
    const error = await rejection(billing.checkout({ ...wanted, customerEmail: 'ada@b.c' }));
    expect(error).toMatchObject({ code: 'request_invalid' });
    expect(`${error.message} ${String(error.cause)}`).not.toContain('ada');
  });

  test.each(['members', 'team'] as const)('for seats that subscriptions.apply() refuses, by %s', async (by) => {
    const plans = [
      planWith({}, { id: 'free' }),
      planWith({}, { id: 'pro', seats: 9, features: by === 'team' ? {} : { team: true } }),
    ] as const;
    const { billing, forge, storage } = billedSetup(server, { plans });
    await storage.organizations.save({ orgId: 'acme' }, { name: 'Acme' }, 0);
    for (let member = 0; member < 6 && by === 'members'; member += 1) {
      await storage.organizations.setMember({ orgId: 'acme' }, { userId: `user-${member}`, role: 'owner' });
    }
    const seats = by === 'team' ? 5 : 1;
    const action = { type: 'start', planId: 'pro', seats } as const;
    const { code, details, message } = await rejection(forge.subscriptions.apply({ orgId: 'acme', action }));
    expect(code).toBe(by === 'team' ? 'plan_feature_missing' : 'seats_exceeded');
    expect(await rejection(billing.checkout({ ...wanted, seats }))).toMatchObject({ code, details, message });
    expect(server.requests).toEqual([]);
  });

  test('beside a subscription of the host that goes on, until the host ends it', async () => {
    const { billing, forge } = billedSetup(server);
    await forge.subscriptions.apply({ orgId: 'acme', action: { type: 'start', planId: 'pro', seats: 1 } });
    for (const type of ['payment_failed', 'payment_succeeded', 'pause'] as const) {
      expect(await rejection(billing.checkout(wanted))).toMatchObject({ code: 'subscription_state_invalid' });
      await forge.subscriptions.apply({ orgId: 'acme', action: { type } });
    }
    expect(server.requests).toEqual([]);
    await forge.subscriptions.apply({ orgId: 'acme', action: { type: 'cancel', when: 'now' } });
    await expect(billing.checkout(wanted)).resolves.toBeDefined();
  });

  test('of a plan without a price says which', async () => {
    const { billing } = billedSetup(server);
    const { message } = await rejection(billing.checkout({ ...wanted, planId: 'pilot' }));
    expect(message).toContain('pilot');
  });

  test('not for more seats that were granted', async () => {
    const { billing, forge } = billedSetup(server);
    await forge.plans.assign({ orgId: 'acme', planId: 'pilot' });
    const overrides = { limits: [], features: {}, seats: null };
    await forge.subscriptions.apply({ orgId: 'acme', action: { type: 'set_overrides', overrides } });
    await expect(billing.checkout({ ...wanted, seats: 26 })).resolves.toBeDefined();
    expect(defaultPlans[1]).toMatchObject({ id: 'pro', seats: 25 });
  });

  test('for a price that Stripe does not know, without quoting it', async () => {
    const { billing } = billedSetup(server);
    server.account.prices.delete('price_pro');
    const error = await rejection(billing.checkout(wanted));
    expect(error).toMatchObject({ code: 'config_invalid' });
    expect(error.message).not.toContain('No such price');
  });
});

describe('when Stripe fails', () => {
  test('it is told that waiting helps, and how long', async () => {
    const { billing } = billedSetup(server);
    server.mishap = () =>
      new StripeFailure(
        429,
        { type: 'rate_limit_error', message: 'slow down, ada@example.com' },
        { 'retry-after': '3' },
      );
    const error = await rejection(billing.checkout(wanted));
    expect(error).toMatchObject({ code: 'billing_unavailable', retryAfterMs: 3_000 });
    expect(`${error.message} ${String(error.cause)}`).not.toContain('ada');
  });

  test('a customer that was made and not answered is not made twice', async () => {
    const { billing } = billedSetup(server);
    server.mishap = ({ path }) => (path === '/customers' ? 'cut after' : null);
    expect(await rejection(billing.checkout(wanted))).toMatchObject({ code: 'billing_unavailable' });
    server.mishap = () => null;
    await billing.checkout(wanted);
    expect(server.account.customers.size).toBe(1);
  });

  test('a failure that Stripe keeps under its key is over with the next ten minutes', async () => {
    const { billing, advance } = billedSetup(server);
    server.mishap = ({ path }) =>
      path === '/customers' ? new StripeFailure(500, { type: 'api_error', message: 'x' }) : null;
    await rejection(billing.checkout(wanted));
    server.mishap = () => null;
    expect(await rejection(billing.checkout(wanted))).toMatchObject({ code: 'billing_unavailable' });
    advance(600);
    await expect(billing.checkout(wanted)).resolves.toBeDefined();
  });

  test('it is given up after the time that one request may take', async () => {
    const { billing } = billedSetup(server, { timeoutMs: 100 });
    let answer = () => {};
    server.mishap = () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      });
    expect(await rejection(billing.checkout(wanted))).toMatchObject({ code: 'billing_unavailable' });
    answer();
  });

  test('a wrong key is no outage', async () => {
    const { newBilling } = billedSetup(server);
    const billing = newBilling({ stripe: new Stripe('sk_test_wrong', { ...server.address, maxNetworkRetries: 0 }) });
    const error = await rejection(billing.checkout(wanted));
    expect(error).toMatchObject({ code: 'config_invalid' });
    expect(`${error.message} ${String(error.cause)}`).not.toContain('sk_test');
  });
});

describe('the portal', () => {
  test('is one of the customer, and new each time', async () => {
    const { billing, customerOf } = billedSetup(server);
    const customer = await customerOf('acme');
    const [one, two] = [1, 2].map(() => billing.portal({ orgId: 'acme', returnUrl: 'https://app.example/plans' }));
    expect((await one)?.url).not.toBe((await two)?.url);
    expect(posts('/billing_portal/sessions')[0]?.fields).toEqual({
      customer: customer.id,
      return_url: 'https://app.example/plans',
    });
  });

  test('is for customers alone', async () => {
    const { billing } = billedSetup(server);
    const request = billing.portal({ orgId: 'nobody', returnUrl: 'https://app.example/' });
    expect(await rejection(request)).toMatchObject({ code: 'billing_customer_unknown' });
    expect(server.requests).toEqual([]);
  });
});
