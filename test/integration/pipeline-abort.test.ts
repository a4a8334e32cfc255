import { describe, expect, test } from 'vitest';
import { better, forgeWithModel } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';
import { storageWithFaults } from '../fixtures/storage-with-faults.js';

const passing = [verdict(2), rewrite(better), verdict(4)];
const usedCalls = async ({ forge, tokenFor }: ReturnType<typeof forgeWithModel>) =>
  (await forge.plans.usage({ token: await tokenFor() })).quota.map(({ used }) => used);
const runsOf = async ({ forge, tokenFor }: ReturnType<typeof forgeWithModel>) =>
  (await forge.runs.list({ token: await tokenFor() })).runs;

describe('a run that is aborted', () => {
  test('before it began leaves no trace and costs nothing', async () => {
    const setup = forgeWithModel(passing);
    const error = await rejection(setup.optimize({ signal: AbortSignal.abort() }));
    expect(error.code).toBe('run_canceled');
    expect(setup.model.requests).toEqual([]);
    expect(await runsOf(setup)).toEqual([]);
    expect(await usedCalls(setup)).toEqual([0, 0]);
  });

  test('while it was being reserved gives its call back and frees its key', async () => {
    const controller = new AbortController();
    const setup = forgeWithModel(passing, {
      storage: (storage) =>
        storageWithFaults(storage, {
          'ledger.reserve': async (callThrough) => {
            const answer = await callThrough();
            controller.abort();
            return answer;
          },
        }),
    });
    const error = await rejection(setup.optimize({ signal: controller.signal, idempotencyKey: 'key-1' }));
    expect(error.code).toBe('run_canceled');
    expect(setup.model.requests).toEqual([]);
    expect(await usedCalls(setup)).toEqual([0, 0]);
    expect(await runsOf(setup)).toMatchObject([
      { status: 'canceled', error: { code: 'run_canceled' }, charge: { calls: 0, tokens: 0, cost: 0 } },
    ]);
    expect(await setup.optimize({ idempotencyKey: 'key-1' })).toMatchObject({ replayed: false, improved: true });
  });

  test('between two calls asks the model no more, and is charged what it used', async () => {
    const setup = forgeWithModel(passing);
    const controller = new AbortController();
    const told: string[] = [];
    const error = await rejection(
      setup.optimize({
        signal: controller.signal,
        onEvent: ({ type }) => {
          told.push(type);
          if (type === 'candidate.scored') controller.abort();
        },
      }),
    );
    expect(error.code).toBe('run_canceled');
    expect(setup.model.requests).toHaveLength(1);
    expect(told.slice(-3)).toEqual(['candidate.scored', 'step.started', 'run.canceled']);
    expect(await usedCalls(setup)).toEqual([1, 1]);
    expect(await runsOf(setup)).toMatchObject([
      {
        status: 'canceled',
        result: null,
        usage: { modelCalls: 1, estimated: false },
        charge: { calls: 1, tokens: 150, cost: 300 },
      },
    ]);
  });

  test('in the middle of a call is charged what was sent, as an estimate', async () => {
    const controller = new AbortController();
    const setup = forgeWithModel(async (_request, index) => {
      if (index === 0) return verdict(2);
      controller.abort();
      return new Promise(() => {});
    });
    const events: string[] = [];
    const error = await rejection(
      setup.optimize({ signal: controller.signal, onEvent: ({ type }) => events.push(type) }),
    );
    expect(error.code).toBe('run_canceled');
    expect(events.slice(-3)).toEqual(['model.called', 'model.failed', 'run.canceled']);
    const [run] = await runsOf(setup);
    expect(run).toMatchObject({
      status: 'canceled',
      usage: { modelCalls: 2, inputTokens: 200, outputTokens: 50, estimated: true },
      charge: { calls: 1, tokens: 250, cost: 400 },
    });
    const stored = await setup.forge.runs.events({ token: await setup.tokenFor(), runId: run?.id ?? '' });
    expect(stored.at(-1)).toMatchObject({ type: 'run.canceled', data: { tokens: 250 } });
  });

  test('after the last answer of the model is a run that succeeded: it is paid for', async () => {
    const setup = forgeWithModel(passing);
    const controller = new AbortController();
    const result = await setup.optimize({
      signal: controller.signal,
      onEvent: ({ type }) => {
        if (type === 'gate.decided') controller.abort();
      },
    });
    expect(result.improved).toBe(true);
    expect(await runsOf(setup)).toMatchObject([{ status: 'succeeded' }]);
  });
});
