import { describe, expect, test } from 'vitest';
import { better, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';
import { storageWithFaults } from '../fixtures/storage-with-faults.js';

const passing = [verdict(2), rewrite(better), verdict(4)];

describe('closing', () => {
  test('waits for the runs under way, and closes the storage after them, once', async () => {
    const order: string[] = [];
    let closing: Promise<void>[] = [];
    const setup = forgeWithModel(
      async (_request, index) => {
        if (index === 0) {
          closing = [setup.forge.close(), setup.forge.close()].map((closed) =>
            closed.then(() => void order.push('closed')),
          );
        }
        return passing[index];
      },
      {
        storage: (storage) => ({
          ...storageWithFaults(storage, {
            'ledger.settle': async (callThrough) => {
              const answer = await callThrough();
              order.push('settled');
              return answer;
            },
          }),
          close: async () => {
            order.push('storage');
            await storage.close();
          },
        }),
      },
    );
    const result = await setup.optimize();
    await Promise.all(closing);
    expect(result.improved).toBe(true);
    expect(order).toEqual(['settled', 'storage', 'closed', 'closed']);
  });

  test('waits for a run that fails, too', async () => {
    let closed = Promise.resolve();
    const setup = forgeWithModel(() => {
      closed = setup.forge.close();
      throw new Error('a bug of the model');
    });
    expect((await rejection(setup.optimize())).code).toBe('internal');
    await expect(closed).resolves.toBeUndefined();
  });

  test('refuses every later call, at once', async () => {
    const { forge, tokenFor, model } = forgeWithModel(passing);
    const token = await tokenFor();
    await forge.close();
    const calls = {
      optimize: () => forge.optimize({ token, prompt, sevenD: { domain: 'saas', output_format: 'md' } }),
      usage: () => forge.plans.usage({ token }),
      assign: () => forge.plans.assign({ orgId: 'acme', planId: 'pro' }),
      check: () => forge.plans.check({ orgId: 'acme' }, 'team'),
      plans: () => forge.plans.list(),
      near: () => forge.plans.nearLimits(),
      report: () => forge.plans.report({ range: { from: 0, to: 1 } }),
      subscription: () => forge.subscriptions.get({ orgId: 'acme' }),
      apply: () => forge.subscriptions.apply({ orgId: 'acme', action: { type: 'pause' } }),
      history: () => forge.subscriptions.history({ orgId: 'acme' }),
      list: () => forge.runs.list({ token }),
      get: () => forge.runs.get({ token, runId: 'x' }),
      scores: () => forge.runs.scores({ token, runId: 'x' }),
      events: () => forge.runs.events({ token, runId: 'x' }),
      analytics: () => forge.analytics.user({ token }),
      setup: () => forge.setup(),
      maintain: () => forge.maintain(),
      health: () => forge.health(),
    };
    for (const [name, call] of Object.entries(calls)) {
      expect((await rejection(call())).code, name).toBe('client_closed');
    }
    expect(model.requests).toEqual([]);
  });

  test('twice is the same as once', async () => {
    const { forge } = forgeWithModel([]);
    await forge.close();
    await expect(forge.close()).resolves.toBeUndefined();
  });

  test('tells of a storage that cannot be closed', async () => {
    const { forge } = forgeWithModel([], {
      storage: (storage) => ({ ...storage, close: async () => Promise.reject(new Error('stuck')) }),
    });
    await expect(forge.close()).rejects.toThrow('stuck');
  });
});
