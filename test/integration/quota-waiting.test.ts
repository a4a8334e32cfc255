import { expect, test, vi } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { PromptForge, type PromptForgeOptions } from '../../src/index.js';
import { prompt, secret } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';
import { type Interception, storageWithFaults } from '../fixtures/storage-with-faults.js';

const principal = { orgId: 'acme', userId: 'ada' };

/** A forge with one lane, whose ledger answers no call that takes anything until it is told to. */
function forgeThatHangs(quota: PromptForgeOptions['quota']) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reached = () => {};
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const hang: Interception = async (callThrough) => {
    reached();
    await released;
    return callThrough();
  };
  const methods = ['reserve', 'reserveMany', 'consume', 'consumeMany'];
  const storage = storageWithFaults(
    memoryStorage(),
    Object.fromEntries(methods.map((name) => [`ledger.${name}`, hang])),
  );
  const reported: unknown[] = [];
  const forge = new PromptForge({
    storage,
    engine: 'rules',
    session: { secret },
    quota: { lanes: 1, maxWaitMs: 5, ...quota },
    onError: (error) => reported.push(error),
  });
  return { forge, release, isReached, reported };
}

test('calls that wait for a storage that hangs are turned away in time', async () => {
  const { forge, release, isReached } = forgeThatHangs({});
  const sent = forge.quota.consume({ principal });
  await isReached;
  const late = await Promise.all([
    rejection(forge.quota.consume({ principal })),
    rejection(forge.quota.consume({ principal, calls: 2 })),
  ]);
  for (const error of late) expect(error).toMatchObject({ code: 'overloaded', details: { reason: 'waited' } });
  release();
  expect(await sent).toMatchObject({ quota: [{ used: 1 }, { used: 1 }] });
  expect(await forge.quota.peek({ principal })).toMatchObject({ quota: [{ used: 1 }, { used: 1 }] });
  await forge.close();
});

test('a run that waits for a storage that hangs is turned away in time, and may be asked for again', async () => {
  const { forge, release, isReached } = forgeThatHangs({});
  const { accessToken: token } = await forge.sessions.issue(principal);
  const optimize = () =>
    forge.optimize({ token, prompt, sevenD: { domain: 'saas', output_format: 'md' }, idempotencyKey: 'key' });
  const sent = optimize();
  await isReached;
  expect((await rejection(optimize())).code).toBe('overloaded');
  release();
  expect((await sent).runId).toBe((await optimize()).runId);
  expect(await forge.quota.peek({ principal })).toMatchObject({ quota: [{ used: 1 }, { used: 1 }] });
  await forge.close();
});

test('with `admit` they are let in, and counted once when the storage is back', async () => {
  const { forge, release, isReached, reported } = forgeThatHangs({ whenUnavailable: 'admit' });
  const sent = forge.quota.consume({ principal });
  await isReached;
  expect(await forge.quota.consume({ principal })).toMatchObject({ quota: [] });
  expect(forge.quota.unrecorded()).toEqual({ runs: 0, settlements: 0, consumptions: 1 });
  expect(reported).toMatchObject([{ code: 'overloaded' }]);
  release();
  await sent;
  await vi.waitFor(() => expect(forge.quota.unrecorded().consumptions).toBe(0), { timeout: 60_000 });
  expect(await forge.quota.consume({ principal })).toMatchObject({ quota: [{ used: 3 }, { used: 3 }] });
  await forge.close();
});

/** A forge whose storage answers nothing any more, once it is told not to. */
async function forgeThatForgetsPlans(whenUnavailable: 'refuse' | 'admit') {
  let hangs = false;
  const hang: Interception = (callThrough) => (hangs ? new Promise(() => {}) : callThrough());
  const methods = ['subscriptions.load', 'ledger.consume', 'ledger.consumeMany'];
  const forge = new PromptForge({
    storage: storageWithFaults(memoryStorage(), Object.fromEntries(methods.map((name) => [name, hang]))),
    engine: 'rules',
    session: { secret },
    planCacheMs: 0,
    quota: { maxWaitMs: 5, whenUnavailable },
    onError: () => {},
  });
  await forge.plans.assign({ orgId: 'acme', planId: 'enterprise' });
  await forge.quota.consume({ principal });
  return {
    forge,
    stopAnswering: () => {
      hangs = true;
    },
    answerAgain: () => {
      hangs = false;
    },
  };
}

test('a call whose plan cannot be read in time is turned away', async () => {
  const { forge, stopAnswering } = await forgeThatForgetsPlans('refuse');
  stopAnswering();
  const error = await rejection(forge.quota.consume({ principal }));
  expect(error).toMatchObject({ code: 'overloaded', retryAfterMs: 1_000, details: { reason: 'waited' } });
  await forge.close();
});

test('with `admit` it is on the plan that was known last, or on the first', async () => {
  const { forge, stopAnswering, answerAgain } = await forgeThatForgetsPlans('admit');
  stopAnswering();
  // Nobody waits for the ledger, too: none of them is sent.
  const stranger = { orgId: 'globex', userId: 'bob' };
  const answers = await Promise.all(
    [principal, principal, stranger].map((who) => forge.quota.consume({ principal: who })),
  );
  expect(answers).toEqual([{ quota: [] }, { quota: [] }, { quota: [] }]);
  expect(forge.quota.unrecorded().consumptions).toBe(3);
  answerAgain();
  await vi.waitFor(() => expect(forge.quota.unrecorded().consumptions).toBe(0), { timeout: 60_000 });
  expect(await forge.quota.peek({ principal })).toMatchObject({ quota: [{ max: 100, used: 3 }, {}] });
  expect(await forge.quota.peek({ principal: stranger })).toMatchObject({ quota: [{ max: 10, used: 1 }, {}] });
  await forge.close();
});
