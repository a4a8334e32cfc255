import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { GenerateRequest } from '../../../src/ports/model.js';
import { scriptedAnswer, scriptedFailure, scriptedModel } from '../../../src/testing/scripted-model.js';

const schema = z.object({ text: z.string() });

function request(part: Partial<GenerateRequest<z.infer<typeof schema>>> = {}): GenerateRequest<z.infer<typeof schema>> {
  return {
    purpose: 'rewrite',
    system: 's',
    user: 'u',
    schema,
    maxOutputTokens: 100,
    endUser: 'e',
    signal: new AbortController().signal,
    deadline: Number.MAX_SAFE_INTEGER,
    onDelta: () => {},
    ...part,
  };
}

describe('a scripted model', () => {
  test('answers from its queue in order, and records what it was asked', async () => {
    const model = scriptedModel([{ text: 'one' }, { text: 'two' }]);
    expect(await model.generate(request({ user: 'a' }))).toMatchObject({
      value: { text: 'one' },
      requestId: 'scripted-0',
    });
    expect(await model.generate(request({ user: 'b' }))).toMatchObject({
      value: { text: 'two' },
      requestId: 'scripted-1',
    });
    expect(model.requests.map(({ user }) => user)).toEqual(['a', 'b']);
    await expect(model.generate(request())).rejects.toThrow('holds 2 replies');
  });

  test('answers by a function of the request', async () => {
    const model = scriptedModel(({ user }, index) => ({ text: `${index}:${user}` }));
    expect(await model.generate(request({ user: 'a' }))).toMatchObject({ value: { text: '0:a' } });
  });

  test('reports usage and cost that agree with its own price', async () => {
    const model = scriptedModel([
      { text: 'x' },
      scriptedAnswer({ text: 'y' }, { outputTokens: 7, reasoningTokens: 5 }),
    ]);
    const first = await model.generate(request());
    expect(first.usage).toEqual({
      inputTokens: 100,
      outputTokens: 50,
      cachedInputTokens: 0,
      cacheWriteInputTokens: 0,
      reasoningTokens: 0,
      modelCalls: 1,
      costMicros: 300,
      estimated: false,
    });
    const second = await model.generate(request());
    expect(second.usage).toMatchObject({ outputTokens: 7, reasoningTokens: 5, costMicros: model.price(second.usage) });
    expect(await model.countInput(request())).toBeGreaterThanOrEqual(first.usage.inputTokens);
  });

  test('has an unknown price when told so', async () => {
    const model = scriptedModel([{ text: 'x' }], { prices: null });
    expect((await model.generate(request())).usage.costMicros).toBeNull();
  });

  test('fails as told, at no cost unless told otherwise', async () => {
    const model = scriptedModel([
      scriptedFailure('model_rate_limited', { retryAfterMs: 5_000 }),
      scriptedFailure('model_refused', { tokens: { outputTokens: 3 } }),
    ]);
    expect(await model.generate(request())).toMatchObject({
      outcome: 'failed',
      code: 'model_rate_limited',
      retryAfterMs: 5_000,
      usage: { modelCalls: 0, costMicros: 0 },
    });
    expect(await model.generate(request())).toMatchObject({
      code: 'model_refused',
      usage: { modelCalls: 1, inputTokens: 100, outputTokens: 3 },
    });
  });

  test('never gives an answer its request’s schema rejects', async () => {
    const model = scriptedModel([{ text: 1 }]);
    await expect(model.generate(request())).rejects.toThrow('does not fit the schema');
  });

  test('hands its answer on in pieces', async () => {
    const pieces: string[] = [];
    await scriptedModel([{ text: 'hello' }]).generate(request({ onDelta: (text) => pieces.push(text) }));
    expect(pieces.length).toBeGreaterThan(1);
    expect(JSON.parse(pieces.join(''))).toEqual({ text: 'hello' });
  });

  test('aborted before it starts, costs nothing and uses up no reply', async () => {
    const model = scriptedModel([{ text: 'x' }]);
    const result = await model.generate(request({ signal: AbortSignal.abort() }));
    expect(result).toMatchObject({ outcome: 'failed', code: 'run_canceled', attempts: 0, usage: { modelCalls: 0 } });
    expect(model.requests).toHaveLength(0);
  });

  test('aborted while it works, is charged its input by estimate', async () => {
    const controller = new AbortController();
    const model = scriptedModel(() => {
      controller.abort();
      return new Promise(() => {});
    });
    const result = await model.generate(request({ signal: controller.signal }));
    expect(result).toMatchObject({
      code: 'run_canceled',
      attempts: 1,
      usage: { modelCalls: 1, inputTokens: 100, outputTokens: 0, estimated: true },
    });
  });

  test('aborted by its listener, is canceled like a stream', async () => {
    const controller = new AbortController();
    const model = scriptedModel([{ text: 'x' }]);
    const result = await model.generate(request({ signal: controller.signal, onDelta: () => controller.abort() }));
    expect(result).toMatchObject({ code: 'run_canceled', usage: { outputTokens: 50, estimated: true } });
  });
});
