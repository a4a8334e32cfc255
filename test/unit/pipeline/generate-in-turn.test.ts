import { expect, test } from 'vitest';
import { type CallsOfRun, generatorInTurn } from '../../../src/pipeline/generate-in-turn.js';
import type { GenerateRequest } from '../../../src/ports/model.js';
import { scriptedFailure, scriptedModel } from '../../../src/testing/scripted-model.js';
import { manualClock } from '../../fixtures/manual-clock.js';

const overloaded = (retryAfterMs = 1_000) => scriptedFailure('overloaded', { retryAfterMs });

function caller(replies: readonly unknown[], calls: CallsOfRun, timeMs = 60_000) {
  const clock = manualClock();
  const model = scriptedModel(replies);
  const generate = generatorInTurn(clock, () => calls);
  const ask = (signal = new AbortController().signal) => {
    const request: GenerateRequest<string> = {
      ...{ purpose: 'judge', system: '', user: '', schema: null, maxOutputTokens: 10, endUser: '' },
      ...{ signal, deadline: clock.now() + timeMs, onDelta: () => {} },
    };
    return generate(model, request);
  };
  return { clock, model, ask };
}

test('a run that has only begun is turned away at once', async () => {
  const { ask, clock, model } = caller([overloaded()], { made: 0, underWay: 1 });
  expect(await ask()).toMatchObject({ code: 'overloaded', retryAfterMs: 1_000 });
  expect([model.requests.length, clock.pauses]).toEqual([1, []]);
});

test.each([
  ['has paid for an answer', { made: 1, underWay: 1 }],
  ['takes the room itself', { made: 0, underWay: 2 }],
])('a run that %s waits for room, and tells how long it took', async (_, calls) => {
  const { ask, clock } = caller([overloaded(), overloaded(30_000), 'At last.'], calls);
  expect(await ask()).toMatchObject({ outcome: 'answered', value: 'At last.', latencyMs: 3_010 });
  expect(clock.pauses).toEqual([1_000, 2_000]);
});

test('a model that says to ask again at once is left alone for a moment all the same', async () => {
  const { ask, model } = caller(Array(500).fill(overloaded(0)), { made: 1, underWay: 1 }, 1_000);
  expect(await ask()).toMatchObject({ code: 'overloaded' });
  expect(model.requests.length).toBeLessThanOrEqual(20);
});

test('nobody waits beyond the deadline', async () => {
  const { ask, clock } = caller(Array(9).fill(overloaded()), { made: 1, underWay: 1 }, 2_500);
  expect(await ask()).toMatchObject({ code: 'overloaded' });
  expect(clock.pauses).toEqual([1_000, 1_000]);
});

test.each([
  ['other failures', scriptedFailure('model_unavailable'), { code: 'model_unavailable' }],
  [
    'calls that were billed',
    scriptedFailure('overloaded', { tokens: { inputTokens: 7 } }),
    { code: 'overloaded', usage: { inputTokens: 7, modelCalls: 1 } },
  ],
])('%s are told at once', async (_, reply, told) => {
  const { ask, clock } = caller([reply], { made: 1, underWay: 1 });
  expect(await ask()).toMatchObject(told);
  expect(clock.pauses).toEqual([]);
});

test('who is aborted while waiting hears so', async () => {
  const abort = new AbortController();
  const { ask, model } = caller([overloaded()], { made: 1, underWay: 1 });
  const asked = ask(abort.signal);
  abort.abort();
  expect(await asked).toMatchObject({ code: 'run_canceled' });
  expect(model.requests).toHaveLength(1);
});

test('calls that all wait for room do not keep each other waiting', async () => {
  const clock = manualClock();
  let wake = () => {};
  const sleep = () => new Promise<void>((resolve) => (wake = resolve));
  const calls = { made: 0, underWay: 2 };
  const model = scriptedModel(Array(3).fill(overloaded()));
  const generate = generatorInTurn({ now: clock.now, sleep }, () => calls);
  const request: GenerateRequest<string> = {
    ...{ purpose: 'judge', system: '', user: '', schema: null, maxOutputTokens: 10, endUser: '' },
    ...{ signal: new AbortController().signal, deadline: clock.now() + 60_000, onDelta: () => {} },
  };
  const first = generate(model, request);
  const second = generate(model, request);
  expect(await second).toMatchObject({ code: 'overloaded' });
  calls.underWay = 1;
  wake();
  expect(await first).toMatchObject({ code: 'overloaded' });
});
