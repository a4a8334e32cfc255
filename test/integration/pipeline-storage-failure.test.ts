import { describe, expect, test } from 'vitest';
import { PromptForgeError } from '../../src/storage.js';
import { scriptedFailure } from '../../src/testing/scripted-model.js';
import { best, better, type ForgeSetup, forgeWithModel } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';
import { failing, type Interception, storageDown, storageWithFaults } from '../fixtures/storage-with-faults.js';

const passing = [verdict(2), rewrite(better), verdict(4)];
const withFault = (
  method: string,
  fault: Interception,
  script: Parameters<typeof forgeWithModel>[0] = passing,
  setup: ForgeSetup = {},
) => forgeWithModel(script, { ...setup, storage: (storage) => storageWithFaults(storage, { [method]: fault }) });
const used = async ({ storage }: ReturnType<typeof forgeWithModel>) => {
  const limit = { subject: 'user', meter: 'calls', period: 'hour', max: 10, anchor: null, algorithm: 'fixed' } as const;
  const windows = await storage.ledger.peek({ orgId: 'acme' }, { userId: 'ada', limits: [limit] });
  return windows[0]?.used;
};
const runsOf = async ({ storage }: ReturnType<typeof forgeWithModel>) =>
  (await storage.ledger.list({ orgId: 'acme' }, { userId: null, limit: 100, after: null })).runs;

describe('a storage that throws an error of its own', () => {
  test.each([
    'subscriptions.load',
    'ledger.reserve',
    'ledger.settle',
  ])('at %s gives the caller a typed error, and tells the host the rest', async (method) => {
    const thrown = new TypeError('a driver said something');
    const setup = withFault(method, () => Promise.reject(thrown));
    const error = await rejection(setup.optimize());
    expect(['internal', 'run_unsettled']).toContain(error.code);
    expect(error.message).not.toContain('a driver said something');
    expect(setup.reported.map(({ error }) => error)).toContain(thrown);
  });
});

test('success is told once it is recorded, and not when it could not be', async () => {
  const told = async (times: number) => {
    const setup = withFault('ledger.settle', failing(times));
    await setup.optimize().catch(() => {});
    return setup.events.map(({ type }) => type).includes('run.succeeded');
  };
  expect(await told(1)).toBe(true);
  expect(await told(Number.POSITIVE_INFINITY)).toBe(false);
});

test('a listener cannot change what the ledger keeps', async () => {
  const setup = forgeWithModel(passing);
  await setup.optimize({
    onEvent: (event) => {
      if (!('sequence' in event)) return;
      expect(Reflect.set(event, 'sequence', 1)).toBe(false);
      expect(Reflect.set(event.data, 'prompt', 'what a user wrote')).toBe(false);
    },
  });
  const [run] = await runsOf(setup);
  const kept = await setup.storage.events.ofRun({ orgId: 'acme' }, { runId: run?.id ?? '', after: 0, limit: 100 });
  expect(kept.map(({ sequence }) => sequence)).toEqual(kept.map((_, index) => index + 1));
  expect(kept.length).toBeGreaterThan(8);
});

describe('a storage that fails', () => {
  test.each([
    'subscriptions.load',
    'ledger.reserve',
  ])('at %s refuses the run: nothing is asked, written or charged', async (method) => {
    const setup = withFault(method, failing());
    const error = await rejection(setup.optimize());
    expect(error.code).toBe('storage_unavailable');
    expect(setup.model.requests).toEqual([]);
    expect(await runsOf(setup)).toEqual([]);
    expect(await used(setup)).toBe(0);
  });

  test('before the first call of the model ends the run and gives its call back', async () => {
    const setup = withFault('ledger.checkpoint', failing());
    expect((await rejection(setup.optimize())).code).toBe('storage_unavailable');
    expect(setup.model.requests).toEqual([]);
    expect(await runsOf(setup)).toMatchObject([
      { status: 'failed', error: { code: 'storage_unavailable' }, charge: { calls: 0, tokens: 0, cost: 0 } },
    ]);
    expect(await used(setup)).toBe(0);
  });

  test('between two calls ends the run, and what it used is charged', async () => {
    let checkpoints = 0;
    const setup = withFault('ledger.checkpoint', async (callThrough) => {
      checkpoints += 1;
      // Before and after each of two calls, and before the third.
      if (checkpoints === 5) throw storageDown();
      return callThrough();
    });
    expect((await rejection(setup.optimize())).code).toBe('storage_unavailable');
    expect(setup.model.requests).toHaveLength(2);
    expect(await runsOf(setup)).toMatchObject([{ status: 'failed', charge: { calls: 1, tokens: 300, cost: 600 } }]);
  });

  test.each([1, 2, 3])('%d times at the end is asked again, and the run is charged once', async (times) => {
    const setup = withFault('ledger.settle', failing(times));
    const result = await setup.optimize();
    expect(result.charge).toEqual({ calls: 1, tokens: 8 * 150, cost: 8 * 300 });
    expect(setup.clock.pauses).toEqual([50, 250, 1_000].slice(0, times));
    expect(await runsOf(setup)).toMatchObject([{ status: 'succeeded', charge: result.charge }]);
    expect(await used(setup)).toBe(1);
    expect(setup.reported).toEqual([]);
  });

  test('to answer a settlement it has written does not lose the run, and charges it once', async () => {
    let settlements = 0;
    const setup = withFault('ledger.settle', async (callThrough) => {
      settlements += 1;
      const answer = await callThrough();
      if (settlements === 1) throw storageDown();
      return answer;
    });
    const result = await setup.optimize();
    expect(settlements).toBe(2);
    expect(result).toMatchObject({ improved: true, charge: { calls: 1, tokens: 8 * 150 } });
    expect(result.quota).toMatchObject([
      { name: 'user-calls-hour', used: 1 },
      { name: 'user-calls-month', used: 1 },
    ]);
    expect(await runsOf(setup)).toMatchObject([{ status: 'succeeded' }]);
    expect(await used(setup)).toBe(1);
  });

  test.each([
    ['that another process holds', new PromptForgeError('storage_locked', 'Another process holds the storage.')],
    ['in a way it should not', new Error('not a typed error')],
  ])('%s at the end is not asked again', async (_what, thrown) => {
    const setup = withFault('ledger.settle', async () => Promise.reject(thrown));
    expect(await rejection(setup.optimize())).toMatchObject({ code: 'run_unsettled' });
    expect(setup.clock.pauses).toEqual([]);
    expect(setup.reported).toMatchObject([{ error: thrown, context: { during: 'settle' } }]);
  });

  test('when a failed run is settled leaves the caller with why it failed, and tells the host', async () => {
    const setup = withFault('ledger.settle', failing(), [verdict(2), scriptedFailure('model_auth_failed')]);
    expect((await rejection(setup.optimize())).code).toBe('model_auth_failed');
    expect(setup.reported).toMatchObject([{ error: { code: 'storage_unavailable' }, context: { during: 'settle' } }]);
    expect(await runsOf(setup)).toMatchObject([{ status: 'reserved' }]);
  });
});

describe('a run whose outcome cannot be recorded', () => {
  const broken = () => withFault('ledger.settle', failing());

  test('gives its outcome to the caller in the error, and tells the host', async () => {
    const setup = broken();
    const error = await rejection(setup.optimize());
    const [run] = await runsOf(setup);
    expect(error).toMatchObject({ code: 'run_unsettled', details: { runId: run?.id } });
    expect(error.message).toContain('unsettled property');
    expect(error.unsettled).toMatchObject({ improved: true, optimized: { prompt: better }, stopReason: 'gate_passed' });
    expect(setup.reported).toMatchObject([
      { error: { code: 'storage_unavailable' }, context: { during: 'settle', runId: run?.id } },
    ]);
    expect(setup.clock.pauses).toEqual([50, 250, 1_000]);
  });

  test('holds its worst case until its lease is over, and is then charged by maintain()', async () => {
    const setup = broken();
    await rejection(setup.optimize());
    expect(await setup.forge.maintain()).toMatchObject({ abandonedRuns: 0 });
    expect(await used(setup)).toBe(1);
    setup.clock.advance(120_000 + 60_000);
    expect(await setup.forge.maintain()).toMatchObject({ abandonedRuns: 1 });
    const [run] = await runsOf(setup);
    expect(run).toMatchObject({ status: 'abandoned', error: { code: 'run_abandoned' } });
    // Every call was checkpointed after it had ended, so that nothing has to be guessed.
    expect(run?.usage).toMatchObject({ modelCalls: 8, inputTokens: 800, outputTokens: 400, estimated: false });
    expect(run?.charge).toEqual({ calls: 1, tokens: 8 * 150, cost: 8 * 300 });
    expect(await setup.forge.maintain()).toMatchObject({ abandonedRuns: 0 });
  });
});

describe('a run that lost its lease', () => {
  const outlived = () => {
    const setup = forgeWithModel(async (_request, index) => {
      if (index === 1) {
        setup.clock.advance(120_000 + 60_000);
        expect(await setup.forge.maintain()).toMatchObject({ abandonedRuns: 1 });
      }
      return [verdict(2), rewrite(better), verdict(3), rewrite(best), verdict(4)][index];
    });
    return setup;
  };

  test('asks the model no more', async () => {
    const setup = outlived();
    const error = await rejection(setup.optimize());
    expect(error.code).toBe('run_abandoned');
    expect(setup.model.requests).toHaveLength(2);
  });

  test('has the estimate of the reaper replaced by what it used', async () => {
    const setup = outlived();
    await rejection(setup.optimize());
    expect(await runsOf(setup)).toMatchObject([
      {
        status: 'failed',
        error: { code: 'run_abandoned' },
        usage: { modelCalls: 2, estimated: false },
        charge: { calls: 1, tokens: 300, cost: 600 },
      },
    ]);
    expect(await used(setup)).toBe(1);
  });

  test('extends it with every call while it is alive', async () => {
    const setup = forgeWithModel(async (_request, index) => {
      setup.clock.advance(30_000);
      expect(await setup.forge.maintain()).toMatchObject({ abandonedRuns: 0 });
      return passing[index];
    });
    await expect(setup.optimize()).resolves.toMatchObject({ improved: true });
  });
});
