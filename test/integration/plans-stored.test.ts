import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import type { Plan } from '../../src/domain/plans/plan.js';
import { PromptForge } from '../../src/promptforge.js';
import { forgeWithModel, secret } from '../fixtures/forge-with-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { planWith } from '../fixtures/plan-with.js';
import { rejection } from '../fixtures/rejection.js';

const free = planWith({ 'user-calls-hour': 10 }, { id: 'free', title: 'Free' });
const big = planWith({ 'user-calls-hour': 100 }, { id: 'big', title: 'Big', trialDays: 3 });
const acme = { orgId: 'acme' };

/** Two processes on one storage whose catalogue has free and big. */
async function two() {
  const clock = manualClock();
  const storage = memoryStorage({ clock });
  const open = () =>
    new PromptForge({ storage, engine: 'rules', session: { secret }, plans: 'stored', planCacheMs: 5_000, clock });
  const [forge, another] = [open(), open()];
  await forge.plans.save({ plan: free, expectedVersion: 0 });
  await forge.plans.save({ plan: big, expectedVersion: 0 });
  return { clock, storage, forge, another };
}
const idsOf = async ({ plans }: PromptForge) => (await plans.list()).map(({ id }) => id);

describe('a catalogue in the storage', () => {
  test('is changed while all goes on: here at once, elsewhere when its time is over', async () => {
    const { forge, another, clock } = await two();
    expect(await idsOf(another)).toEqual(['free', 'big']);
    const tighter: Plan = planWith({ 'user-calls-hour': 3 }, { id: 'free', title: 'Free' });
    expect(await forge.plans.save({ plan: tighter, expectedVersion: 1 })).toEqual({ value: tighter, version: 2 });
    const maxOf = async ({ plans }: PromptForge) => (await plans.list())[0]?.limits[0]?.max;
    expect([await maxOf(forge), await maxOf(another)]).toEqual([3, 10]);
    clock.advance(5_000);
    expect(await maxOf(another)).toBe(3);
  });

  test('gives features at once to whoever is on the plan', async () => {
    const { forge } = await two();
    expect(await forge.plans.check(acme, 'api_keys')).toBe(false);
    await forge.plans.save({ plan: { ...free, features: { api_keys: true } }, expectedVersion: 1 });
    expect(await forge.plans.check(acme, 'api_keys')).toBe(true);
  });

  test('tells its versions, without which it is not changed', async () => {
    const { forge } = await two();
    expect((await forge.plans.stored()).map(({ value, version }) => [value.id, version])).toEqual([
      ['free', 1],
      ['big', 1],
    ]);
    await forge.plans.save({ plan: { ...big, title: 'Bigger' }, expectedVersion: 1 });
    expect((await rejection(forge.plans.save({ plan: big, expectedVersion: 1 }))).code).toBe('storage_conflict');
    expect((await rejection(forge.plans.save({ plan: big, expectedVersion: 0 }))).code).toBe('storage_conflict');
    expect((await rejection(forge.plans.remove({ planId: 'big', expectedVersion: 1 }))).code).toBe('storage_conflict');
    for (const expectedVersion of [-1, 0.5, Number.NaN, undefined as unknown as number]) {
      expect((await rejection(forge.plans.save({ plan: big, expectedVersion }))).code).toBe('request_invalid');
    }
  });

  test('takes no plan that is none', async () => {
    const { forge, storage } = await two();
    const wrong = { ...big, limits: [{ ...big.limits[0], max: Number.NaN }] } as Plan;
    const error = await rejection(forge.plans.save({ plan: wrong, expectedVersion: 1 }));
    expect(error.code).toBe('request_invalid');
    expect(error.message).toContain('limits.0.max');
    expect((await storage.plans.list()).map(({ version }) => version)).toEqual([1, 1]);
  });

  test('keeps a plan that somebody is on, or is to go over to', async () => {
    const { forge, storage, clock } = await two();
    const remove = () => forge.plans.remove({ planId: 'big', expectedVersion: 1 });
    await forge.plans.assign({ ...acme, planId: 'big' });
    expect(await rejection(remove())).toMatchObject({
      code: 'subscription_state_invalid',
      details: { plan: 'big', tenants: 1 },
    });
    await forge.plans.assign({ ...acme, planId: 'free' });
    await forge.subscriptions.apply({ ...acme, action: { type: 'change_plan', planId: 'big', when: 'period_end' } });
    expect((await rejection(remove())).code).toBe('subscription_state_invalid');
    await forge.subscriptions.apply({ ...acme, action: { type: 'keep' } });
    await forge.subscriptions.apply({
      orgId: 'trying',
      action: { type: 'start', planId: 'big', seats: 1, trial: true },
    });
    expect((await rejection(remove())).code).toBe('subscription_state_invalid');
    clock.advance(3 * 86_400_000);
    await remove();
    expect(await idsOf(forge)).toEqual(['free']);
    expect(await storage.plans.list()).toHaveLength(1);
    expect(await forge.subscriptions.get({ orgId: 'trying' })).toMatchObject({ state: 'canceled', plan: free });
  });

  test('keeps its first plan, which is everybody’s', async () => {
    const { forge } = await two();
    const unknown = await rejection(forge.plans.remove({ planId: 'nobody-s', expectedVersion: 1 }));
    expect(unknown).toMatchObject({ code: 'plan_unknown', details: { planId: 'nobody-s' } });
    const error = await rejection(forge.plans.remove({ planId: 'free', expectedVersion: 1 }));
    expect(error.code).toBe('request_invalid');
    expect(await idsOf(forge)).toEqual(['free', 'big']);
  });

  test('that is empty is told to whoever asks for a plan', async () => {
    const forge = forgeWithModel([], { engine: 'rules', plans: 'stored' });
    expect(await rejection(forge.optimize())).toMatchObject({ code: 'config_invalid' });
  });
});

test('a catalogue in code is changed in code', async () => {
  const { forge } = forgeWithModel([], { engine: 'rules' });
  for (const call of [
    forge.plans.save({ plan: free, expectedVersion: 0 }),
    forge.plans.remove({ planId: 'pro', expectedVersion: 1 }),
    forge.plans.stored(),
  ]) {
    const error = await rejection(call);
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain("plans: 'stored'");
  }
});
