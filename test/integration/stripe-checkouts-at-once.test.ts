import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CheckoutRequest, StripeBilling } from '../../adapters/stripe/index.js';
import { PromptForgeError } from '../../src/index.js';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import { rejection } from '../fixtures/rejection.js';
import { billedSetup, type ScriptedStripe, StripeAccount, startScriptedStripe } from '../scripted-stripe/index.js';

let server: ScriptedStripe;
beforeAll(async () => {
  server = await startScriptedStripe();
});
afterAll(() => server.close());
beforeEach(() => {
  newAccount();
  server.mishap = () => null;
  server.requests.length = 0;
});

function newAccount(mark = ''): void {
  server.account = new StripeAccount(mark);
  for (const price of ['price_pro', 'price_pro_year', 'price_enterprise']) server.account.addPrice(price);
}

const wanted: CheckoutRequest = {
  orgId: 'acme',
  planId: 'pro',
  successUrl: 'https://app.example/done',
  cancelUrl: 'https://app.example/plans',
};

const open = () => server.account.sessions.filter(({ status }) => status === 'open').map(({ url }) => url);

/** What came of each call: its address, or the code of its refusal. */
const outcomes = (calls: readonly ReturnType<StripeBilling['checkout']>[]) =>
  Promise.all(
    calls.map((call) =>
      call.then(
        ({ url }) => url,
        (error: unknown) => (PromptForgeError.is(error) ? error.code : String(error)),
      ),
    ),
  );

/** Has every request take a while of its own, so that calls meet in every way there is. */
function shuffled(seed: number): void {
  const { integer } = seededRandom(seed);
  server.mishap = () => new Promise((resolve) => setTimeout(resolve, integer(6)));
}

describe('checkouts of a tenant that one process is asked for at once', () => {
  test('with other words leave the last one open', async () => {
    const { billing } = billedSetup(server);
    shuffled(1);
    const urls = await outcomes([1, 2, 3, 4].map((seats) => billing.checkout({ ...wanted, seats })));
    expect(open()).toEqual([urls[3]]);
    expect(new Set(urls).size).toBe(4);
    expect(server.account.customers.size).toBe(1);
  });

  test('with the same words are one', async () => {
    const { billing } = billedSetup(server);
    shuffled(2);
    const urls = await outcomes([1, 2, 3].map(() => billing.checkout(wanted)));
    expect(open()).toEqual([urls[0]]);
    expect(new Set(urls).size).toBe(1);
  });

  test('do not wait for those of another tenant', async () => {
    const { billing } = billedSetup(server);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    server.mishap = ({ fields }) => (JSON.stringify(fields).includes('"acme"') ? held : null);
    const slow = billing.checkout(wanted);
    await billing.checkout({ ...wanted, orgId: 'globex' });
    answer();
    await slow;
    expect(open()).toHaveLength(2);
  });
});

describe('checkouts of a tenant that several processes are asked for at once', () => {
  test('with other words leave one open, which was given to who asked for it', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 20; seed += 1) {
      newAccount(`${seed}x`);
      const { newBilling } = billedSetup(server);
      shuffled(seed);
      const answers = await outcomes([1, 2, 3].map((seats) => newBilling().checkout({ ...wanted, seats })));
      expect(open(), `seed ${seed}`).toHaveLength(1);
      expect(answers, `seed ${seed}`).toContain(open()[0]);
      for (const answer of answers) seen.add(answer.startsWith('https:') ? 'opened' : answer);
    }
    expect([...seen].sort()).toEqual(['opened', 'storage_conflict']);
  });

  test('with the same words are one', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      newAccount(`${seed}x`);
      const { newBilling } = billedSetup(server);
      shuffled(seed);
      const urls = await outcomes([1, 2, 3].map(() => newBilling().checkout(wanted)));
      expect(open(), `seed ${seed}`).toHaveLength(1);
      expect(new Set(urls), `seed ${seed}`).toEqual(new Set(open()));
    }
  });

  test('one that was paid at the last moment leaves no second one to be paid', async () => {
    const { billing, newBilling } = billedSetup(server);
    await billing.checkout(wanted);
    let looks = 0;
    server.mishap = ({ method, path }) => {
      if (method === 'GET' && path === '/checkout/sessions') looks += 1;
      // The buyer pays between the look at the subscriptions and that at the open checkouts.
      if (looks === 1) server.account.completeCheckout(server.account.sessions[0]?.id ?? '');
      if (looks === 1) looks += 1;
      return null;
    };
    const error = await rejection(newBilling().checkout({ ...wanted, seats: 2 }));
    expect(error).toMatchObject({ code: 'subscription_state_invalid' });
    expect(open()).toEqual([]);
  });

  test('what Stripe answers again to a key of before is not taken for open', async () => {
    const { billing } = billedSetup(server);
    let isClosed = false;
    server.mishap = ({ method, path }) => {
      // Another process closes it before it is looked at again.
      const [session] = server.account.sessions;
      if (!isClosed && method === 'GET' && path === '/checkout/sessions' && session !== undefined) {
        isClosed = true;
        Object.assign(session, { status: 'expired', url: null });
      }
      return null;
    };
    const { url } = await billing.checkout(wanted);
    expect(open()).toEqual([url]);
  });
});

test('a customer who pays for several subscriptions at once is told of with each event', async () => {
  const { deliver, customerOf, reported, advance } = billedSetup(server);
  const customer = await customerOf('acme');
  server.account.subscribe(customer.id, { price_pro: 1 });
  advance(60);
  const second = server.account.subscribe(customer.id, { price_pro: 1 });
  expect((await deliver(server.account.event('customer.subscription.created', second))).status).toBe(200);
  expect(reported).toMatchObject([
    {
      error: { code: 'subscription_state_invalid', details: { reason: 'several_subscriptions', count: 2 } },
      context: { during: 'webhook', orgId: 'acme' },
    },
  ]);
  server.account.cancel(second);
  await deliver(server.account.event('customer.subscription.deleted', second));
  expect(reported).toHaveLength(1);
});
