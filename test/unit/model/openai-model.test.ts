import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { noUsage } from '../../../src/domain/quota/usage.js';
import { openaiModel } from '../../../src/model/openai-model.js';
import type { OpenaiModelOptions } from '../../../src/model/openai-options.js';
import type { GenerateRequest } from '../../../src/ports/model.js';
import { leapingClock } from '../../scripted-openai/index.js';

const schema = z.object({ text: z.string() });
const json = '{"text":"hi"}';

function request(part: Partial<GenerateRequest<z.infer<typeof schema>>> = {}): GenerateRequest<z.infer<typeof schema>> {
  return {
    purpose: 'rewrite',
    system: 'Rewrite.',
    user: 'A prompt.',
    schema,
    maxOutputTokens: 100,
    endUser: 'e',
    signal: new AbortController().signal,
    deadline: Number.MAX_SAFE_INTEGER,
    onDelta: () => {},
    ...part,
  };
}

/** A fetch that answers with these events, and then as `tail` says. */
function streaming(events: readonly unknown[], tail: 'close' | 'hang' = 'close'): typeof fetch {
  return async () =>
    new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const event of events) {
            const data = typeof event === 'string' ? event : JSON.stringify(event);
            controller.enqueue(new TextEncoder().encode(`data: ${data}\n\n`));
          }
          if (tail === 'close') controller.close();
        },
      }),
      { headers: { 'content-type': 'text/event-stream' } },
    );
}

const local = (part: Partial<OpenaiModelOptions>) =>
  openaiModel({ model: 'llama3.2', baseUrl: 'http://localhost:11434/v1', clock: leapingClock(), ...part });
const chunk = (content: string, finishReason: string | null, more: object = {}) => ({
  choices: [{ index: 0, delta: { content }, finish_reason: finishReason }],
  ...more,
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('a request without instructions', () => {
  test.each([
    ['chat', [chunk('Hello', 'stop')], { messages: [{ role: 'user', content: 'A prompt.' }] }],
    [
      'responses',
      [
        {
          type: 'response.completed',
          response: {
            output: [{ type: 'message', content: [{ type: 'output_text', text: 'Hello', annotations: [] }] }],
            usage: null,
          },
        },
      ],
      { input: 'A prompt.' },
    ],
  ] as const)('sends none over %s, where an empty message could be refused', async (api, events, expected) => {
    const bodies: Record<string, unknown>[] = [];
    const fetch: typeof globalThis.fetch = (url, init) => {
      bodies.push(JSON.parse(String(init?.body)));
      return streaming(events)(url, init);
    };
    const answer = await local({ fetch, api }).generate({ ...request(), purpose: 'test', system: '', schema: null });
    expect(answer).toMatchObject({ outcome: 'answered', value: 'Hello' });
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatchObject(expected);
    expect(bodies[0]).not.toHaveProperty('instructions');
  });
});

describe('servers that are not OpenAI, and their ways', () => {
  test('usage in every chunk counts once, the last one', async () => {
    const fetch = streaming([
      chunk('{"text":', null, { usage: { prompt_tokens: 9, completion_tokens: 1 } }),
      chunk('"hi"}', 'stop', { usage: { prompt_tokens: 9, completion_tokens: 4 } }),
      '[DONE]',
    ]);
    const result = await local({ fetch }).generate(request());
    expect(result).toMatchObject({ outcome: 'answered', requestId: null });
    expect(result.usage).toMatchObject({
      inputTokens: 9,
      outputTokens: 4,
      modelCalls: 1,
      estimated: false,
      costMicros: null,
    });
  });

  test('usage that came before the stream was cut is not the whole, so it is counted', async () => {
    const fetch = streaming([chunk('{"text":"a long', null, { usage: { prompt_tokens: 9, completion_tokens: 0 } })]);
    const result = await local({ fetch }).generate(request());
    expect(result).toMatchObject({ code: 'model_unavailable', usage: { estimated: true } });
    expect(result.usage.outputTokens).toBeGreaterThan(2);
  });

  test('nonsense in a usage report is not charged', async () => {
    const usage = { prompt_tokens: 9, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 50 } };
    const fetch = streaming([chunk(json, 'stop', { usage })]);
    expect((await local({ fetch }).generate(request())).usage).toMatchObject({ cachedInputTokens: 9, outputTokens: 4 });
    const details = { cached_tokens: 5, cache_write_tokens: 50 };
    const both = streaming([chunk(json, 'stop', { usage: { ...usage, prompt_tokens_details: details } })]);
    expect((await local({ fetch: both }).generate(request())).usage).toMatchObject({
      cachedInputTokens: 5,
      cacheWriteInputTokens: 4,
    });
    const broken = streaming([chunk(json, 'stop', { usage: { prompt_tokens: -1, completion_tokens: 'many' } })]);
    expect((await local({ fetch: broken }).generate(request())).usage).toMatchObject({ estimated: true });
  });

  test('a server that stays silent after the end of its answer does not hold it back', async () => {
    const fetch = streaming([chunk(json, 'stop')], 'hang');
    const result = await local({ fetch, idleTimeoutMs: 50 }).generate(request());
    expect(result).toMatchObject({ outcome: 'answered', value: { text: 'hi' }, usage: { estimated: true } });
  });

  test('a Responses server that sends the answer only at the end, with no usage, is understood', async () => {
    const content = [{ type: 'output_text', text: json, annotations: [] }];
    const response = { output: [{ type: 'message', content }], usage: null };
    const fetch = streaming([{ type: 'response.completed', response }]);
    const result = await local({ fetch, api: 'responses' }).generate(request());
    expect(result).toMatchObject({ outcome: 'answered', value: { text: 'hi' }, usage: { estimated: true } });
  });

  test('a Responses server that refuses in pieces alone is understood', async () => {
    const fetch = streaming([
      { type: 'response.refusal.delta', delta: 'No' },
      { type: 'response.completed', response: { output: [], usage: null } },
    ]);
    expect(await local({ fetch, api: 'responses' }).generate(request())).toMatchObject({ code: 'model_refused' });
  });

  test('a server that ignores the limit of an answer is not heard out, and what it sent is charged', async () => {
    const endless = Array.from({ length: 2_000 }, () => chunk('word '.repeat(20), null));
    const result = await local({ fetch: streaming(endless, 'hang') }).generate(request({ maxOutputTokens: 100 }));
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_output_truncated', attempts: 1 });
    expect(result.usage).toMatchObject({ modelCalls: 1, estimated: true });
    expect(result.usage.outputTokens).toBeGreaterThan(300);
    expect(result.usage.outputTokens).toBeLessThan(400);
  });

  test('a refusal without end is not heard out either', async () => {
    const refusal = { choices: [{ index: 0, delta: { refusal: 'no '.repeat(40) }, finish_reason: null }] };
    const endless = Array.from({ length: 2_000 }, () => refusal);
    const result = await local({ fetch: streaming(endless, 'hang') }).generate(request({ maxOutputTokens: 100 }));
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_output_truncated', attempts: 1 });
    expect(result.usage.outputTokens).toBeLessThan(1_000);
  });

  test('an answer in parts is read without what was thought aloud', async () => {
    const part = (content: unknown) => ({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
    const fetch = streaming([
      part([{ type: 'thinking', thinking: [{ type: 'text', text: '{"text":"a draft"}' }] }]),
      part([{ type: 'thinking', thinking: [] }, { type: 'text', text: '{"text":' }, { type: 'text', text: 7 }, null]),
      part('"hi"}'),
      chunk('', 'stop'),
    ]);
    expect(await local({ fetch }).generate(request())).toMatchObject({ outcome: 'answered', value: { text: 'hi' } });
  });

  test.each(['error', 'abort', 'insufficient_system_resource'])('an answer that ends in %s is none', async (reason) => {
    const fetch = streaming([chunk('Half of', reason)]);
    const result = await local({ fetch }).generate({ ...request(), schema: null });
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_unavailable', usage: { modelCalls: 1 } });
  });

  test('an error within a stream that is a status counts as that status', async () => {
    const error = { code: 429, message: 'Rate limited upstream' };
    const fetch = vi.fn(
      streaming([{ error, choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }] }]),
    );
    const result = await local({ fetch, maxAttempts: 2 }).generate(request());
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_rate_limited', attempts: 2, usage: noUsage });
    expect(result).toMatchObject({ cause: { message: 'HTTP 429' } });
  });

  test('a part of unknown kind is no part of a Responses answer', async () => {
    const content = [{ type: 'reasoning_text', text: 'Hm.' }, { type: 'summary' }, { type: 'output_text', text: json }];
    const fetch = streaming([{ type: 'response.completed', response: { output: [{ type: 'message', content }] } }]);
    const result = await local({ fetch, api: 'responses' }).generate({ ...request(), schema: null });
    expect(result).toMatchObject({ outcome: 'answered', value: json });
  });

  test('an answer that is not a stream of events is no answer', async () => {
    const fetch = vi.fn(
      async () => new Response('<html>It works!</html>', { headers: { 'content-type': 'text/html' } }),
    );
    const result = await local({ fetch }).generate(request());
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_unavailable', attempts: 1 });
  });

  test('an unreadable event is a broken stream, and is printed nowhere', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const result = await local({ fetch: streaming(['{"choices": [secret']), maxAttempts: 1 }).generate(request());
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_unavailable' });
    expect(printed).not.toHaveBeenCalled();
  });

  test('a fetch that ignores the signal does not outlive the time allowed', async () => {
    const fetch = () => new Promise<Response>(() => {});
    const result = await local({ fetch, timeoutMs: 30 }).generate(request());
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_timeout', attempts: 1 });
  });

  test('a stream that ignores the signal does not outlive an abort', async () => {
    const controller = new AbortController();
    const result = await local({ fetch: streaming([chunk('{"text":', null)], 'hang') }).generate(
      request({ signal: controller.signal, onDelta: () => controller.abort() }),
    );
    expect(result).toMatchObject({ outcome: 'failed', code: 'run_canceled', usage: { estimated: true } });
  });

  test('an abort takes along what has arrived, the count of the provider among it, and tells nobody of it', async () => {
    const controller = new AbortController();
    const told: string[] = [];
    const usage = { prompt_tokens: 9, completion_tokens: 4 };
    const fetch = streaming([chunk('{"text":', null), chunk('"hi"}', 'stop', { usage })], 'hang');
    const onDelta = (text: string) => {
      told.push(text);
      controller.abort();
    };
    const result = await local({ fetch }).generate(request({ signal: controller.signal, onDelta }));
    expect(result).toMatchObject({
      code: 'run_canceled',
      usage: { inputTokens: 9, outputTokens: 4, estimated: false },
    });
    expect(told).toEqual(['{"text":']);
  });

  test('a server that writes without end does not outlive an abort', async () => {
    const controller = new AbortController();
    const written = new TextEncoder().encode(`data: ${JSON.stringify(chunk('', null))}\n\n`);
    let isFirst = true;
    const body = new ReadableStream<Uint8Array>({
      pull: async (stream) => {
        await new Promise(setImmediate);
        stream.enqueue(isFirst ? new TextEncoder().encode(`data: ${JSON.stringify(chunk('a', null))}\n\n`) : written);
        isFirst = false;
      },
    });
    const fetch = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    const result = await local({ fetch }).generate(
      request({ signal: controller.signal, onDelta: () => controller.abort() }),
    );
    expect(result).toMatchObject({ code: 'run_canceled', usage: { outputTokens: 1, estimated: true } });
  });

  test('a listener that throws does not lose the answer or its usage', async () => {
    const fetch = streaming([chunk(json, 'stop', { usage: { prompt_tokens: 9, completion_tokens: 4 } })]);
    const onDelta = () => {
      throw new Error('listener');
    };
    expect(await local({ fetch }).generate(request({ onDelta }))).toMatchObject({
      outcome: 'answered',
      usage: { inputTokens: 9 },
    });
  });

  test('no timer and no listener outlives a call', async () => {
    vi.useFakeTimers();
    try {
      const controller = new AbortController();
      const removed = vi.spyOn(controller.signal, 'removeEventListener');
      await local({ fetch: streaming([chunk(json, 'stop')]) }).generate(request({ signal: controller.signal }));
      expect(vi.getTimerCount()).toBe(0);
      expect(removed).toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the environment', () => {
  test('decides nothing behind the options’ back, and the SDK prints nothing', async () => {
    vi.stubEnv('OPENAI_BASE_URL', 'https://elsewhere.example.org/v1');
    vi.stubEnv('OPENAI_API_KEY', 'sk-from-environment');
    vi.stubEnv('OPENAI_ADMIN_KEY', 'sk-admin-from-environment');
    vi.stubEnv('OPENAI_ORG_ID', 'org-from-environment');
    vi.stubEnv('OPENAI_PROJECT_ID', 'proj-from-environment');
    vi.stubEnv('OPENAI_LOG', 'debug');
    const printed = (['debug', 'info', 'log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    const fetch = vi.fn(streaming([chunk(json, 'stop')]));
    await local({ fetch }).generate(request());
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(String(url)).toBe('http://localhost:11434/v1/chat/completions');
    expect(JSON.stringify([...new Headers(init?.headers)])).not.toContain('environment');
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });

  test('an organization is sent when the options name one', async () => {
    const fetch = vi.fn(streaming([chunk(json, 'stop')]));
    await local({ fetch, organization: 'org-1' }).generate(request());
    expect(new Headers(fetch.mock.calls[0]?.[1]?.headers).get('openai-organization')).toBe('org-1');
  });
});

describe('the model', () => {
  test('names itself as telemetry wants it', () => {
    expect(openaiModel({ apiKey: 'k', model: 'gpt-6-luna' })).toMatchObject({
      id: 'gpt-6-luna',
      provider: 'openai',
      contract: 1,
    });
    expect(local({}).provider).toBe('openai_compatible');
  });

  test('counts input with a margin for its frame, its schema and a foreign tokenizer', async () => {
    const input = { system: 'Rewrite.', user: 'word '.repeat(1_000), schema };
    const counted = await openaiModel({ apiKey: 'k', model: 'gpt-6-luna' }).countInput(input);
    expect(counted).toBeGreaterThan(1_064);
    expect(await local({}).countInput(input)).toBeGreaterThan(counted * 1.5);
  });

  test('prices tokens by the options, by the published list, or not at all', () => {
    const tokens = {
      inputTokens: 1_000,
      outputTokens: 1_000,
      cachedInputTokens: 0,
      cacheWriteInputTokens: 0,
      reasoningTokens: 0,
    };
    expect(openaiModel({ apiKey: 'k', model: 'gpt-6-luna' }).price(tokens)).toBe(600);
    expect(local({}).price(tokens)).toBeNull();
    expect(local({ prices: { input: 0, output: 0 } }).price(tokens)).toBe(0);
  });

  test('rejects a schema it could not ask for, as the defect it is', async () => {
    const call = local({}).generate(request({ schema: z.string() as unknown as typeof schema }));
    await expect(call).rejects.toMatchObject({ code: 'internal' });
  });
});
