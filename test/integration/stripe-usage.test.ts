import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { manualClock } from '../fixtures/manual-clock.js';
import {
  billedSetup,
  type ScriptedStripe,
  StripeAccount,
  StripeFailure,
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
  server.account.addMeter('promptforge_calls');
  server.mishap = () => null;
  server.requests.length = 0;
});

const usage = [{ meter: 'calls', eventName: 'promptforge_calls' }] as const;

/** A forge that reports calls, with tenants on Pro. */
async function metered(...tenants: readonly string[]) {
  const setup = billedSetup(server, { usage });
  const run = async (orgId: string, times = 1) => {
    const { accessToken: token } = await setup.forge.sessions.issue({ userId: `user of ${orgId}`, orgId });
    for (let time = 0; time < times; time += 1) {
      await setup.forge.optimize({
        token,
        prompt: 'Write a release note for our billing export, for accountants.',
        sevenD: { domain: 'saas', output_format: 'md' },
      });
    }
    await setup.forge.maintain({ everything: true });
  };
  const subscribe = async (orgId: string) => {
    const customer = await setup.customerOf(orgId);
    const subscription = server.account.subscribe(customer.id, { price_pro: 1 });
    await setup.deliver(server.account.event('customer.subscription.created', subscription));
    return { customer, subscription };
  };
  for (const tenant of tenants) await subscribe(tenant);
  return { ...setup, run, subscribe };
}

const counted = () => server.account.usage.map(({ value }) => value);
const sent = () => server.requests.filter(({ path }) => path === '/billing/meter_events');

describe('usage', () => {
  test('is reported once, and then what is new', async () => {
    const { billing, run } = await metered('acme');
    await run('acme', 3);
    expect(await billing.reportUsage()).toEqual({ reported: 1, failed: 0, uncertain: 0 });
    expect(await billing.reportUsage()).toEqual({ reported: 0, failed: 0, uncertain: 0 });
    await run('acme', 2);
    expect(await billing.reportUsage()).toEqual({ reported: 1, failed: 0, uncertain: 0 });
    expect(counted()).toEqual([3, 2]);
    expect(new Set(server.account.usage.map(({ identifier }) => identifier)).size).toBe(2);
  });

  test('from before a tenant subscribed is not charged for', async () => {
    const { billing, run, subscribe } = await metered();
    await run('acme', 4);
    const { customer } = await subscribe('acme');
    await run('acme', 2);
    await billing.reportUsage();
    expect(server.account.usage).toMatchObject([{ customer: customer.id, value: 2, eventName: 'promptforge_calls' }]);
  });

  test('of tenants whom Stripe does not charge is not reported', async () => {
    const { billing, run, forge, subscribe, deliver } = await metered();
    await forge.plans.assign({ orgId: 'by-hand', planId: 'pro' });
    await run('by-hand');
    await run('free');
    const { subscription } = await subscribe('gone');
    await run('gone');
    server.account.cancel(subscription);
    await deliver(server.account.event('customer.subscription.deleted', subscription));
    expect(await billing.reportUsage()).toEqual({ reported: 0, failed: 0, uncertain: 0 });
    expect(sent()).toEqual([]);
  });

  test('is of the month in which it was used, however late it is reported', async () => {
    const { billing, run, advance } = await metered('acme');
    await run('acme');
    const { now } = server.account;
    advance(Date.UTC(2026, 11, 1, 5) / 1_000 - now);
    await run('acme', 2);
    expect(await billing.reportUsage()).toMatchObject({ reported: 2 });
    expect(server.account.usage).toMatchObject([
      { value: 1, timestamp: Date.UTC(2026, 11, 1) / 1_000 - 1 },
      { value: 2, timestamp: server.account.now },
    ]);
  });
});

describe('each amount is counted once', () => {
  test('when a process dies after it was sent and before that was noted', async () => {
    const { billing, run, storage, newBilling } = await metered('acme');
    await run('acme', 3);
    let sentIt = () => {};
    const sentAlready = new Promise<void>((resolve) => {
      sentIt = resolve;
    });
    const die = () => {
      sentIt();
      return new Promise<void>(() => {});
    };
    const dying = { ...storage, billing: withMethod(storage.billing, 'confirmReport', die) };
    void newBilling({ storage: dying }).reportUsage();
    await sentAlready;
    expect(counted()).toEqual([3]);
    await run('acme', 4);
    // The report under way comes first, whatever was used since.
    expect(await billing.reportUsage()).toEqual({ reported: 1, failed: 0, uncertain: 0 });
    expect(await billing.reportUsage()).toEqual({ reported: 1, failed: 0, uncertain: 0 });
    expect(counted()).toEqual([3, 4]);
    const [first, again] = sent();
    expect(again?.fields.identifier).toBe(first?.fields.identifier);
    expect(again?.fields.timestamp).toBe(first?.fields.timestamp);
  });

  test.each([
    ['cut' as const, 0],
    ['cut after' as const, 1],
    [new StripeFailure(500, { type: 'api_error', message: 'x' }), 0],
  ])('when the answer is lost: %s', async (mishap, atOnce) => {
    const { billing, run, codes } = await metered('acme');
    await run('acme', 3);
    server.mishap = ({ path }) => (path === '/billing/meter_events' ? mishap : null);
    expect(await billing.reportUsage()).toEqual({ reported: 0, failed: 1, uncertain: 0 });
    expect([counted().length, codes()]).toEqual([atOnce, ['billing_unavailable']]);
    server.mishap = () => null;
    expect(await billing.reportUsage()).toEqual({ reported: 1, failed: 0, uncertain: 0 });
    expect(counted()).toEqual([3]);
  });

  test('when four processes report at once', async () => {
    const { newBilling, run } = await metered('acme', 'globex');
    await run('acme', 3);
    await run('globex', 2);
    await Promise.all([1, 2, 3, 4].map(() => newBilling().reportUsage()));
    expect([...counted()].sort()).toEqual([2, 3]);
  });
});

describe('a report whose fate is not known when Stripe may have forgotten it', () => {
  const hours = (count: number) => count * 3_600;

  /** A report that was sent, or not, and never noted. */
  async function lost(arrived: boolean) {
    const setup = await metered('acme');
    await setup.run('acme', 3);
    server.mishap = ({ path }) => (path === '/billing/meter_events' ? (arrived ? 'cut after' : 'cut') : null);
    await setup.billing.reportUsage();
    server.mishap = () => null;
    setup.reported.length = 0;
    return setup;
  }

  test('is sent again for 23 hours, and no longer', async () => {
    const { billing, advance, codes } = await lost(true);
    advance(hours(23));
    expect(await billing.reportUsage()).toMatchObject({ reported: 1, uncertain: 0 });
    expect([counted(), codes()]).toEqual([[3], []]);
  });

  test('is told instead', async () => {
    const { billing, advance, codes, reported } = await lost(true);
    advance(hours(23) + 1);
    // As if Stripe had forgotten the identifier by now.
    for (const each of server.account.usage) Object.assign(each, { identifier: 'forgotten' });
    const before = sent().length;
    expect(await billing.reportUsage()).toEqual({ reported: 0, failed: 0, uncertain: 1 });
    expect([counted(), sent().length, codes()]).toEqual([[3], before, ['billing_unavailable']]);
    expect(reported[0]?.context).toEqual({ during: 'usage', orgId: 'acme' });
  });

  test.each([true, false])('is looked up by reconcile(): arrived %s', async (arrived) => {
    const { billing, advance, run } = await lost(arrived);
    advance(hours(30));
    for (const each of server.account.usage) Object.assign(each, { identifier: 'forgotten' });
    const difference = {
      kind: 'usage_uncertain',
      orgId: 'acme',
      eventName: 'promptforge_calls',
      month: '2026-11-01',
      amount: 3,
      atStripe: arrived,
    };
    expect((await billing.reconcile()).differences).toEqual([{ ...difference, repaired: false }]);
    expect(counted()).toEqual(arrived ? [3] : []);
    expect((await billing.reconcile({ repair: true })).differences).toEqual([{ ...difference, repaired: true }]);
    expect(counted()).toEqual([3]);
    expect((await billing.reconcile()).differences).toEqual([]);
    await run('acme', 2);
    expect(await billing.reportUsage()).toEqual({ reported: 1, failed: 0, uncertain: 0 });
    expect(counted()).toEqual([3, 2]);
  });
});

describe('reconcile()', () => {
  const hours = (count: number) => count * 3_600;

  test('begins no report by looking', async () => {
    const { billing, run, advance } = await metered('acme');
    await run('acme', 3);
    expect((await billing.reconcile()).differences).toEqual([]);
    advance(hours(24));
    expect((await billing.reconcile({ repair: true })).differences).toEqual([]);
    expect(await billing.reportUsage()).toEqual({ reported: 1, failed: 0, uncertain: 0 });
    expect(server.account.usage).toMatchObject([{ value: 3, timestamp: server.account.now }]);
  });

  test('sends nothing of who has left before it was reported', async () => {
    const { billing, run, subscribe, deliver, advance } = await metered();
    const { subscription } = await subscribe('gone');
    await run('gone', 3);
    server.account.cancel(subscription);
    await deliver(server.account.event('customer.subscription.deleted', subscription));
    await billing.reconcile();
    advance(hours(24));
    expect((await billing.reconcile({ repair: true })).differences).toEqual([]);
    expect(sent()).toEqual([]);
  });

  test('tells what it has mended of the others when the reports of one tenant cannot be', async () => {
    const { billing, run, storage, advance, codes, reported } = await metered('acme', 'globex', 'initech');
    for (const tenant of ['acme', 'globex', 'initech']) await run(tenant);
    server.mishap = ({ path }) => (path === '/billing/meter_events' ? 'cut' : null);
    await billing.reportUsage();
    reported.length = 0;
    advance(hours(24));
    const globex = await storage.billing.customerOf({ orgId: 'globex' }, 'stripe');
    server.mishap = ({ path, fields }) =>
      path === '/billing/meter_events' && JSON.stringify(fields).includes(String(globex))
        ? new StripeFailure(400, { type: 'invalid_request_error', message: 'no' })
        : null;
    const report = await billing.reconcile({ repair: true });
    const mended = (orgId: string) => ({ kind: 'usage_uncertain', orgId, repaired: true });
    expect(report).toMatchObject({ tenants: 3, failed: 1, complete: true });
    expect(report.differences).toMatchObject([mended('acme'), mended('initech')]);
    expect([codes(), reported[0]?.context]).toEqual([['config_invalid'], { during: 'reconcile', orgId: 'globex' }]);
    expect(counted()).toEqual([1, 1]);
  });
});

describe('when reporting fails', () => {
  test('for one tenant, the others are reported', async () => {
    const { billing, run, storage, codes } = await metered('acme', 'globex', 'initech');
    for (const tenant of ['acme', 'globex', 'initech']) await run(tenant);
    const globex = await storage.billing.customerOf({ orgId: 'globex' }, 'stripe');
    server.mishap = ({ fields }) =>
      JSON.stringify(fields).includes(String(globex))
        ? new StripeFailure(400, { type: 'invalid_request_error', message: 'no' })
        : null;
    expect(await billing.reportUsage()).toEqual({ reported: 2, failed: 1, uncertain: 0 });
    expect(codes()).toEqual(['config_invalid']);
  });

  test('five times in a row, the rest is left for the next time', async () => {
    const tenants = Array.from({ length: 9 }, (_, at) => `tenant-${at}`);
    const { billing, run } = await metered(...tenants);
    for (const tenant of tenants) await run(tenant);
    server.mishap = () => 'cut';
    expect(await billing.reportUsage()).toEqual({ reported: 0, failed: 5, uncertain: 0 });
    server.mishap = () => null;
    expect(await billing.reportUsage()).toEqual({ reported: 9, failed: 0, uncertain: 0 });
    expect(counted()).toEqual(tenants.map(() => 1));
  });

  test.each([
    ['is missing', () => server.account.meters.splice(0)],
    [
      'counts events',
      () => Object.assign(server.account.meters[0] ?? {}, { default_aggregation: { formula: 'count' } }),
    ],
  ])('because the meter %s, reconcile() says so', async (_, change) => {
    const { billing } = await metered('acme');
    change();
    const { differences } = await billing.reconcile({ repair: true });
    expect(differences).toEqual([{ kind: 'meter_unfit', eventName: 'promptforge_calls', repaired: false }]);
  });
});

test('without usage to report nothing is asked', async () => {
  const clock = manualClock();
  const { billing } = billedSetup(server, { storage: memoryStorage({ clock }) });
  expect(await billing.reportUsage()).toEqual({ reported: 0, failed: 0, uncertain: 0 });
  expect(server.requests).toEqual([]);
});
