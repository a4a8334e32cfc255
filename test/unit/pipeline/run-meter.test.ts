import { expect, test } from 'vitest';
import { noUsage, totalTokens } from '../../../src/domain/quota/usage.js';
import { PromptForgeError } from '../../../src/errors/promptforge-error.js';
import { RunMeter, type RunMeterParts } from '../../../src/pipeline/run-meter.js';
import { RunTrace } from '../../../src/pipeline/run-trace.js';
import type { CheckpointResult, RunCheckpoint } from '../../../src/ports/ledger-store.js';
import type { Model } from '../../../src/ports/model.js';
import { scriptedModel } from '../../../src/testing/scripted-model.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { rejection } from '../../fixtures/rejection.js';

const extended: CheckpointResult = { outcome: 'extended', leaseExpiresAt: 0 };

/** A meter before a ledger that the test writes. */
function meterFor(
  model: Model,
  checkpoint: (checkpoint: RunCheckpoint) => Promise<CheckpointResult>,
  holdMs = 20_000,
  clock = manualClock(),
) {
  const parts: RunMeterParts = {
    model,
    clock,
    ledger: { checkpoint: (_scope, request) => checkpoint(request) },
    scope: { orgId: 'acme' },
    trace: new RunTrace('run-1', clock, null, () => {}),
    signal: new AbortController().signal,
    deadline: clock.now() + 60_000,
    budget: { calls: null, tokens: null, costMicros: null, timeMs: null },
    claim: { holder: 'process-1', holdMs, leaseMs: 60_000 },
    cache: null,
    endUser: 'somebody',
  };
  return new RunMeter(parts);
}

function question(user: string) {
  return { purpose: 'judge', system: 'Say something.', user, schema: null, maxOutputTokens: 100 } as const;
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const storageDown = () => new PromptForgeError('storage_unavailable', 'The storage cannot be reached.');

test('calls side by side are all known as under way before each is made, however long the ledger takes', async () => {
  let known: RunCheckpoint | null = null;
  let sent = 0;
  const heldAtCalls: number[] = [];
  const held = () => known?.inFlight?.tokens ?? 0;
  let letAnswer = () => {};
  const answering = new Promise<void>((resolve) => {
    letAnswer = resolve;
  });
  const model = scriptedModel(async () => {
    heldAtCalls.push(held());
    await answering;
    return 'An answer.';
  });
  const meter = meterFor(model, async (checkpoint) => {
    sent += 1;
    // Another one that is sent meanwhile would be there first.
    await turns(sent === 1 ? 30 : 1);
    known = checkpoint;
    return extended;
  });
  const worst = (await model.countInput(question('one'))) + 100;
  const all = Promise.all(['one', 'two', 'six'].map((user) => meter.ask(question(user))));
  await expect.poll(() => model.requests.length, { timeout: 30_000 }).toBe(3);
  await turns(60);
  expect(held()).toBe(3 * worst);
  heldAtCalls.forEach((amount, index) => {
    expect(amount).toBeGreaterThanOrEqual((index + 1) * worst);
  });
  letAnswer();
  await all;
  expect(known).toMatchObject({ inFlight: null, usage: { modelCalls: 3 } });
});

test('renewals do not pile up before a ledger that hangs', async () => {
  let sent = 0;
  let hang = false;
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let letAnswer = () => {};
  const answering = new Promise<void>((resolve) => {
    letAnswer = resolve;
  });
  const model = scriptedModel(async () => {
    hang = true;
    await answering;
    return 'An answer.';
  });
  // A renewal each millisecond.
  const meter = meterFor(
    model,
    async () => {
      sent += 1;
      if (hang) await gone;
      return extended;
    },
    3,
  );
  const asked = meter.ask(question('one'));
  await expect.poll(() => sent, { timeout: 30_000 }).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  letAnswer();
  letGo();
  expect(await asked).toBe('An answer.');
  await turns(20);
  // The one before the call, the one that hung, one for all that waited, and the one with the answer.
  expect(sent).toBeLessThanOrEqual(4);
});

test('a storage that is away when an answer is to be remembered costs its memory, not the run', async () => {
  const known: RunCheckpoint[] = [];
  let sent = 0;
  const meter = meterFor(scriptedModel(['One.', 'Two.']), async (checkpoint) => {
    sent += 1;
    if (sent === 2) throw storageDown();
    known.push(checkpoint);
    return extended;
  });
  expect(await meter.ask(question('one'))).toBe('One.');
  expect(await meter.ask(question('two'))).toBe('Two.');
  expect(known.map(({ usage, answer }) => [usage.modelCalls, answer?.value])).toEqual([
    [0, undefined],
    [1, undefined],
    [2, 'Two.'],
  ]);
});

test.each([
  ['lost', () => Promise.resolve<CheckpointResult>({ outcome: 'lost' }), 'run_abandoned'],
  ['broken', () => Promise.reject(new PromptForgeError('internal', 'Impossible.')), 'internal'],
])('a run that is %s when an answer is to be remembered ends, and the answer is paid for', async (_what, fail, code) => {
  let sent = 0;
  const model = scriptedModel(['One.']);
  const meter = meterFor(model, () => {
    sent += 1;
    return sent === 2 ? fail() : Promise.resolve(extended);
  });
  expect((await rejection(meter.ask(question('one')))).code).toBe(code);
  expect(totalTokens(meter.usage)).toBe(150);
});

test('a storage that is away before a call keeps it from being made', async () => {
  const model = scriptedModel(['One.']);
  const meter = meterFor(model, () => Promise.reject(storageDown()));
  expect((await rejection(meter.ask(question('one')))).code).toBe('storage_unavailable');
  expect(model.requests).toEqual([]);
  expect(meter.usage).toEqual(noUsage);
});

test.each([
  ['throws', () => Promise.reject(new Error('broken'))],
  ['answers nothing', () => Promise.resolve(undefined as never)],
])('a model that %s against its promise is charged at the worst', async (_what, generate) => {
  const intact = scriptedModel([]);
  const model: Model = Object.assign(Object.create(intact), { generate });
  const meter = meterFor(model, () => Promise.resolve(extended));
  await expect(meter.ask(question('one'))).rejects.toThrow();
  const worst = (await intact.countInput(question('one'))) + 100;
  expect(meter.usage).toMatchObject({ modelCalls: 1, estimated: true });
  expect(totalTokens(meter.usage)).toBe(worst);
});

test('a process that stood still between the word of the ledger and a call asks the ledger again', async () => {
  const model = scriptedModel(() => 'An answer.');
  const clock = manualClock();
  const said: CheckpointResult[] = [];
  const meter = meterFor(
    model,
    async () => {
      const result: CheckpointResult = said.length === 0 ? extended : { outcome: 'lost' };
      said.push(result);
      // By the time that this is heard, somebody else works on the run.
      clock.advance(20_000);
      return result;
    },
    20_000,
    clock,
  );
  expect(await rejection(meter.ask(question('one')))).toMatchObject({ code: 'run_abandoned' });
  expect(said).toHaveLength(2);
  expect(model.requests).toHaveLength(0);
});
