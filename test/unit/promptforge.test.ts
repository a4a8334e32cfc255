import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { defaultPlans } from '../../src/domain/plans/plan.js';
import { PromptForge } from '../../src/promptforge.js';
import { forgeWithModel, secret } from '../fixtures/forge-with-model.js';
import { refusal, rejection } from '../fixtures/rejection.js';
import { sevenD } from '../fixtures/seven-d.js';
import { storageWithFaults } from '../fixtures/storage-with-faults.js';

const withRules = () => forgeWithModel([], { engine: 'rules' });

describe('a PromptForge', () => {
  test('is not made from wrong options', async () => {
    const error = await refusal(() => new PromptForge({ storage: memoryStorage(), session: { secret } }));
    expect(error.code).toBe('config_invalid');
  });

  test('sets up the storage and answers its health', async () => {
    const { forge, clock } = withRules();
    await forge.setup();
    await forge.setup();
    expect(await forge.health()).toEqual({ schemaVersion: null, now: clock.now() });
  });

  test('has facets nobody can change', () => {
    const { forge } = withRules();
    for (const facet of [forge.sessions, forge.plans, forge.runs, forge.analytics])
      expect(Object.isFrozen(facet)).toBe(true);
  });

  test('tells its errors to the host through one function', () => {
    const { forge, reported } = withRules();
    forge.reportError(new Error('of the handler'), { during: 'http' });
    expect(reported).toMatchObject([{ error: { message: 'of the handler' }, context: { during: 'http' } }]);
  });
});

describe('identifiers that no storage could hold', () => {
  test.each(['a\0b', '\ud800', '', 'x'.repeat(256), undefined])('%j names no run', async (runId) => {
    const { forge, tokenFor } = withRules();
    const token = await tokenFor();
    for (const ask of [forge.runs.get, forge.runs.scores, forge.runs.events]) {
      expect((await rejection(ask({ token, runId: runId as string }))).code).toBe('run_not_found');
    }
  });

  test.each(['a\0b', '', undefined])('%j is put on no plan', async (orgId) => {
    const { forge } = withRules();
    expect((await rejection(forge.plans.assign({ orgId: orgId as string, planId: 'pro' }))).code).toBe(
      'request_invalid',
    );
  });
});

describe('maintain', () => {
  test('ends every run that was left behind, however many there are', async () => {
    const { forge, storage, clock } = withRules();
    for (let run = 0; run < 250; run += 1) {
      await storage.ledger.reserve(
        { orgId: 'acme' },
        {
          runId: `run-${run}`,
          userId: 'ada',
          operation: 'optimize',
          planId: 'pilot',
          engine: 'rules',
          model: null,
          input: { prompt: 'A prompt.', sevenD: { values: sevenD(), defaulted: [] } },
          idempotencyKey: null,
          fingerprint: 'f',
          limits: [],
          hold: { calls: 1, tokens: 0, cost: 0 },
          leaseMs: 1_000,
        },
      );
    }
    clock.advance(1_000);
    expect(await forge.maintain()).toMatchObject({ abandonedRuns: 250 });
    expect(await forge.maintain()).toMatchObject({ abandonedRuns: 0 });
  });
});

describe('a caller without a token', () => {
  test.each([undefined, null, ''])('(%j) gets nowhere', async (token) => {
    const { forge, optimize } = withRules();
    const calls = [
      () => optimize({ token }),
      () => forge.sessions.verify(token),
      () => forge.plans.usage({ token }),
      () => forge.runs.list({ token }),
      () => forge.runs.get({ token, runId: 'x' }),
      () => forge.runs.scores({ token, runId: 'x' }),
      () => forge.runs.events({ token, runId: 'x' }),
      () => forge.analytics.user({ token }),
    ];
    for (const call of calls) expect((await rejection(call())).code).toBe('session_missing');
  });
});

describe('sessions', () => {
  test('are issued, and verified as the same principal', async () => {
    const { forge } = withRules();
    const { accessToken, principal } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme', role: 'viewer' });
    expect(await forge.sessions.verify(accessToken)).toEqual(principal);
  });

  test('of another secret, issuer or audience are strangers', async () => {
    const { tokenFor } = withRules();
    const token = await tokenFor();
    const others = [
      { secret: 'another secret of at least 32 bytes.' },
      { secret, issuer: 'other' },
      { secret, audience: 'other' },
    ];
    for (const session of others) {
      const { forge } = forgeWithModel([], { engine: 'rules', session });
      expect((await rejection(forge.sessions.verify(token))).code).toBe('session_invalid');
    }
  });
});

describe('plans', () => {
  test('are listed in the order of the catalogue', async () => {
    expect(await withRules().forge.plans.list()).toEqual(defaultPlans);
  });

  test('tell what is left of them', async () => {
    const { forge, optimize, tokenFor, clock } = withRules();
    const token = await tokenFor();
    expect(await forge.plans.usage({ token })).toMatchObject({
      plan: { id: 'pilot' },
      quota: [
        { name: 'user-calls-hour', max: 10, used: 0, remaining: 10, resetAfterMs: 3_600_000 },
        {
          name: 'user-calls-month',
          max: 50,
          used: 0,
          remaining: 50,
          resetAfterMs: Date.UTC(2026, 11, 1) - clock.now(),
        },
      ],
    });
    await optimize();
    expect((await forge.plans.usage({ token })).quota.map(({ remaining }) => remaining)).toEqual([9, 49]);
  });

  test('once assigned hold at once, and count their months from then', async () => {
    const { forge, tokenFor, clock } = withRules();
    expect(await forge.plans.assign({ orgId: 'acme', planId: 'pro' })).toMatchObject({
      planId: 'pro',
      anchor: clock.now(),
    });
    const { plan, quota } = await forge.plans.usage({ token: await tokenFor() });
    expect(plan.id).toBe('pro');
    expect(quota[1]?.resetAfterMs).toBe(30 * 86_400_000);
  });

  test('that nobody knows cannot be assigned', async () => {
    const error = await rejection(withRules().forge.plans.assign({ orgId: 'acme', planId: 'gold' }));
    expect(error.code).toBe('plan_unknown');
    expect(error.message).toContain('pilot, pro, enterprise');
  });
});

describe('runs', () => {
  test('come newest first, page by page, each once', async () => {
    const { forge, optimize, tokenFor, clock } = withRules();
    const made: string[] = [];
    for (let run = 0; run < 5; run += 1) {
      made.unshift((await optimize()).runId);
      clock.advance(1);
    }
    const token = await tokenFor();
    const first = await forge.runs.list({ token, limit: 2 });
    const second = await forge.runs.list({ token, limit: 2, after: first.next });
    const third = await forge.runs.list({ token, limit: 2, after: second.next });
    expect([...first.runs, ...second.runs, ...third.runs].map(({ id }) => id)).toEqual(made);
    expect(third.next).toBeNull();
  });

  test.each([0, -1, 101, 1.5, Number.NaN, '5' as unknown as number])('are not listed %j at a time', async (limit) => {
    const { forge, tokenFor } = withRules();
    const error = await rejection(forge.runs.list({ token: await tokenFor(), limit }));
    expect(error).toMatchObject({ code: 'request_invalid', message: 'limit must be a whole number from 1 to 100.' });
  });

  test('that do not exist are not found', async () => {
    const { forge, tokenFor } = withRules();
    const token = await tokenFor();
    for (const look of [forge.runs.get, forge.runs.scores, forge.runs.events]) {
      expect((await rejection(look({ token, runId: 'no-such-run' }))).code).toBe('run_not_found');
    }
  });
});

describe('analytics', () => {
  test('count the runs of the last 30 days, the present moment included', async () => {
    const { forge, optimize, tokenFor, clock } = withRules();
    await optimize();
    clock.advance(31 * 86_400_000);
    await optimize();
    const metrics = await forge.analytics.user({ token: await tokenFor() });
    expect(metrics).toMatchObject({
      range: { from: clock.now() - 30 * 86_400_000, to: clock.now() + 1 },
      runs: { succeeded: 1, failed: 0, canceled: 0, abandoned: 0 },
      domains: [{ domain: 'saas', runs: 1 }],
      days: [{ day: '2026-12-24', runs: 1 }],
    });
    const range = { from: 0, to: clock.now() };
    expect(await forge.analytics.user({ token: await tokenFor(), range })).toMatchObject({
      range,
      runs: { succeeded: 1 },
    });
  });

  test.each([
    { from: 2, to: 1 },
    { from: 1, to: 1 },
    { from: 0.5, to: 1 },
    { from: 0, to: Number.NaN },
    { from: '0' as unknown as number, to: 1 },
  ])('refuse the range %j', async (range) => {
    const { forge, tokenFor } = withRules();
    const error = await rejection(forge.analytics.user({ token: await tokenFor(), range }));
    expect(error).toMatchObject({ code: 'request_invalid', message: expect.stringContaining('epoch milliseconds') });
  });

  test('are closed to a plan without them', async () => {
    const plans = defaultPlans.map((plan) => ({ ...plan, features: { gpt_editor: true, analytics: false } }));
    const { forge, tokenFor } = forgeWithModel([], { engine: 'rules', plans });
    const error = await rejection(forge.analytics.user({ token: await tokenFor() }));
    expect(error).toMatchObject({ code: 'plan_feature_missing', details: { feature: 'analytics' } });
  });
});

describe('maintenance', () => {
  test('ends the runs of a process that died, frees their call, and finds nothing the next time', async () => {
    let reserved = () => {};
    const died = new Promise<void>((resolve) => {
      reserved = resolve;
    });
    const setup = forgeWithModel([], {
      engine: 'rules',
      storage: (storage) =>
        storageWithFaults(storage, {
          'ledger.reserve': async (callThrough) => {
            await callThrough();
            reserved();
            return new Promise(() => {});
          },
        }),
    });
    void setup.optimize();
    await died;
    const token = await setup.tokenFor();
    const callsUsed = async () => (await setup.forge.plans.usage({ token })).quota[0]?.used;
    expect(await callsUsed()).toBe(1);
    setup.clock.advance(179_999);
    expect(await setup.forge.maintain()).toMatchObject({ abandonedRuns: 0 });
    setup.clock.advance(1);
    expect(await setup.forge.maintain()).toMatchObject({ abandonedRuns: 1 });
    expect(await callsUsed()).toBe(0);
    expect((await setup.forge.runs.list({ token })).runs).toMatchObject([{ status: 'abandoned' }]);
    expect(await setup.forge.maintain()).toMatchObject({ abandonedRuns: 0 });
  });
});
