import express, { type Response as Answered, type Request as Asked, type NextFunction } from 'express';
import { describe, expect, test } from 'vitest';
import { guard } from '../../adapters/express/index.js';
import type { GuardOptions } from '../../src/http/index.js';
import { builtInFeatures, type Feature } from '../../src/index.js';
import { type ForgeSetup, forgeWithModel } from '../fixtures/forge-with-model.js';
import { listening } from '../fixtures/listening.js';
import { planWith } from '../fixtures/plan-with.js';
import { refusal } from '../fixtures/rejection.js';
import { failing, type Interception, storageDown, storageWithFaults } from '../fixtures/storage-with-faults.js';

/** A host with one guarded route, which tells who was let in. */
async function host(options: GuardOptions = {}, setup: ForgeSetup = {}) {
  const parts = forgeWithModel([], { engine: 'rules', ...setup });
  const failures: unknown[] = [];
  let handled = 0;
  const app = express();
  app.post('/report', guard(parts.forge, options), express.json(), (asked, answered) => {
    handled += 1;
    const { principal, quota } = answered.locals.promptforge;
    answered.json({ userId: principal.userId, used: quota[0]?.used, body: asked.body });
  });
  app.use((error: unknown, _asked: Asked, answered: Answered, _next: NextFunction) => {
    failures.push(error);
    answered.status(500).send('by the host');
  });
  const url = await listening(app);
  const authorization = `Bearer ${await parts.tokenFor()}`;
  const ask = (headers: Readonly<Record<string, string>> = { authorization }) =>
    fetch(`${url}/report`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"of":"the host"}',
    });
  return { ...parts, ask, failures, handled: () => handled };
}

describe('a guarded Express route', () => {
  test('is served to who has room, with the principal and what is left', async () => {
    const { ask } = await host();
    const response = await ask();
    expect([response.status, await response.json()]).toEqual([
      200,
      { userId: 'ada', used: 1, body: { of: 'the host' } },
    ]);
    expect(response.headers.get('ratelimit-policy')).toBe('"user-calls-hour";q=10;w=3600, "user-calls-month";q=50');
    expect(response.headers.get('ratelimit')).toBe('"user-calls-hour";r=9;t=3600, "user-calls-month";r=49;t=648000');
  });

  test('lets exactly as many of a burst through as the limit has room for', async () => {
    const { ask, handled, storage, failures } = await host();
    const responses = await Promise.all(Array.from({ length: 60 }, () => ask()));
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(50);
    expect(handled()).toBe(10);
    // Each of those let in sees another number left.
    const left = responses
      .filter(({ ok }) => ok)
      .map(({ headers }) => /;r=(\d)/.exec(headers.get('ratelimit') ?? '')?.[1]);
    expect(left.map(Number).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const [window] = await storage.ledger.peek(
      { orgId: 'acme' },
      {
        userId: 'ada',
        limits: [{ subject: 'user', meter: 'calls', period: 'hour', max: 10, anchor: null, algorithm: 'fixed' }],
      },
    );
    expect(window?.used).toBe(10);
    expect(failures).toEqual([]);
  });

  test('tells who is refused when to come back', async () => {
    const { ask } = await host({ calls: 6 });
    await ask();
    const response = await ask();
    expect([response.status, response.headers.get('content-type')]).toEqual([429, 'application/problem+json']);
    expect(response.headers.get('retry-after')).toBe('3600');
    expect(response.headers.get('ratelimit')).toMatch(/^"user-calls-hour";r=4;t=3600/);
    expect(response.headers.get('ratelimit-policy')).toMatch(/^"user-calls-hour";q=10;w=3600/);
    expect(await response.json()).toMatchObject({
      type: 'urn:promptforge:error:quota_exceeded',
      status: 429,
      details: { blocked: ['user-calls-hour'] },
    });
  });

  test('counts tokens and money, too', async () => {
    const plans = [planWith({ 'org-tokens-month': 100, 'org-cost-month': 7 })];
    const { ask } = await host({ calls: 0, tokens: 40, cost: 3 }, { plans });
    const statuses = [(await ask()).status, (await ask()).status, (await ask()).status];
    expect(statuses).toEqual([200, 200, 429]);
  });

  test.each([
    ['no token', {}, 'session_missing', 'Bearer'],
    ['a forged one', { authorization: 'Bearer x.y.z' }, 'session_invalid', 'Bearer error="invalid_token"'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'session_missing', 'Bearer'],
  ])('is closed to %s', async (_what, headers, code, challenge) => {
    const { ask, handled } = await host();
    const response = await ask(headers);
    expect([response.status, (await response.json()).code]).toEqual([401, code]);
    expect(response.headers.get('www-authenticate')).toBe(challenge);
    expect(handled()).toBe(0);
  });

  test('is closed to plans without its feature, which are charged nothing', async () => {
    const { ask, forge, handled, tokenFor } = await host({ feature: 'custom_models' });
    const response = await ask();
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'plan_feature_missing' }]);
    expect(handled()).toBe(0);
    expect((await forge.plans.usage({ token: await tokenFor() })).quota[0]?.used).toBe(0);
    await forge.plans.assign({ orgId: 'acme', planId: 'enterprise' });
    expect((await ask()).status).toBe(200);
  });

  test('answers 503 while the storage is away, and tells the host', async () => {
    const { ask, handled, reported, failures } = await host(
      {},
      { storage: (storage) => storageWithFaults(storage, { 'ledger.consume': failing() }) },
    );
    const response = await ask();
    expect([response.status, (await response.json()).code]).toEqual([503, 'storage_unavailable']);
    expect(reported).toMatchObject([{ context: { during: 'http' } }]);
    expect([handled(), failures]).toEqual([0, []]);
  });

  test('is served while the storage is away, by choice, and the calls are recorded', async () => {
    let isAway = true;
    const away: Interception = async (callThrough) => {
      if (isAway) throw storageDown();
      return callThrough();
    };
    const { ask, forge, storage } = await host(
      {},
      {
        quota: { whenUnavailable: 'admit' },
        storage: (inner) => storageWithFaults(inner, { 'ledger.consume': away, 'ledger.consumeMany': away }),
      },
    );
    const response = await ask();
    expect([response.status, response.headers.get('ratelimit')]).toEqual([200, null]);
    expect(forge.quota.unrecorded()).toEqual({ runs: 0, settlements: 0, consumptions: 1 });
    isAway = false;
    await forge.close();
    expect(forge.quota.unrecorded()).toEqual({ runs: 0, settlements: 0, consumptions: 0 });
    expect(storage.traits.adapter).toBe('memory');
  });

  test('leaves what the handler throws to the host', async () => {
    const { forge, tokenFor } = forgeWithModel([], { engine: 'rules' });
    const app = express();
    const failures: unknown[] = [];
    app.get('/report', guard(forge), () => {
      throw new Error('of the host');
    });
    app.use((error: unknown, _asked: Asked, answered: Answered, _next: NextFunction) => {
      failures.push(error);
      answered.status(500).send('by the host');
    });
    const headers = { authorization: `Bearer ${await tokenFor()}` };
    const response = await fetch(`${await listening(app)}/report`, { headers });
    expect([response.status, await response.text()]).toEqual([500, 'by the host']);
    expect(failures).toMatchObject([{ message: 'of the host' }]);
  });
});

test.each([
  { calls: -1 },
  { calls: 0.5 },
  { tokens: Number.NaN },
  { cost: '1' },
  { feature: '' },
  { feature: 'time_travel' },
  { limit: 5 },
])('a guard with %j is refused while the application starts', async (options) => {
  const { forge } = forgeWithModel([], { engine: 'rules' });
  expect((await refusal(() => guard(forge, options as GuardOptions))).code).toBe('config_invalid');
});

test('a guard may ask for a feature of the host, and names all there are when it asks for none of them', async () => {
  const { forge } = forgeWithModel([], { engine: 'rules', features: ['white_label'] });
  expect(forge.plans.features).toEqual([...builtInFeatures, 'white_label']);
  expect(() => guard(forge, { feature: 'white_label' as Feature })).not.toThrow();
  const { message } = await refusal(() => guard(forge, { feature: 'white_lable' as Feature }));
  expect(message).toContain('custom_models, white_label');
});
