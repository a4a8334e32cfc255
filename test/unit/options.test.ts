import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { defaultPlans, type HostFeature, type Plan } from '../../src/domain/plans/plan.js';
import { type PromptForgeOptions, parseOptions } from '../../src/options.js';
import { scriptedModel } from '../../src/testing/scripted-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { planWith } from '../fixtures/plan-with.js';
import { refusal } from '../fixtures/rejection.js';

const good = (): PromptForgeOptions => ({
  storage: memoryStorage(),
  model: scriptedModel([]),
  session: { secret: 'canary-secret-of-thirty-two-byte' },
});
const refused = (changes: Readonly<Record<string, unknown>>) =>
  refusal(() => parseOptions({ ...good(), ...changes } as unknown as PromptForgeOptions));

describe('options', () => {
  test('are completed by defaults', () => {
    const settings = parseOptions(good());
    expect(settings).toMatchObject({
      engine: 'model',
      session: { issuer: 'promptforge', audience: 'promptforge', maxLifetimeSeconds: 86_400 },
      planCacheMs: 5_000,
      timeoutMs: 120_000,
      maxOutputTokens: { rewrite: 8_000, judge: 4_000 },
    });
    expect(settings.plans).toEqual(defaultPlans);
    expect(settings.session).toHaveProperty('secret', new TextEncoder().encode('canary-secret-of-thirty-two-byte'));
    expect(settings.newId()).not.toBe(settings.newId());
    expect(Math.abs(settings.clock.now() - Date.now())).toBeLessThan(60_000);
    expect(settings.onError(new Error('x'), { during: 'run' })).toBeUndefined();
  });

  test('keep the secret as it was given, whatever the host does to its own copy', () => {
    const secret = new Uint8Array(32).fill(7);
    const { session } = parseOptions({ ...good(), session: { secret } });
    secret.fill(0);
    expect(session).toHaveProperty('secret', new Uint8Array(32).fill(7));
  });

  test('hand out plans that nobody can change', () => {
    const plan = { ...structuredClone(defaultPlans[0]), id: 'own' } as (typeof defaultPlans)[number];
    const priced = { ...plan, price: { unitAmount: 1_000, currency: 'eur', interval: 'month' as const } };
    const { plans } = parseOptions({ ...good(), plans: [priced] });
    expect(plans).toEqual([priced]);
    const taken = plans[0] as typeof priced;
    for (const part of [plans, taken, taken.limits, taken.limits[0], taken.features, taken.price]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    expect(Object.isFrozen(plan.limits), 'the host keeps its own as they were').toBe(false);
  });

  test('take plans that switch on features of the host, if it names them', () => {
    const plan = { ...planWith({}), features: { white_label: true } } as Plan;
    const features = ['white_label'] as unknown as readonly HostFeature[];
    expect(parseOptions({ ...good(), plans: [plan], features }).plans).toEqual([plan]);
  });

  test('may leave the catalogue to the storage', () => {
    expect(parseOptions({ ...good(), plans: 'stored' }).plans).toBe('stored');
  });

  test('survive an onError that rejects, or answers something like a promise', async () => {
    const unhandled: unknown[] = [];
    const notice = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', notice);
    const rejecting = async () => Promise.reject(new Error('the tracker is down'));
    // biome-ignore lint/suspicious/noThenProperty: promises of other libraries are what is tested.
    const thenable = () => ({ then: (_: unknown, reject: (reason: Error) => void) => reject(new Error('down')) });
    for (const onError of [rejecting, thenable]) {
      parseOptions({ ...good(), onError }).onError(new Error('x'), { during: 'run' });
    }
    await new Promise(setImmediate);
    process.off('unhandledRejection', notice);
    expect(unhandled).toEqual([]);
  });

  test('are frozen once they were read', () => {
    expect(Object.isFrozen(parseOptions(good()))).toBe(true);
  });

  test('that are given are taken', () => {
    const clock = manualClock();
    const own = {
      engine: 'rules',
      planCacheMs: 0,
      timeoutMs: 1_000,
      clock,
      newId: () => 'x',
    } as const;
    expect(parseOptions({ ...good(), ...own, maxOutputTokens: { judge: 256 } })).toMatchObject({
      ...own,
      model: null,
      maxOutputTokens: { rewrite: 8_000, judge: 256 },
    });
  });

  test('tell onError once what went wrong, and survive one that throws', () => {
    const told: unknown[] = [];
    const { onError } = parseOptions({
      ...good(),
      onError: (...report) => {
        told.push(report);
        throw new Error('the tracker is down');
      },
    });
    const failure = new Error('what went wrong');
    onError(failure, { during: 'settle', runId: 'run-1' });
    expect(told).toEqual([[failure, { during: 'settle', runId: 'run-1' }]]);
    onError(new Error('what came of it', { cause: failure }), { during: 'http' });
    expect(told).toHaveLength(1);
  });

  test('need a model unless the rules do the work', async () => {
    const { model, ...without } = good();
    expect(model).toBeDefined();
    const error = await refusal(() => parseOptions(without));
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain("openaiModel({ ... }), or engine: 'rules'");
    expect(parseOptions({ ...without, engine: 'rules' }).model).toBeNull();
  });

  test.each([
    ['storage', { storage: undefined }],
    ['storage', { storage: { ...memoryStorage(), contract: 2 } }],
    ['model', { model: { generate: () => {} } }],
    ['model', { model: { ...scriptedModel([]), contract: 99 } }],
    ['engine', { engine: 'magic' }],
    ['session', { session: undefined }],
    ['session.secret', { session: { secret: 'x'.repeat(31) } }],
    ['session.secret', { session: { secret: new Uint8Array(31) } }],
    ['session.secret', { session: {} }],
    ['session.issuer', { session: { ...good().session, issuer: '' } }],
    ['session.audience', { session: { ...good().session, audience: 7 } }],
    ['session.maxLifetimeSeconds', { session: { ...good().session, maxLifetimeSeconds: 59 } }],
    ['plans', { plans: [] }],
    ['plans', { plans: [...defaultPlans, defaultPlans[0]] }],
    ['plans.0.id', { plans: [{ ...defaultPlans[0], id: 'Not An Id' }] }],
    ['plans', { plans: 'database' }],
    ['plans.0.limits.0.max', { plans: [planWith({ 'user-calls-hour': -1 })] }],
    ['plans.0.limits.0.max', { plans: [planWith({ 'user-calls-hour': Number.NaN })] }],
    ['plans.0.limits.0.max', { plans: [planWith({ 'user-calls-hour': 1.5 })] }],
    ['plans.0.limits.0.max', { plans: [planWith({ 'user-calls-hour': Number.POSITIVE_INFINITY })] }],
    ['plans.0.limits.0.max', { plans: [planWith({ 'user-calls-hour': 2 ** 53 })] }],
    ['plans.0.features.white_label', { plans: [{ ...defaultPlans[0], features: { white_label: true } }] }],
    ['features', { features: ['White Label'] }],
    ['features', { features: ['white_label', 'white_label'] }],
    ['features', { features: ['gpt_editor'] }],
    ['planCacheMs', { planCacheMs: -1 }],
    ['timeoutMs', { timeoutMs: 999 }],
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['maxOutputTokens.rewrite', { maxOutputTokens: { rewrite: 255 } }],
    ['maxOutputTokens.judge', { maxOutputTokens: { judge: 1.5 } }],
    ['onError', { onError: 'console' }],
    ['newId', { newId: 42 }],
    ['clock', { clock: { now: () => 0 } }],
  ])('with a wrong %s are refused by name', async (name, changes) => {
    const error = await refused(changes);
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain(`${name}`);
    expect(error.message).toContain('The options of PromptForge are wrong.');
  });

  test('with a misspelled name are refused by it', async () => {
    expect((await refused({ timeOutMs: 5_000 })).message).toContain('timeOutMs');
    expect((await refused({ session: { ...good().session, key: 'x' } })).message).toContain('key');
    const { message } = await refused({ 'sk-live-0123456789': true });
    expect(message).toContain('holds an option that does not exist');
    expect(message).not.toContain('sk-live');
  });

  test.each([undefined, null, 'options', []])('that are %j are refused', async (options) => {
    const error = await refusal(() => parseOptions(options as unknown as PromptForgeOptions));
    expect(error.code).toBe('config_invalid');
  });

  test('are refused all at once, and no value is repeated', async () => {
    const error = await refused({ engine: 'canary-engine', timeoutMs: 'canary', session: { secret: 'canary-short' } });
    for (const name of ['engine', 'timeoutMs', 'session.secret']) expect(error.message).toContain(name);
    expect(error.message).toContain('openssl rand -base64 48');
    expect(JSON.stringify([error.message, error.details])).not.toContain('canary');
  });

  test('count the secret in bytes', () => {
    const { session } = parseOptions({ ...good(), session: { secret: 'é'.repeat(16) } });
    expect('secret' in session && session.secret).toHaveLength(32);
  });
});
