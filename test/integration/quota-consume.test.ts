import { describe, expect, test } from 'vitest';
import type { ConsumeRequest } from '../../src/index.js';
import { parseOptions, type QuotaOptions } from '../../src/options.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { planWith } from '../fixtures/plan-with.js';
import { refusal, rejection } from '../fixtures/rejection.js';

const withRules = (setup: Parameters<typeof forgeWithModel>[1] = {}) =>
  forgeWithModel([], { engine: 'rules', ...setup });
const ada = { orgId: 'acme', userId: 'ada' };

describe('forge.quota.consume()', () => {
  test('takes from the windows that runs are counted in', async () => {
    const { forge, tokenFor, optimize } = withRules();
    const token = await tokenFor();
    expect(await forge.quota.consume({ token, calls: 5 })).toMatchObject({
      quota: [
        { name: 'user-calls-hour', used: 5, remaining: 5 },
        { name: 'user-calls-month', used: 5, remaining: 45 },
      ],
    });
    await optimize();
    expect(await forge.quota.peek({ token })).toMatchObject({ quota: [{ used: 6 }, { used: 6 }] });
    expect(await forge.quota.peek({ principal: ada })).toEqual(await forge.quota.peek({ token }));
  });

  test('refuses what does not fit, takes nothing, and says when to come back', async () => {
    const { forge, clock } = withRules();
    await forge.quota.consume({ principal: ada, calls: 8 });
    const error = await rejection(forge.quota.consume({ principal: ada, calls: 3 }));
    expect(error).toMatchObject({
      code: 'quota_exceeded',
      retryAfterMs: 3_600_000,
      details: { blocked: ['user-calls-hour'], windows: [{ used: 8, remaining: 2 }, { used: 8 }] },
    });
    expect(error.message).toContain('Try again in 3600 seconds');
    expect(await forge.quota.consume({ principal: ada, calls: 2 })).toMatchObject({ quota: [{ remaining: 0 }, {}] });
    clock.advance(3_600_000);
    expect(await forge.quota.consume({ principal: ada, calls: 3 })).toMatchObject({
      quota: [{ used: 3 }, { used: 13 }],
    });
  });

  test('says that waiting cannot help where the amount is larger than the limit', async () => {
    const { forge } = withRules();
    const error = await rejection(forge.quota.consume({ principal: ada, calls: 11 }));
    expect(error.retryAfterMs).toBeNull();
    expect(error.message).toContain('ask for less or change to a larger plan');
  });

  test('counts calls, tokens and money of user and organization', async () => {
    const limits = { 'user-calls-day': 9, 'org-tokens-month': 100, 'org-cost-hour': 50 } as const;
    const { forge } = withRules({ plans: [planWith(limits)] });
    await forge.quota.consume({ principal: ada, tokens: 60, cost: 50 });
    const grace = { ...ada, userId: 'grace' };
    expect(await rejection(forge.quota.consume({ principal: grace, calls: 0, tokens: 41, cost: 1 }))).toMatchObject({
      details: { blocked: ['org-cost-hour', 'org-tokens-month'] },
    });
    expect(await forge.quota.consume({ principal: grace, calls: 0, tokens: 40 })).toMatchObject({
      quota: [{ used: 0 }, { used: 50 }, { used: 100 }],
    });
  });

  test('lets exactly as many of a burst in as there is room for', async () => {
    const { forge } = withRules();
    const answers = await Promise.allSettled(
      Array.from({ length: 500 }, () => forge.quota.consume({ principal: ada })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await forge.quota.peek({ principal: ada })).toMatchObject({ quota: [{ used: 10 }, { used: 10 }] });
  });

  test('asks for a feature before it takes anything', async () => {
    const { forge } = withRules();
    const error = await rejection(forge.quota.consume({ principal: ada, feature: 'api_keys' }));
    expect(error).toMatchObject({ code: 'plan_feature_missing', details: { plan: 'pilot', feature: 'api_keys' } });
    expect(await forge.quota.consume({ principal: ada, feature: 'analytics' })).toMatchObject({
      quota: [{ used: 1 }, {}],
    });
  });

  test.each<readonly [string, object]>([
    ['a negative amount', { principal: ada, calls: -1 }],
    ['half a call', { principal: ada, calls: 0.5 }],
    ['NaN, which would be no limit at all', { principal: ada, tokens: Number.NaN }],
    ['a number in quotes', { principal: ada, cost: '5' }],
    ['an amount that no counter holds', { principal: ada, cost: 2 ** 53 }],
    ['a misspelt name', { principal: ada, call: 5 }],
    ['both a token and a principal', { principal: ada, token: 'x' }],
    ['a principal without a user', { principal: { orgId: 'acme' } }],
    ['a principal that is none', { principal: null }],
    ['an id that no storage could hold', { principal: { ...ada, userId: 'a\0b' } }],
    ['a feature that does not exist', { principal: ada, feature: 'editor' }],
  ])('refuses %s', async (_what, request) => {
    const { forge } = withRules();
    expect((await rejection(forge.quota.consume(request as ConsumeRequest))).code).toBe('request_invalid');
    expect(await forge.quota.peek({ principal: ada })).toMatchObject({ quota: [{ used: 0 }, { used: 0 }] });
  });

  test('is for callers with a token alone, unless the host vouches for them', async () => {
    const { forge } = withRules();
    expect((await rejection(forge.quota.consume({ token: null }))).code).toBe('session_missing');
    expect((await rejection(forge.quota.consume({ token: 'x.y.z' }))).code).toBe('session_invalid');
    expect((await rejection(forge.quota.peek({ token: undefined }))).code).toBe('session_missing');
  });

  test('is refused by a forge that was closed', async () => {
    const { forge } = withRules();
    await forge.close();
    expect((await rejection(forge.quota.consume({ principal: ada }))).code).toBe('client_closed');
    expect((await rejection(forge.quota.peek({ principal: ada }))).code).toBe('client_closed');
    expect(forge.quota.unrecorded()).toEqual({ runs: 0, settlements: 0, consumptions: 0 });
  });
});

describe('a change of plan', () => {
  test('is not held up by a refusal that is remembered', async () => {
    const { forge } = withRules();
    await forge.quota.consume({ principal: ada, calls: 10 });
    await rejection(forge.quota.consume({ principal: ada }));
    await forge.plans.assign({ orgId: 'acme', planId: 'pro' });
    expect(await forge.quota.consume({ principal: ada })).toMatchObject({ quota: [{ used: 11, max: 50 }, {}] });
  });
});

describe('the quota option', () => {
  const withQuota = (quota: unknown) => () => withRules({ quota: quota as QuotaOptions });

  test('is completed by defaults', () => {
    const { storage } = withRules();
    const parsed = (quota: QuotaOptions) =>
      parseOptions({ storage, engine: 'rules', session: { secret: 'x'.repeat(32) }, quota }).quota;
    const defaults = {
      lanes: 2,
      maxBatch: 128,
      maxQueue: 10_000,
      maxWaitMs: 10_000,
      refusalCacheMs: 2_000,
      whenUnavailable: 'refuse',
    };
    expect(parsed({})).toEqual(defaults);
    expect(parsed({ refusalCacheMs: 0, whenUnavailable: 'admit' })).toEqual({
      ...defaults,
      refusalCacheMs: 0,
      whenUnavailable: 'admit',
    });
  });

  test.each([
    { lanes: 0 },
    { lanes: 65 },
    { maxBatch: 0 },
    { maxBatch: 1_001 },
    { maxQueue: 0 },
    { maxWaitMs: 0 },
    { maxWaitMs: 600_001 },
    { maxWaitMs: 0.5 },
    { refusalCacheMs: -1 },
    { refusalCacheMs: 60_001 },
    { refusalCacheMs: 0.5 },
    { whenUnavailable: 'open' },
    { lane: 2 },
  ])('%j is refused by name', async (quota) => {
    const error = await refusal(withQuota(quota));
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain('quota');
    expect(error.message).toContain(Object.keys(quota)[0]);
  });
});
