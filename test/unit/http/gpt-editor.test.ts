import { EventEmitter, once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { PromptForgeError } from '../../../src/index.js';
import { scriptedFailure } from '../../../src/testing/index.js';
import { better } from '../../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../../fixtures/model-answers.js';
import { planWith } from '../../fixtures/plan-with.js';
import { failing, storageWithFaults } from '../../fixtures/storage-with-faults.js';
import { goodBody, problemOf, servedForge } from './served-forge.js';

const weekAndHalfDay = 7.5 * 86_400;

describe('the limits of the plan in an answer', () => {
  test('are announced with what is left after the run', async () => {
    const { headers } = await servedForge().post(goodBody);
    expect(headers.get('ratelimit-policy')).toBe('"user-calls-hour";q=10;w=3600, "user-calls-month";q=50');
    expect(headers.get('ratelimit')).toBe(`"user-calls-hour";r=9;t=3600, "user-calls-month";r=49;t=${weekAndHalfDay}`);
    expect(headers.get('retry-after')).toBe(null);
  });

  test('once used up are answered 429, with the time to wait in whole seconds', async () => {
    const { post, clock } = servedForge();
    for (let call = 0; call < 10; call += 1) expect((await post(goodBody)).status).toBe(200);
    clock.advance(1_500);
    const refused = await post(goodBody);
    expect(refused.headers.get('retry-after')).toBe('3599');
    expect(refused.headers.get('ratelimit-policy')).toBe('"user-calls-hour";q=10;w=3600, "user-calls-month";q=50');
    expect(refused.headers.get('ratelimit')).toBe(
      `"user-calls-hour";r=0;t=3599, "user-calls-month";r=40;t=${weekAndHalfDay - 1}`,
    );
    const { details } = await problemOf(refused, 'quota_exceeded');
    expect(details).toMatchObject({ blocked: ['user-calls-hour'] });
  });

  test('that no wait can mend come without Retry-After', async () => {
    const plan = planWith({ 'user-calls-hour': 0, 'user-calls-month': 5 });
    const refused = await servedForge({ plans: [plan] }).post(goodBody);
    expect(refused.headers.get('retry-after')).toBe(null);
    expect(refused.headers.get('ratelimit')).toMatch(/^"user-calls-hour";r=0;/);
    await problemOf(refused, 'quota_exceeded');
  });

  test('without limits announce nothing', async () => {
    const plan = planWith({ 'org-tokens-month': 1_000_000 });
    const { status, headers } = await servedForge({ plans: [plan] }).post(goodBody);
    expect([status, headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([200, null, null]);
  });

  test('that leave the editor out are answered 403', async () => {
    const plan = planWith({ 'user-calls-hour': 1 }, { features: { gpt_editor: false, analytics: true } });
    await problemOf(await servedForge({ plans: [plan] }).post(goodBody), 'plan_feature_missing');
  });
});

describe('Idempotency-Key', () => {
  test('bare or quoted names the same run, which is charged once', async () => {
    const { post } = servedForge();
    const first = await (await post(goodBody, { 'idempotency-key': 'order-66' })).json();
    const again = await (await post(goodBody, { 'idempotency-key': '"order-66"' })).json();
    expect([first.replayed, again.replayed, again.runId]).toEqual([false, true, first.runId]);
    expect(again.quota[0].used).toBe(1);
  });

  test('used with another prompt is a conflict', async () => {
    const { post } = servedForge();
    await post(goodBody, { 'idempotency-key': 'order-66' });
    const other = { ...goodBody, prompt: 'Write something else altogether.' };
    await problemOf(await post(other, { 'idempotency-key': 'order-66' }), 'idempotency_conflict');
  });

  test.each([
    '',
    '""',
    '"',
    '"open',
    'closed"',
    '"in"side"',
    '"a","b"',
    'with space',
    'a, b',
    'grün',
    'x'.repeat(256),
  ])('malformed (%j) is refused, and nothing is charged', async (key) => {
    const { post, storage } = servedForge();
    await problemOf(await post(goodBody, { 'idempotency-key': key }), 'request_invalid');
    expect((await storage.ledger.list({ orgId: 'acme' }, { userId: 'ada', limit: 1, after: null })).runs).toEqual([]);
  });

  test('of a run under way is answered 409 with the time to ask again', async () => {
    const caller = new AbortController();
    const called = new EventEmitter();
    const { post } = servedForge({
      script: () => {
        called.emit('model');
        return new Promise(() => {});
      },
    });
    const key = { 'idempotency-key': 'order-66' };
    const reached = once(called, 'model');
    const first = post(goodBody, key, caller.signal);
    await reached;
    const second = await post(goodBody, key);
    expect(second.headers.get('retry-after')).toBe('2');
    await problemOf(second, 'idempotency_in_progress');
    caller.abort();
    await problemOf(await first, 'run_canceled');
  });
});

describe('with a model', () => {
  test('the answer says what was used', async () => {
    const { post } = servedForge({ script: [verdict(2), rewrite(better), verdict(4)] });
    const result = await (await post(goodBody)).json();
    expect(result).toMatchObject({
      engine: 'model',
      optimized: { prompt: better },
      charge: { calls: 1, tokens: 8 * 150 },
      // Three to search; two to compare and three to measure what was found.
      usage: { modelCalls: 8, inputTokens: 800, outputTokens: 400 },
    });
  });

  test('a failure of the provider is answered as such, and reported', async () => {
    const { post, reported } = servedForge({
      script: [scriptedFailure('model_rate_limited', { retryAfterMs: 2_500 })],
    });
    const response = await post(goodBody);
    expect(response.headers.get('retry-after')).toBe('3');
    await problemOf(response, 'model_rate_limited');
    expect(reported).toEqual([
      { error: expect.any(PromptForgeError), context: { during: 'http', requestId: expect.any(String) } },
    ]);
  });

  test('a caller who goes away cancels the run, and pays for what was used', async () => {
    const caller = new AbortController();
    const { post, get, storage } = servedForge({
      script: () => {
        caller.abort();
        return new Promise(() => {});
      },
    });
    await problemOf(await post(goodBody, {}, caller.signal), 'run_canceled');

    const { runs } = await storage.ledger.list({ orgId: 'acme' }, { userId: 'ada', limit: 10, after: null });
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      status: 'canceled',
      charge: { calls: 1, tokens: 100 },
      usage: { modelCalls: 1, inputTokens: 100, outputTokens: 0, estimated: true },
    });
    const { quota } = await (await get('/api/analytics/user')).json();
    expect(quota[0]).toMatchObject({ name: 'user-calls-hour', used: 1 });
  });

  test('a caller who had gone before is charged nothing', async () => {
    const { post, model, storage } = servedForge({ script: [] });
    await problemOf(await post(goodBody, {}, AbortSignal.abort()), 'run_canceled');
    expect(model.requests).toEqual([]);
    const { runs } = await storage.ledger.list({ orgId: 'acme' }, { userId: 'ada', limit: 10, after: null });
    expect(runs).toEqual([]);
  });
});

describe('when the storage fails', () => {
  test('before the run, nothing runs', async () => {
    const { post, reported } = servedForge({
      storage: (storage) => storageWithFaults(storage, { 'ledger.reserve': failing() }),
    });
    await problemOf(await post(goodBody), 'storage_unavailable');
    expect(reported).toEqual([
      { error: expect.any(PromptForgeError), context: { during: 'http', requestId: expect.any(String) } },
    ]);
  });

  test('with an unknown error, the host gets it and the client does not', async () => {
    const error = new Error(`no such table: ${goodBody.prompt}`);
    const { post, reported } = servedForge({
      storage: (storage) => storageWithFaults(storage, { 'subscriptions.load': () => Promise.reject(error) }),
    });
    const problem = await problemOf(await post(goodBody), 'internal');
    expect(JSON.stringify(problem)).not.toContain(goodBody.prompt);
    expect(reported).toEqual([{ error, context: { during: expect.any(String) } }]);
  });

  test.each([
    ['a typed error', new PromptForgeError('internal', 'The ledger was asked for the impossible.')],
    ['an error of its own', new TypeError('a driver said something')],
  ])('with %s, the host is told once', async (_kind, thrown) => {
    for (const method of ['subscriptions.load', 'ledger.reserve', 'ledger.settle']) {
      const { post, reported } = servedForge({
        storage: (storage) => storageWithFaults(storage, { [method]: () => Promise.reject(thrown) }),
      });
      expect((await post(goodBody)).status).toBeGreaterThanOrEqual(500);
      expect(reported.map(({ error }) => error)).toEqual([thrown]);
    }
  });

  test('after the run, the client is not sent the unsettled work', async () => {
    const { post, reported } = servedForge({
      storage: (storage) => storageWithFaults(storage, { 'ledger.settle': failing() }),
    });
    const problem = await problemOf(await post(goodBody), 'run_unsettled');
    expect(JSON.stringify(problem)).not.toContain(goodBody.prompt);
    expect(reported.map(({ context }) => context.during)).toEqual(['settle']);
  });
});
