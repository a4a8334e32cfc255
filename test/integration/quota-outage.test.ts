import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PromptForgeError, type Storage } from '../../src/storage.js';
import { better, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';
import { storageDown, storageWithFaults } from '../fixtures/storage-with-faults.js';

const passing = [verdict(2), rewrite(better), verdict(4)];
const always = (_request: unknown, index: number) => passing[index % 3];
const ada = { orgId: 'acme', userId: 'ada' };
const nothing = { runs: 0, settlements: 0, consumptions: 0 };

// The storage is asked again when a test says so. Where a test is held up, a timer would do it in the meantime.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A forge whose storage can be taken away, whole. */
function forgeOver(whenUnavailable: 'refuse' | 'admit') {
  const outage = { isOn: false };
  const away = async (callThrough: () => Promise<unknown>) => {
    if (outage.isOn) throw storageDown();
    return callThrough();
  };
  const methods = ['reserve', 'reserveMany', 'checkpoint', 'settle', 'settleMany', 'consume', 'consumeMany', 'peek'];
  const faults = Object.fromEntries([...methods.map((name) => [`ledger.${name}`, away]), ['subscriptions.load', away]]);
  const setup = forgeWithModel(always, {
    quota: { whenUnavailable },
    storage: (storage: Storage) => storageWithFaults(storage, faults),
  });
  return { ...setup, outage };
}

describe('a storage that goes away, by default', () => {
  test('lets nobody in, and nothing has to be recorded', async () => {
    const { forge, optimize, outage, model, storage } = forgeOver('refuse');
    outage.isOn = true;
    expect((await rejection(optimize())).code).toBe('storage_unavailable');
    expect((await rejection(forge.quota.consume({ principal: ada }))).code).toBe('storage_unavailable');
    expect(model.requests).toEqual([]);
    expect(forge.quota.unrecorded()).toEqual(nothing);
    outage.isOn = false;
    expect(await forge.quota.consume({ principal: ada })).toMatchObject({ quota: [{ used: 1 }, {}] });
    expect((await storage.ledger.list(ada, { userId: null, limit: 10, after: null })).runs).toEqual([]);
  });
});

describe('a storage that goes away, when the host admits', () => {
  test('runs are carried out, and recorded with their results when it is back', async () => {
    const { forge, optimize, outage, clock, storage, reported } = forgeOver('admit');
    outage.isOn = true;
    const result = await optimize();
    expect(result).toMatchObject({ improved: true, planId: 'pilot', charge: { calls: 1 }, quota: [] });
    await forge.quota.consume({ principal: ada, calls: 2 });
    expect(forge.quota.unrecorded()).toEqual({ runs: 1, settlements: 1, consumptions: 1 });
    expect(await storage.ledger.get(ada, result.runId)).toBeNull();

    outage.isOn = false;
    clock.advance(100);
    expect(await forge.quota.consume({ principal: ada })).toMatchObject({ quota: [{ used: 4 }, { used: 4 }] });
    expect(forge.quota.unrecorded()).toEqual(nothing);
    const run = await storage.ledger.get(ada, result.runId);
    expect(run).toMatchObject({ status: 'succeeded', charge: result.charge, usage: result.usage, input: { prompt } });
    expect(await storage.ledger.scores(ada, result.runId)).toHaveLength(2);
    const told = reported.filter(({ context }) => context.during === 'quota').map(({ error }) => error);
    expect(told).toMatchObject([{ code: 'storage_unavailable' }, { details: { runs: 1, consumptions: 1, lost: 0 } }]);
    expect(JSON.stringify(told)).not.toContain('release note');
  });

  test('a run that it leaves in the middle goes on, and is charged once', async () => {
    const { forge, optimize, outage, clock, storage, model } = forgeOver('admit');
    const running = optimize({
      onEvent: ({ type }) => {
        if (type === 'quota.reserved') outage.isOn = true;
      },
    });
    const { runId } = await running;
    expect(model.requests).toHaveLength(8);
    expect(forge.quota.unrecorded()).toEqual({ runs: 0, settlements: 1, consumptions: 0 });
    expect((await storage.ledger.get(ada, runId))?.status).toBe('reserved');
    outage.isOn = false;
    clock.advance(100);
    expect(await forge.quota.consume({ principal: ada, calls: 0 })).toMatchObject({
      quota: [{ used: 1 }, { used: 1 }],
    });
    expect((await storage.ledger.get(ada, runId))?.status).toBe('succeeded');
  });

  test('the plan that was known last holds, however long ago that was; for a stranger the first', async () => {
    const { forge, outage, clock, optimize, tokenFor } = forgeOver('admit');
    await forge.plans.assign({ orgId: 'acme', planId: 'enterprise' });
    await optimize();
    clock.advance(60_000_000);
    outage.isOn = true;
    expect((await optimize()).planId).toBe('enterprise');
    expect((await optimize({ token: await tokenFor({ orgId: 'stranger' }) })).planId).toBe('pilot');
    expect(await forge.plans.check(ada, 'custom_models')).toBe(true);
  });

  test('what could not be recorded when the forge is closed is told, in ids and amounts', async () => {
    const { forge, outage, storage, reported, optimize } = forgeOver('admit');
    outage.isOn = true;
    const { runId } = await optimize();
    // A storage that answers, and will never take the run.
    const impossible = new PromptForgeError('internal', 'The database rejected a value as impossible.');
    storage.ledger.reserve = () => Promise.reject(impossible);
    storage.ledger.reserveMany = () => Promise.reject(impossible);
    outage.isOn = false;
    await forge.close();
    const told = reported.map(({ error }) => error).filter((error) => PromptForgeError.is(error));
    const lost = told.find(({ code }) => code === 'run_unsettled');
    expect(lost?.details.entries).toMatchObject([
      { kind: 'reservation', runId, userId: 'ada', amounts: { calls: 1 } },
      { kind: 'settlement', runId, amounts: { calls: 1 } },
    ]);
    expect(JSON.stringify(lost?.details)).not.toContain('release note');
  });
});
