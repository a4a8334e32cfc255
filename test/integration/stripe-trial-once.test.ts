import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

const start = { orgId: 'acme', action: { type: 'start', planId: 'pro', seats: 1, trial: true } } as const;
const wanted = {
  orgId: 'acme',
  planId: 'pro',
  successUrl: 'https://app.example/done',
  cancelUrl: 'https://app.example/plans',
};

/** Another subscription comes and goes, without a trial. */
async function subscribedWithout(setup: ReturnType<typeof billedSetup>, customer: string) {
  setup.advance(60);
  const subscription = server.account.subscribe(customer, { price_pro: 1 });
  await setup.deliver(server.account.event('customer.subscription.created', subscription));
  const during = await setup.stored('acme');
  setup.advance(60);
  server.account.cancel(subscription);
  await setup.deliver(server.account.event('customer.subscription.deleted', subscription));
  return during;
}

async function expectNoTrial({ billing, forge }: ReturnType<typeof billedSetup>) {
  const error = await rejection(forge.subscriptions.apply(start));
  expect(error).toMatchObject({ code: 'subscription_state_invalid', details: { problem: 'trial_used' } });
  await billing.checkout(wanted);
  const created = server.requests.filter(({ method, path }) => method === 'POST' && path === '/checkout/sessions');
  expect(created.at(-1)?.fields).not.toHaveProperty('subscription_data.trial_period_days');
}

describe('a trial is had once, also after a subscription without one', () => {
  test('when Stripe gave it', async () => {
    const setup = billedSetup(server);
    const customer = await setup.customerOf('acme');
    const trial = server.account.subscribe(customer.id, { price_pro: 1 }, { trialDays: 14 });
    await setup.deliver(server.account.event('customer.subscription.created', trial));
    server.account.cancel(trial);
    const during = await subscribedWithout(setup, customer.id);
    expect(during).toMatchObject({ status: 'active', trialEnd: Number(trial.trial_end) * 1_000 });
    await expectNoTrial(setup);
  });

  test('when the host gave it', async () => {
    const setup = billedSetup(server);
    const { trialEnd } = await setup.forge.subscriptions.apply(start);
    const customer = await setup.customerOf('acme');
    expect(await subscribedWithout(setup, customer.id)).toMatchObject({ status: 'active', trialEnd });
    await expectNoTrial(setup);
  });

  test('when no event told of it', async () => {
    const setup = billedSetup(server);
    const customer = await setup.customerOf('acme');
    server.account.cancel(server.account.subscribe(customer.id, { price_pro: 1 }, { trialDays: 14 }));
    await subscribedWithout(setup, customer.id);
    await expectNoTrial(setup);
  });
});

test('a trial that is remembered ends nothing of a subscription that goes on', async () => {
  const setup = billedSetup(server);
  const customer = await setup.customerOf('acme');
  server.account.cancel(server.account.subscribe(customer.id, { price_pro: 1 }, { trialDays: 14 }));
  setup.advance(60);
  const subscription = server.account.subscribe(customer.id, { price_pro: 1 });
  await setup.deliver(server.account.event('customer.subscription.created', subscription));
  for (const days of [1, 14, 60]) {
    setup.advance(days * 86_400);
    const { state, until } = await setup.forge.subscriptions.get({ orgId: 'acme' });
    expect([state, until]).toEqual(['active', null]);
  }
});
