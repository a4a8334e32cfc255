import { describe, expect, test } from 'vitest';
import type { Feature, Plan } from '../../src/domain/plans/plan.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { planWith } from '../fixtures/plan-with.js';
import { rejection } from '../fixtures/rejection.js';
import { storageWithFaults } from '../fixtures/storage-with-faults.js';

const day = 86_400_000;
const acme = { orgId: 'acme' };

/** A forge whose loads of subscriptions are counted. */
function counting(options: Parameters<typeof forgeWithModel>[1] = {}) {
  let loads = 0;
  const setup = forgeWithModel([], {
    engine: 'rules',
    storage: (storage) =>
      storageWithFaults(storage, {
        'subscriptions.load': (callThrough) => {
          loads += 1;
          return callThrough();
        },
      }),
    ...options,
  });
  return { ...setup, loads: () => loads };
}

describe('a feature', () => {
  test('is checked for whoever a token names', async () => {
    const { forge, tokenFor } = counting();
    const principal = await forge.sessions.verify(await tokenFor());
    expect(await forge.plans.check(principal, 'gpt_editor')).toBe(true);
    expect(await forge.plans.check(principal, 'api_keys')).toBe(false);
    await forge.plans.require(principal, 'gpt_editor');
    const error = await rejection(forge.plans.require(principal, 'api_keys'));
    expect(error).toMatchObject({
      code: 'plan_feature_missing',
      details: { plan: 'pilot', feature: 'api_keys' },
    });
  });

  test('is known from one load, however many ask at once', async () => {
    const { forge, loads } = counting();
    const answers = await Promise.all(Array.from({ length: 100 }, () => forge.plans.check(acme, 'analytics')));
    expect(new Set(answers)).toEqual(new Set([true]));
    await forge.plans.check(acme, 'team');
    expect(loads()).toBe(1);
  });

  test('that a change of plan, an override or a cancellation gives or takes, is given or taken at once', async () => {
    const { forge } = counting({ planCacheMs: 3_600_000 });
    const seen: boolean[] = [];
    const look = async () => seen.push(await forge.plans.check(acme, 'custom_models'));
    await look();
    await forge.plans.assign({ ...acme, planId: 'enterprise' });
    await look();
    const denied = { limits: [], features: { custom_models: false } };
    await forge.subscriptions.apply({ ...acme, action: { type: 'set_overrides', overrides: denied } });
    await look();
    await forge.subscriptions.apply({ ...acme, action: { type: 'set_overrides', overrides: null } });
    await look();
    await forge.subscriptions.update({ ...acme, decide: async (stored) => stored && { ...stored, planId: 'pro' } });
    await look();
    await forge.plans.assign({ ...acme, planId: 'enterprise' });
    await look();
    await forge.subscriptions.apply({ ...acme, action: { type: 'cancel', when: 'now' } });
    await look();
    expect(seen).toEqual([false, true, false, true, false, true, false]);
  });

  test('of a trial ends with it, though the plan is remembered for longer', async () => {
    const { forge, clock, loads } = counting({ planCacheMs: 3_600_000 });
    await forge.subscriptions.apply({ ...acme, action: { type: 'start', planId: 'pro', seats: 1, trial: true } });
    expect(await forge.plans.check(acme, 'api_keys')).toBe(true);
    const before = loads();
    clock.advance(14 * day);
    expect(await forge.plans.check(acme, 'api_keys')).toBe(false);
    expect(loads()).toBe(before);
  });

  test('that nobody knows is refused, so that a slip of the pen opens and closes nothing', async () => {
    const { forge } = counting();
    const error = await rejection(forge.plans.check(acme, 'custom_model' as Feature));
    expect(error.code).toBe('request_invalid');
    expect(error.message).toContain('custom_models');
    expect((await rejection(forge.plans.check({ orgId: '' }, 'team'))).code).toBe('request_invalid');
    expect((await rejection(forge.plans.check(null as never, 'team'))).code).toBe('request_invalid');
  });

  test("of the host's own is checked like any other", async () => {
    const plan = { ...planWith({}), features: { white_label: true } } as Plan;
    const names = ['white_label', 'sso'] as unknown as readonly [];
    const { forge } = counting({ plans: [plan], features: names });
    expect(await forge.plans.check(acme, 'white_label' as Feature)).toBe(true);
    expect(await forge.plans.check(acme, 'sso' as Feature)).toBe(false);
  });
});
