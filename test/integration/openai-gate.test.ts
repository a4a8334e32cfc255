import { afterEach, describe, expect, test } from 'vitest';
import { openaiModel } from '../../src/model/openai-model.js';
import type { OpenaiModelOptions } from '../../src/model/openai-options.js';
import type { GenerateRequest } from '../../src/ports/model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import {
  badRequest,
  hanging,
  inTurn,
  type OpenaiScript,
  rateLimited,
  rawText,
  refusal,
  type ScriptedOpenai,
  serverError,
  stalled,
  startScriptedOpenai,
  wrongKey,
} from '../scripted-openai/index.js';

const servers: ScriptedOpenai[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function modelAt(script: OpenaiScript, options: Partial<OpenaiModelOptions> = {}) {
  const server = await startScriptedOpenai(script);
  servers.push(server);
  const clock = manualClock();
  const model = openaiModel({
    apiKey: 'sk-test',
    model: 'gpt-6-luna',
    fetch: server.fetch,
    clock,
    random: () => 1,
    maxAttempts: 1,
    ...options,
  });
  const ask = (part: Partial<GenerateRequest<string>> = {}) =>
    model.generate<string>({
      purpose: 'grade',
      system: 'Grade.',
      user: 'A prompt.',
      schema: null,
      maxOutputTokens: 100,
      endUser: '',
      signal: new AbortController().signal,
      deadline: clock.now() + 600_000,
      onDelta: () => {},
      ...part,
    });
  return { server, clock, model, ask };
}

const closed = { circuit: 'closed', retryAfterMs: null, running: 0, waiting: 0 };

describe('a server that fails', () => {
  test('tells each call that was asked why it failed, also when others have opened the circuit meanwhile', async () => {
    const clock = manualClock();
    const wakeUps: (() => void)[] = [];
    const sleep = () => new Promise<void>((resolve) => wakeUps.push(resolve));
    const { server, model, ask } = await modelAt(() => serverError(), {
      maxAttempts: 2,
      circuitBreaker: { failures: 2 },
      clock: { now: clock.now, sleep },
    });
    const first = ask();
    await expect.poll(() => wakeUps.length).toBe(1);
    const second = ask();
    expect(await second).toMatchObject({ code: 'model_unavailable', attempts: 1, retryAfterMs: 5_000 });
    expect(model.state()).toMatchObject({ circuit: 'open' });
    wakeUps[0]?.();
    expect(await first).toMatchObject({ code: 'model_unavailable', attempts: 1, retryAfterMs: 5_000 });
    expect(await ask()).toMatchObject({ code: 'model_circuit_open', attempts: 0 });
    expect(server.requests).toHaveLength(2);
  });

  test('is not asked any more, is tried once, and asked again when it answers', async () => {
    let broken = true;
    const { server, clock, model, ask } = await modelAt(() => (broken ? serverError() : rawText('good')));
    for (let call = 0; call < 5; call += 1) expect(await ask()).toMatchObject({ code: 'model_unavailable' });
    expect(model.state()).toEqual({ circuit: 'open', retryAfterMs: 5_000, running: 0, waiting: 0 });
    expect(await ask()).toMatchObject({
      code: 'model_circuit_open',
      retryAfterMs: 5_000,
      attempts: 0,
      requestId: null,
      usage: { modelCalls: 0, costMicros: 0 },
    });
    expect(server.requests).toHaveLength(5);
    clock.advance(5_000);
    expect(await ask()).toMatchObject({ code: 'model_unavailable', attempts: 1 });
    expect(await ask()).toMatchObject({ code: 'model_circuit_open', retryAfterMs: 10_000 });
    clock.advance(10_000);
    broken = false;
    expect(await ask()).toMatchObject({ outcome: 'answered', value: 'good' });
    expect(model.state()).toEqual(closed);
    expect(server.requests).toHaveLength(7);
  });

  test('is not given up by one call alone, however often it tries', async () => {
    const { server, model, ask } = await modelAt(() => serverError(), { maxAttempts: 10 });
    expect(await ask()).toMatchObject({ code: 'model_unavailable', attempts: 10 });
    expect(server.requests).toHaveLength(10);
    expect(model.state()).toEqual(closed);
    for (let call = 0; call < 4; call += 1) await ask();
    expect(model.state()).toMatchObject({ circuit: 'open' });
  });

  test('is asked for ever when the host wants no breaker', async () => {
    const { server, ask } = await modelAt(() => serverError(), { circuitBreaker: false });
    for (let call = 0; call < 12; call += 1) expect(await ask()).toMatchObject({ code: 'model_unavailable' });
    expect(server.requests).toHaveLength(12);
  });

  test.each([
    ['a refusal', refusal()],
    ['a wrong key', wrongKey()],
    ['a rejected request', badRequest('model')],
    ['a rate limit that says how long', rateLimited({ 'retry-after': '30' })],
  ])('is not one that answers with %s', async (_, scripted) => {
    const { model, ask } = await modelAt(() => scripted, { circuitBreaker: { failures: 2 } });
    for (let call = 0; call < 4; call += 1) await ask();
    expect(model.state()).toEqual(closed);
  });

  test('is one that limits the rate and does not say for how long', async () => {
    const { model, ask } = await modelAt(() => rateLimited(), { circuitBreaker: { failures: 2 } });
    for (let call = 0; call < 2; call += 1) await ask();
    expect(model.state().circuit).toBe('open');
  });

  test('is not one whose callers give up, or come with no time', async () => {
    const { model, clock, ask } = await modelAt(() => hanging(), { circuitBreaker: { failures: 1 } });
    expect(await ask({ deadline: clock.now() + 50 })).toMatchObject({ code: 'model_timeout', attempts: 1 });
    const controller = new AbortController();
    const asked = ask({ signal: controller.signal });
    await expect.poll(() => servers[0]?.requests.length).toBe(2);
    controller.abort();
    expect(await asked).toMatchObject({ code: 'run_canceled' });
    expect(model.state()).toEqual(closed);
  });

  test('is one that is silent for as long as it may be', async () => {
    const { model, ask } = await modelAt(() => hanging(), { circuitBreaker: { failures: 1 }, idleTimeoutMs: 100 });
    expect(await ask()).toMatchObject({ code: 'model_timeout' });
    expect(model.state().circuit).toBe('open');
  });

  test('is tried anew by the next caller when the first gives up, and lets all go on once it answers', async () => {
    const { server, clock, model, ask } = await modelAt(
      inTurn(serverError(), hanging(), stalled('long answer'), rawText('x')),
      { circuitBreaker: { failures: 1 } },
    );
    await ask();
    clock.advance(5_000);
    const first = new AbortController();
    const given = ask({ signal: first.signal });
    await expect.poll(() => server.requests.length).toBe(2);
    const second = new AbortController();
    const speaking = ask({ signal: second.signal });
    const third = ask();
    expect(model.state()).toMatchObject({ circuit: 'half_open', retryAfterMs: 5_000 });
    first.abort();
    await given;
    expect(await third).toMatchObject({ outcome: 'answered', value: 'x' });
    expect(model.state().circuit).toBe('closed');
    second.abort();
    expect(await speaking).toMatchObject({ code: 'run_canceled', usage: { modelCalls: 1 } });
    expect(model.state()).toEqual(closed);
  });

  test.each([
    ['and sends them when it is answered', true],
    ['and turns them away when it fails', false],
  ])('has those wait who come while it is tried, %s', async (_, isMended) => {
    let answerProbe: (value: unknown) => void = () => {};
    const probed = new Promise((resolve) => {
      answerProbe = resolve;
    });
    const { server, clock, model, ask } = await modelAt(
      async ({ index }) => {
        if (index === 1) await probed;
        return index === 0 || !isMended ? serverError() : rawText('good');
      },
      { circuitBreaker: { failures: 1 } },
    );
    await ask();
    clock.advance(5_000);
    const calls = Array.from({ length: 4 }, () => ask());
    const canceled = new AbortController();
    const leaving = ask({ signal: canceled.signal });
    await expect.poll(() => [model.state().running, server.requests.length]).toEqual([5, 2]);
    canceled.abort();
    expect(await leaving).toMatchObject({ code: 'run_canceled', attempts: 0 });
    answerProbe(null);
    const ends = (await Promise.all(calls)).map((end) => (end.outcome === 'failed' ? end.code : end.value));
    expect(ends).toEqual(
      isMended ? Array(4).fill('good') : ['model_unavailable', ...Array(3).fill('model_circuit_open')],
    );
    expect(model.state()).toMatchObject(isMended ? closed : { circuit: 'open', retryAfterMs: 10_000, running: 0 });
  });

  test('is waited for no longer than it would not be asked', async () => {
    const { server, clock, ask } = await modelAt(inTurn(serverError(), hanging()), {
      circuitBreaker: { failures: 1, coolDownMs: 50 },
    });
    await ask();
    clock.advance(50);
    const hung = new AbortController();
    const probing = ask({ signal: hung.signal });
    await expect.poll(() => server.requests.length).toBe(2);
    expect(await ask()).toMatchObject({ code: 'model_circuit_open', attempts: 0, retryAfterMs: 50 });
    hung.abort();
    await probing;
  });
});

describe('calls at a time', () => {
  test('are as many as allowed; the others wait, and those beyond are turned away', async () => {
    let open: (answer: unknown) => void = () => {};
    const gate = new Promise((resolve) => {
      open = resolve;
    });
    const { server, model, ask } = await modelAt(
      async () => {
        await gate;
        return rawText('good');
      },
      { maxConcurrency: 3, maxQueue: 5 },
    );
    const calls = Array.from({ length: 12 }, () => ask());
    await expect.poll(() => server.requests.length).toBe(3);
    expect(model.state()).toMatchObject({ running: 3, waiting: 5 });
    open(null);
    const results = await Promise.all(calls);
    const codes = results.map((result) => (result.outcome === 'failed' ? result.code : 'answered'));
    expect(codes).toEqual([...Array(8).fill('answered'), ...Array(4).fill('overloaded')]);
    expect(results.at(-1)).toMatchObject({ attempts: 0, usage: { modelCalls: 0, costMicros: 0 }, retryAfterMs: 2_000 });
    expect(model.state()).toEqual(closed);
  });

  test('that wait leave at once when aborted or out of time, at no cost', async () => {
    const { server, clock, model, ask } = await modelAt(() => hanging(), { maxConcurrency: 1 });
    const first = new AbortController();
    const running = ask({ signal: first.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    const second = new AbortController();
    const waiting = [ask({ signal: second.signal }), ask({ deadline: clock.now() + 30 })];
    await expect.poll(() => model.state().waiting).toBe(1);
    second.abort();
    expect(await Promise.all(waiting)).toMatchObject([
      { code: 'run_canceled', attempts: 0, usage: { modelCalls: 0 } },
      { code: 'model_timeout', attempts: 0, usage: { modelCalls: 0 } },
    ]);
    expect(server.requests).toHaveLength(1);
    first.abort();
    await running;
    expect(model.state()).toEqual(closed);
  });

  test('that wait for a server are not sent when it has failed in the meantime, and leave their place', async () => {
    let open: (answer: unknown) => void = () => {};
    const gate = new Promise((resolve) => {
      open = resolve;
    });
    const { server, model, ask } = await modelAt(
      async () => {
        await gate;
        return serverError();
      },
      { maxConcurrency: 1, circuitBreaker: { failures: 1 } },
    );
    const calls = [ask(), ask(), ask()];
    await expect.poll(() => model.state()).toMatchObject({ running: 1, waiting: 2 });
    open(null);
    expect(await Promise.all(calls)).toMatchObject([
      { code: 'model_unavailable', attempts: 1 },
      { code: 'model_circuit_open', attempts: 0, retryAfterMs: 5_000 },
      { code: 'model_circuit_open', attempts: 0, retryAfterMs: 5_000 },
    ]);
    expect(server.requests).toHaveLength(1);
    expect(model.state()).toMatchObject({ running: 0, waiting: 0 });
  });

  test('leave their place even when the clock of the host breaks once', async () => {
    const clock = manualClock();
    let broken = false;
    const now = () => {
      if (!broken) return clock.now();
      broken = false;
      throw new Error('no time');
    };
    const { model, ask } = await modelAt(() => rawText('good'), { clock: { ...clock, now } });
    const asked = ask({
      onDelta: () => {
        broken = true;
      },
    });
    await expect(asked).rejects.toThrow('no time');
    expect(model.state().running).toBe(0);
  });

  test('do not count those that wait before they ask again', async () => {
    const clock = manualClock();
    const slept: (() => void)[] = [];
    const sleep = () => new Promise<void>((resolve) => slept.push(resolve));
    const { model, ask } = await modelAt(inTurn(serverError(), rawText('second'), rawText('first')), {
      maxConcurrency: 1,
      maxAttempts: 2,
      clock: { now: clock.now, sleep },
    });
    const first = ask();
    await expect.poll(() => slept.length).toBe(1);
    expect(model.state().running).toBe(0);
    expect(await ask()).toMatchObject({ outcome: 'answered', value: 'second' });
    slept[0]?.();
    expect(await first).toMatchObject({ outcome: 'answered', value: 'first', attempts: 2 });
  });
});
