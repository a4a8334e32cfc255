import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openaiModel } from '../../src/model/openai-model.js';
import type { OpenaiModelOptions } from '../../src/model/openai-options.js';
import type { GenerateFailure, GenerateRequest, GenerateResult } from '../../src/ports/model.js';
import { corporaAbsent, corporaAvailable } from '../corpora.js';
import {
  answer,
  badRequest,
  closed,
  cut,
  filtered,
  gaveUp,
  hanging,
  insufficientQuota,
  inTurn,
  leapingClock,
  type OpenaiScript,
  rateLimited,
  rawText,
  refusal,
  type ScriptedOpenai,
  serverError,
  stalled,
  startScriptedOpenai,
  truncated,
  unknownModel,
  wrongKey,
} from '../scripted-openai/index.js';

const key = 'sk-test-0123456789abcdefghijklmnopqrstuvwxyz';
const userText = 'Write a poem about the secret garden behind the mill.';
const schema = z.object({ text: z.string(), notes: z.array(z.string()) });
const value = { text: 'A better prompt that is long enough for several pieces.', notes: ['clearer'] };

const available = corporaAvailable('openai/openapi.yaml');
const servers: ScriptedOpenai[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(script: OpenaiScript): Promise<ScriptedOpenai> {
  const server = await startScriptedOpenai(script);
  servers.push(server);
  return server;
}

function ask(
  options: OpenaiModelOptions,
  request: Partial<GenerateRequest<z.infer<typeof schema>>> = {},
): Promise<GenerateResult<z.infer<typeof schema>>> {
  return openaiModel(options).generate({
    purpose: 'rewrite',
    system: 'Rewrite the prompt.',
    user: userText,
    schema,
    maxOutputTokens: 500,
    endUser: 'pseudonym-1',
    signal: new AbortController().signal,
    deadline: (options.clock?.now() ?? Date.now()) + 60_000,
    onDelta: () => {},
    ...request,
  });
}

function expectFailure(result: GenerateResult<unknown>): GenerateFailure {
  if (result.outcome !== 'failed') throw new Error(`Expected a failure, got ${JSON.stringify(result)}`);
  // Whatever failed: neither the key nor the prompt nor the vendor's words come out.
  const cause = result.cause as Error;
  const told = JSON.stringify([result, cause.message, cause.stack, { ...cause }, cause.cause ?? null]);
  for (const secret of [key, key.slice(-8), 'secret garden', 'A better prompt']) expect(told).not.toContain(secret);
  return result;
}

describe.skipIf(!available)(
  `the OpenAI boundary (${available ? 'judged by the published API' : corporaAbsent})`,
  () => {
    describe.each(['responses', 'chat'] as const)('%s', (api) => {
      /** Options of a model that believes it talks to OpenAI. */
      const toOpenai = (server: ScriptedOpenai, more: Partial<OpenaiModelOptions> = {}): OpenaiModelOptions => ({
        apiKey: key,
        model: 'gpt-6-luna',
        api,
        fetch: server.fetch,
        clock: leapingClock(),
        random: () => 0.5,
        ...more,
      });

      test('an answer arrives with its exact usage, cached and reasoning tokens included', async () => {
        const server = await serve(
          inTurn(answer(value, { input: 1_200, output: 340, cached: 1_024, cacheWrite: 100, reasoning: 256 })),
        );
        const pieces: string[] = [];
        const result = await ask(toOpenai(server), { onDelta: (text) => pieces.push(text) });
        expect(result).toMatchObject({ outcome: 'answered', value, attempts: 1, requestId: 'req_0' });
        expect(result.usage).toEqual({
          inputTokens: 1_200,
          outputTokens: 340,
          cachedInputTokens: 1_024,
          cacheWriteInputTokens: 100,
          reasoningTokens: 256,
          modelCalls: 1,
          // gpt-6-luna per million: 0.10 in, 0.01 cached, 0.125 written to the cache, 0.50 out.
          costMicros: Math.ceil(76 * 0.1 + 1_024 * 0.01 + 100 * 0.125 + 340 * 0.5),
          estimated: false,
        });
        expect(pieces.length).toBeGreaterThan(2);
        expect(pieces.join('')).toBe(JSON.stringify(value));
      });

      test('OpenAI is told not to store, who the end user is by pseudonym, and which cache to use', async () => {
        const server = await serve(inTurn(answer(value)));
        await ask(toOpenai(server), { endUser: 'p'.repeat(80) });
        const [request] = server.requests;
        expect(request?.body).toMatchObject({
          store: false,
          safety_identifier: 'p'.repeat(64),
          prompt_cache_key: 'promptforge_rewrite',
          stream: true,
          [api === 'chat' ? 'max_completion_tokens' : 'max_output_tokens']: 500,
        });
        expect(request).toMatchObject({ purpose: 'rewrite', system: 'Rewrite the prompt.', user: userText });
        expect(request?.headers.authorization).toBe(`Bearer ${key}`);
        expect(request?.body).not.toHaveProperty('max_tokens');
        expect(request?.body).not.toHaveProperty('user');
      });

      test('any other server gets no vendor parameter, and the schema in words', async () => {
        const server = await serve(inTurn(answer(value)));
        const result = await ask({ model: 'llama3.2', api, baseUrl: server.baseUrl });
        expect(result).toMatchObject({ outcome: 'answered', value, usage: { costMicros: null, estimated: false } });
        const [request] = server.requests;
        for (const name of ['store', 'safety_identifier', 'prompt_cache_key', 'max_completion_tokens']) {
          expect(request?.body).not.toHaveProperty(name);
        }
        expect(request?.body).toHaveProperty(api === 'chat' ? 'max_tokens' : 'max_output_tokens', 500);
        expect(request?.system).toContain('"additionalProperties":false');
        expect(request?.headers).not.toHaveProperty('authorization');
      });

      test('a refusal is final, and charged', async () => {
        const server = await serve(inTurn(refusal()));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({ code: 'model_refused', attempts: 1, retryAfterMs: null });
        expect(failure.usage).toMatchObject({ inputTokens: 120, outputTokens: 45, modelCalls: 1, estimated: false });
        expect(server.requests).toHaveLength(1);
      });

      test('a filtered answer is a refusal', async () => {
        const server = await serve(inTurn(filtered('{"text": "A better')));
        expect(expectFailure(await ask(toOpenai(server)))).toMatchObject({ code: 'model_refused', attempts: 1 });
      });

      test.each([
        ['malformed JSON', rawText('{"text": "A better prompt", "notes": [')],
        ['JSON of another form', answer({ text: 'A better prompt', notes: 'none' })],
        ['prose around the JSON, which strict mode rules out', rawText(`Here you are: ${JSON.stringify(value)}`)],
      ])('%s is an invalid output, and charged', async (_, scripted) => {
        const server = await serve(inTurn(scripted));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({
          code: 'model_output_invalid',
          attempts: 1,
          usage: { outputTokens: 45, modelCalls: 1 },
        });
      });

      test('an answer that reached the output limit is truncated, and charged', async () => {
        const server = await serve(inTurn(truncated('{"text": "A better')));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({
          code: 'model_output_truncated',
          attempts: 1,
          usage: { modelCalls: 1, estimated: false },
        });
      });

      test.each([
        ['seconds', { 'retry-after': '7' }, 7_000],
        ['a fraction', { 'retry-after': '0.25' }, 250],
        ['milliseconds, which win', { 'retry-after': '9', 'retry-after-ms': '1234' }, 1_234],
        ['longer than the SDK would wait', { 'retry-after': '90' }, 90_000],
      ])('Retry-After in %s is kept when it fits the deadline', async (_, headers, wait) => {
        const clock = leapingClock();
        const server = await serve(inTurn(rateLimited(headers), answer(value)));
        const result = await ask(toOpenai(server, { clock }), { deadline: clock.now() + 120_000 });
        expect(result).toMatchObject({ outcome: 'answered', attempts: 2, usage: { modelCalls: 1, inputTokens: 120 } });
        expect(clock.waits).toEqual([wait]);
        expect(result.latencyMs).toBe(wait);
      });

      test('a Retry-After beyond the deadline fails at once and says how long to wait', async () => {
        const clock = leapingClock();
        const server = await serve(inTurn(rateLimited({ 'retry-after': '61' }), answer(value)));
        const failure = expectFailure(await ask(toOpenai(server, { clock })));
        expect(failure).toMatchObject({ code: 'model_rate_limited', retryAfterMs: 61_000, attempts: 1 });
        expect(failure.usage).toMatchObject({ modelCalls: 0, costMicros: 0, inputTokens: 0 });
        expect(clock.waits).toEqual([]);
        expect(server.requests).toHaveLength(1);
      });

      test('exhausted credit is never asked again', async () => {
        const server = await serve(inTurn(insufficientQuota()));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({ code: 'model_credit_exhausted', retryAfterMs: null, usage: { modelCalls: 0 } });
        expect(server.requests).toHaveLength(1);
      });

      test.each([408, 409, 500, 502, 503, 504])('a %i is asked again and costs nothing', async (status) => {
        const clock = leapingClock();
        const server = await serve(inTurn(serverError(status), answer(value)));
        const result = await ask(toOpenai(server, { clock }));
        expect(result).toMatchObject({
          outcome: 'answered',
          attempts: 2,
          requestId: 'req_1',
          usage: { modelCalls: 1 },
        });
        expect(clock.waits).toEqual([375]);
      });

      test('a server that goes on failing is unavailable after the last attempt', async () => {
        const server = await serve(inTurn(serverError()));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({
          code: 'model_unavailable',
          attempts: 3,
          usage: { modelCalls: 0, costMicros: 0 },
        });
        expect(failure.cause).toMatchObject({ status: 500, code: 'server_error', requestId: 'req_2' });
      });

      test('a failure the provider reports within the stream is asked again and costs nothing', async () => {
        const server = await serve(inTurn(gaveUp('server_error'), answer(value)));
        const result = await ask(toOpenai(server));
        expect(result).toMatchObject({ outcome: 'answered', attempts: 2, usage: { modelCalls: 1, estimated: false } });
      });

      test('a failure within the stream after text was written is charged and not asked again', async () => {
        const server = await serve(inTurn(gaveUp('server_error', '{"text": "A better prompt')));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({
          code: 'model_unavailable',
          attempts: 1,
          usage: { modelCalls: 1, estimated: true },
        });
        expect(failure.usage.outputTokens).toBeGreaterThan(3);
      });

      describe('watched over', () => {
        // Our timers alone: the network keeps its own time.
        beforeEach(() => {
          vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
        });
        afterEach(() => {
          vi.useRealTimers();
        });

        test('a server that takes the request and never answers is a timeout, its input charged', async () => {
          const server = await serve(() => {
            vi.advanceTimersByTime(5_000);
            return hanging();
          });
          const failure = expectFailure(await ask(toOpenai(server, { idleTimeoutMs: 5_000 })));
          expect(failure).toMatchObject({ code: 'model_timeout', attempts: 1 });
          expect(failure.usage).toMatchObject({ modelCalls: 1, outputTokens: 0, estimated: true });
          expect(failure.usage.inputTokens).toBeGreaterThan(15);
        });

        test.each([
          ['the silence', { idleTimeoutMs: 5_000 }, 60_000],
          ['the time of the attempt', { timeoutMs: 5_000 }, 60_000],
          ['the deadline', {}, 5_000],
        ])('a stream that stalls beyond %s is a timeout, charged for what was received', async (_, limits, time) => {
          const clock = leapingClock();
          const server = await serve(inTurn(stalled('{"text": "A better prompt')));
          let received = '';
          const onDelta = (text: string) => {
            received += text;
            if (received.endsWith('prompt')) setImmediate(() => vi.advanceTimersByTime(5_000));
          };
          const request = { deadline: clock.now() + time, onDelta };
          const failure = expectFailure(await ask(toOpenai(server, { ...limits, clock }), request));
          expect(failure).toMatchObject({
            code: 'model_timeout',
            attempts: 1,
            usage: { modelCalls: 1, estimated: true },
          });
          expect(failure.usage.outputTokens).toBeGreaterThan(3);
        });

        test('a stream that goes on speaking is not silent, however long it takes', async () => {
          const server = await serve(inTurn(answer(value)));
          const onDelta = () => vi.advanceTimersByTime(4_000);
          const result = await ask(toOpenai(server, { idleTimeoutMs: 5_000 }), { onDelta });
          expect(result).toMatchObject({ outcome: 'answered', attempts: 1 });
        });
      });

      test('a deadline that has passed sends nothing', async () => {
        const clock = leapingClock();
        const server = await serve(inTurn(answer(value)));
        const failure = expectFailure(await ask(toOpenai(server, { clock }), { deadline: clock.now() }));
        expect(failure).toMatchObject({
          code: 'model_timeout',
          attempts: 0,
          requestId: null,
          usage: { modelCalls: 0 },
        });
        expect(server.requests).toHaveLength(0);
      });

      test('a call aborted before it starts sends nothing and costs nothing', async () => {
        const server = await serve(inTurn(answer(value)));
        const failure = expectFailure(await ask(toOpenai(server), { signal: AbortSignal.abort() }));
        expect(failure).toMatchObject({ code: 'run_canceled', attempts: 0, requestId: null, usage: { modelCalls: 0 } });
        expect(server.requests).toHaveLength(0);
      });

      test('a call aborted in the middle of its stream is charged for what was received', async () => {
        const server = await serve(inTurn(stalled('{"text": "A better prompt that goes')));
        const controller = new AbortController();
        let received = '';
        const failure = expectFailure(
          await ask(toOpenai(server), {
            signal: controller.signal,
            onDelta: (text) => {
              received += text;
              if (received.length > 20) controller.abort();
            },
          }),
        );
        expect(failure).toMatchObject({ code: 'run_canceled', attempts: 1, requestId: 'req_0' });
        expect(failure.usage).toMatchObject({ modelCalls: 1, estimated: true });
        expect(failure.usage.inputTokens).toBeGreaterThan(15);
        expect(failure.usage.outputTokens).toBeGreaterThan(3);
        expect(failure.usage.costMicros).toBeGreaterThan(0);
      });

      test('a call aborted between two attempts is not tried again', async () => {
        const server = await serve(inTurn(serverError()));
        const controller = new AbortController();
        const clock = {
          ...leapingClock(),
          sleep: async () => {
            controller.abort();
            throw controller.signal.reason;
          },
        };
        const failure = expectFailure(await ask(toOpenai(server, { clock }), { signal: controller.signal }));
        expect(failure).toMatchObject({ code: 'run_canceled', attempts: 1, usage: { modelCalls: 0 } });
        expect(server.requests).toHaveLength(1);
      });

      test.each([
        ['breaks', cut('')],
        ['closes politely', closed('')],
      ])('a stream that %s without content may have been billed: it is charged, not asked again', async (_, scripted) => {
        const server = await serve(inTurn(scripted, answer(value)));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({
          code: 'model_unavailable',
          attempts: 1,
          usage: { modelCalls: 1, outputTokens: 0, estimated: true },
        });
        expect(failure.usage.inputTokens).toBeGreaterThan(15);
        expect(server.requests).toHaveLength(1);
      });

      test.each([
        ['breaks', cut('{"text": "A better prompt')],
        ['closes politely', closed('{"text": "A better prompt", "notes": []}')],
      ])('a stream that %s after content, without its terminal event, is no answer', async (_, scripted) => {
        const server = await serve(inTurn(scripted, answer(value)));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({
          code: 'model_unavailable',
          attempts: 1,
          usage: { modelCalls: 1, estimated: true },
        });
        expect(failure.usage.outputTokens).toBeGreaterThan(3);
      });

      test('a wrong key is an authentication failure that does not repeat the key', async () => {
        const server = await serve(inTurn(wrongKey(key)));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({ code: 'model_auth_failed', attempts: 1, usage: { modelCalls: 0 } });
        expect(failure.message).toContain('OPENAI_API_KEY');
        expect(failure.cause).toMatchObject({ status: 401, code: 'invalid_api_key', requestId: 'req_0' });
      });

      test('an unknown model is named', async () => {
        const server = await serve(inTurn(unknownModel()));
        const failure = expectFailure(await ask(toOpenai(server, { model: 'gpt-99' })));
        expect(failure).toMatchObject({ code: 'model_not_found', attempts: 1, usage: { modelCalls: 0 } });
        expect(failure.message).toContain('"gpt-99"');
      });

      test('a request OpenAI finds invalid is not asked again, in this way or another', async () => {
        const server = await serve(inTurn(badRequest('response_format', `Invalid: ${userText}`)));
        const failure = expectFailure(await ask(toOpenai(server)));
        expect(failure).toMatchObject({ code: 'model_request_rejected', attempts: 1, usage: { modelCalls: 0 } });
      });

      test('a server that is not there is named, and costs nothing', async () => {
        const closing = createServer().listen(0, '127.0.0.1');
        await once(closing, 'listening');
        const { port } = closing.address() as AddressInfo;
        closing.close();
        await once(closing, 'close');
        const clock = leapingClock();
        const failure = expectFailure(
          await ask({ model: 'llama3.2', api, baseUrl: `http://127.0.0.1:${port}/v1`, clock, random: () => 1 }),
        );
        expect(failure).toMatchObject({
          code: 'model_unreachable',
          attempts: 3,
          requestId: null,
          usage: { modelCalls: 0 },
        });
        expect(failure.message).toContain(`127.0.0.1:${port}`);
        expect(failure.cause).toMatchObject({ code: 'ECONNREFUSED' });
        expect(clock.waits).toEqual([500, 1_000]);
      });

      test('a server without structured output is asked for an object, then plainly, and the way is remembered', async () => {
        const server = await serve(({ body }) => {
          const format = (body.response_format ?? (body.text as { format?: unknown } | undefined)?.format) as
            | { type: string }
            | undefined;
          return format === undefined
            ? rawText(`Sure!\n\`\`\`json\n${JSON.stringify(value)}\n\`\`\``)
            : badRequest('response_format');
        });
        const model = openaiModel({ model: 'llama3.2', api, baseUrl: server.baseUrl, maxAttempts: 1 });
        const request: GenerateRequest<z.infer<typeof schema>> = {
          purpose: 'judge',
          system: 's',
          user: 'u',
          schema,
          maxOutputTokens: 100,
          endUser: '',
          signal: new AbortController().signal,
          deadline: Date.now() + 60_000,
          onDelta: () => {},
        };
        expect(await model.generate(request)).toMatchObject({
          outcome: 'answered',
          value,
          attempts: 3,
          usage: { modelCalls: 1 },
        });
        expect(await model.generate(request)).toMatchObject({ outcome: 'answered', value, attempts: 1 });
      });

      test('a server that reports no usage is charged by count', async () => {
        const server = await serve(inTurn(answer(value, null)));
        const result = await ask({
          model: 'llama3.2',
          api,
          baseUrl: server.baseUrl,
          prices: { input: 1_000_000, output: 2_000_000 },
        });
        expect(result).toMatchObject({ outcome: 'answered', usage: { estimated: true, modelCalls: 1 } });
        expect(result.usage.costMicros).toBe(result.usage.inputTokens + 2 * result.usage.outputTokens);
      });

      test('Azure is spoken to like OpenAI, at its own address', async () => {
        const server = await serve(inTurn(answer(value)));
        const model = openaiModel(toOpenai(server, { baseUrl: 'https://example.openai.azure.com/openai/v1/' }));
        expect(model.provider).toBe('azure.ai.openai');
        await ask(toOpenai(server, { baseUrl: 'https://example.openai.azure.com/openai/v1/' }));
        expect(server.requests[0]?.body).toMatchObject({ store: false, prompt_cache_key: 'promptforge_rewrite' });
      });
    });
  },
);
