import { describe, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import type { Plan } from '../../../src/domain/plans/plan.js';
import { StoredCatalogue } from '../../../src/entitlement/stored-catalogue.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { planWith } from '../../fixtures/plan-with.js';
import { rejection } from '../../fixtures/rejection.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';

const free = planWith({ 'user-calls-hour': 10 }, { id: 'free' });
const big = planWith({ 'user-calls-hour': 100 }, { id: 'big' });

async function open({
  plans = [free, big] as readonly Plan[],
  cacheMs = 5_000,
  features = [] as readonly string[],
} = {}) {
  const clock = manualClock();
  const { plans: store } = memoryStorage({ clock });
  for (const plan of plans) await store.save(plan, 0);
  const list = vi.spyOn(store, 'list');
  const reported: unknown[] = [];
  const report = (error: unknown) => void reported.push(error);
  const catalogue = new StoredCatalogue({ store, features, cacheMs, clock, report });
  const ids = async () => (await catalogue.read()).plans.map(({ id }) => id);
  return { clock, store, list, reported, catalogue, ids };
}

describe('the catalogue in the storage', () => {
  test('is read in its order, and cannot be changed', async () => {
    const { store, catalogue } = await open();
    await store.save({ ...big, title: 'Bigger' }, 1);
    const edition = await catalogue.read();
    expect(edition.plans).toEqual([free, { ...big, title: 'Bigger' }]);
    for (const part of [edition.plans, edition.plans[0], edition.plans[0].limits]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test('is read once for everybody who asks at the same time, and again once its time is over', async () => {
    const { clock, list, catalogue, ids, store } = await open();
    expect(catalogue.current()).toBe(null);
    const editions = await Promise.all(Array.from({ length: 100 }, () => catalogue.read()));
    expect(new Set(editions).size).toBe(1);
    await store.save(planWith({}, { id: 'huge' }), 0);
    clock.advance(4_999);
    expect(await ids()).toEqual(['free', 'big']);
    expect(list).toHaveBeenCalledTimes(1);
    expect(catalogue.current()).not.toBe(null);
    clock.advance(1);
    expect(catalogue.current()).toBe(null);
    expect(await ids()).toEqual(['free', 'big', 'huge']);
  });

  test('is read each time when it is not to be remembered', async () => {
    const { list, catalogue } = await open({ cacheMs: 0 });
    await Promise.all([catalogue.read(), catalogue.read()]);
    expect(list).toHaveBeenCalledTimes(2);
    expect(catalogue.current()).toBe(null);
  });

  test('is seen anew once it was forgotten, also when an older answer comes in late', async () => {
    const { store, list, catalogue, ids } = await open();
    let deliver = () => {};
    const old = await store.list();
    list.mockImplementationOnce(() => new Promise((resolve) => (deliver = () => resolve(old))));
    const early = ids();
    await vi.waitUntil(() => list.mock.calls.length === 2);
    await store.save(planWith({}, { id: 'huge' }), 0);
    catalogue.forget();
    expect(await ids()).toEqual(['free', 'big', 'huge']);
    deliver();
    expect(await early).toEqual(['free', 'big']);
    expect(await ids()).toEqual(['free', 'big', 'huge']);
  });

  test('stays in force while the storage fails, the host is told, and the storage is not asked all the time', async () => {
    const { clock, list, ids, reported, catalogue } = await open();
    await ids();
    list.mockRejectedValue(storageDown());
    clock.advance(5_000);
    expect(await ids()).toEqual(['free', 'big']);
    expect(await ids()).toEqual(['free', 'big']);
    expect(reported).toMatchObject([{ code: 'storage_unavailable' }]);
    catalogue.forget();
    expect(await ids(), 'also after a change that was not to be read').toEqual(['free', 'big']);
  });

  test('that was never read is an error while the storage fails, and is read once it works', async () => {
    const { list, ids, catalogue } = await open();
    list.mockRejectedValueOnce(storageDown());
    expect((await rejection(catalogue.read())).code).toBe('storage_unavailable');
    expect(await ids()).toEqual(['free', 'big']);
  });

  test('without a plan is an error that says how to save one', async () => {
    const { catalogue } = await open({ plans: [] });
    const error = await rejection(catalogue.read());
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain('forge.plans.save()');
    expect(error.message).toContain('npx promptforge migrate up --seed');
  });

  test('that is not valid is an error that says where, or the one known before', async () => {
    const wrong = { ...big, limits: [{ subject: 'user', meter: 'calls', period: 'hour', max: -1 }] } as const;
    const { catalogue } = await open({ plans: [free, wrong] });
    const error = await rejection(catalogue.read());
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain('1.limits.0.max');

    const later = await open();
    await later.ids();
    await later.store.save(wrong, 1);
    later.clock.advance(5_000);
    expect((await later.catalogue.read()).plans).toEqual([free, big]);
    expect(later.reported).toMatchObject([{ code: 'config_invalid' }]);
  });

  test('may switch on the features the host names, and no others', async () => {
    const labeled = { ...free, features: { white_label: true } } as Plan;
    const known = await open({ plans: [labeled], features: ['white_label'] });
    expect((await known.catalogue.read()).plans).toEqual([labeled]);
    const unknown = await open({ plans: [labeled] });
    const { message } = await rejection(unknown.catalogue.read());
    expect(message).toContain('0.features.white_label: a feature that does not exist');
    expect(message).toContain('features option');
  });
});
