import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openaiModel } from '../../src/model/openai-model.js';
import type { OpenaiModelOptions } from '../../src/model/openai-options.js';
import type { GenerateRequest, GenerateResult, ModelFailureCode } from '../../src/ports/model.js';
import {
  badRequest,
  filtered,
  gaveUp,
  hanging,
  insufficientQuota,
  leapingClock,
  rateLimited,
  rawText,
  refusal,
  type ScriptedAnswer,
  type ScriptedOpenai,
  serverError,
  startScriptedOpenai,
  truncated,
  unknownModel,
  wrongKey,
} from '../scripted-openai/index.js';

const servers: ScriptedOpenai[] = [];
const schema = z.object({ text: z.string() });
const key = 'sk-test-0123456789abcdefghijklmnopqrstuvwxyz';
const userText = 'A prompt about the secret garden.';

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** How each failure comes about. Null for those that no call of a model ends in. */
const causes = {
  model_key_missing: null,
  model_price_unknown: null,
  model_auth_failed: { answer: wrongKey(key) },
  model_not_found: { answer: unknownModel() },
  model_request_rejected: { answer: badRequest('model', `Invalid: ${userText}`) },
  model_unreachable: {
    answer: hanging(),
    options: { fetch: async () => Promise.reject(new TypeError('fetch failed')) },
  },
  model_timeout: { answer: hanging(), options: { timeoutMs: 200 } },
  model_rate_limited: { answer: rateLimited({ 'retry-after': '70' }), retryAfterMs: 70_000 },
  model_credit_exhausted: { answer: insufficientQuota() },
  model_unavailable: { answer: serverError(503) },
  model_circuit_open: {
    answer: serverError(),
    options: { circuitBreaker: { failures: 1 }, maxAttempts: 1 },
    calls: 2,
    retryAfterMs: 5_000,
  },
  overloaded: {
    answer: hanging(),
    options: { maxConcurrency: 1, maxQueue: 0 },
    calls: 2,
    atOnce: true,
    retryAfterMs: 1_000,
  },
  model_refused: { answer: refusal() },
  model_output_invalid: { answer: rawText('prose') },
  model_output_truncated: { answer: truncated('{"text": "A bet') },
  run_canceled: { answer: hanging(), aborts: true },
} satisfies Record<ModelFailureCode, Cause | null>;

interface Cause {
  readonly answer: ScriptedAnswer;
  readonly options?: Partial<OpenaiModelOptions>;
  /** The last of so many calls is looked at. */
  readonly calls?: number;
  readonly atOnce?: boolean;
  readonly aborts?: boolean;
  readonly retryAfterMs?: number;
}

const billed: readonly ModelFailureCode[] = [
  'model_refused',
  'model_output_invalid',
  'model_output_truncated',
  'model_timeout',
  'run_canceled',
];

const cases = Object.entries(causes).flatMap(([code, cause]) =>
  cause === null
    ? []
    : (['responses', 'chat'] as const).flatMap((api) =>
        (['OpenAI', 'another server'] as const).flatMap((host) =>
          (['a schema', 'plain text'] as const).map((form) => ({ code, cause: cause as Cause, api, host, form })),
        ),
      ),
);

async function modelAt(
  { api, host }: { readonly api: 'responses' | 'chat'; readonly host: string },
  script: (index: number) => ScriptedAnswer,
  options: Partial<OpenaiModelOptions> = {},
) {
  const server = await startScriptedOpenai(({ index }) => script(index));
  servers.push(server);
  const model = openaiModel({
    apiKey: key,
    model: 'gpt-6-luna',
    api,
    clock: leapingClock(),
    random: () => 0.5,
    ...(host === 'OpenAI' ? { fetch: server.fetch } : { baseUrl: server.baseUrl }),
    ...options,
  });
  return { server, model };
}

function request(form: string, part: Partial<GenerateRequest<unknown>> = {}): GenerateRequest<unknown> {
  return {
    purpose: 'test',
    system: 'Answer.',
    user: userText,
    schema: form === 'plain text' ? null : schema,
    maxOutputTokens: 500,
    endUser: 'pseudonym-1',
    signal: new AbortController().signal,
    deadline: 1_790_000_000_000 + 60_000,
    onDelta: () => {},
    ...part,
  };
}

describe.each(['responses', 'chat'] as const)('%s', (api) => {
  test.each(cases.filter((one) => one.api === api && one.form === 'a schema'))('$code of $host by $form', (one) =>
    check(one));
  // Any text is what was asked for.
  test.each(
    cases.filter((one) => one.api === api && one.form === 'plain text' && one.code !== 'model_output_invalid'),
  )('$code of $host by $form', (one) => check(one));

  test.each(['OpenAI', 'another server'])('plain text of %s is asked for without a word of a form', async (host) => {
    const { server, model } = await modelAt({ api, host }, () => rawText('<think>Hm.</think> {"text": 1} and prose'));
    const result = await model.generate(request('plain text'));
    expect(result).toMatchObject({
      outcome: 'answered',
      value: '<think>Hm.</think> {"text": 1} and prose',
      attempts: 1,
    });
    const [sent] = server.requests;
    expect(sent).toMatchObject({ system: 'Answer.', user: userText, purpose: null });
    expect(sent?.body).not.toHaveProperty('response_format');
    expect(sent?.body).not.toHaveProperty('text');
    expect(JSON.stringify(sent?.body)).not.toContain('JSON');
  });

  test('plain text leaves open how a server is asked for JSON', async () => {
    const { server, model } = await modelAt({ api, host: 'another server' }, () => rawText('{"text": "better"}'));
    expect(await model.generate(request('plain text'))).toMatchObject({
      outcome: 'answered',
      value: '{"text": "better"}',
    });
    expect(await model.generate(request('a schema'))).toMatchObject({ outcome: 'answered', value: { text: 'better' } });
    expect(server.requests.map(({ purpose }) => purpose)).toEqual([null, 'test']);
  });

  test('a server that rejects plain text is not asked for it in another way', async () => {
    const { server, model } = await modelAt({ api, host: 'another server' }, () => badRequest('response_format'));
    expect(await model.generate(request('plain text'))).toMatchObject({ code: 'model_request_rejected', attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  test('a filtered text is a refusal, and a failure within the stream is the provider’s', async () => {
    const { model } = await modelAt({ api, host: 'OpenAI' }, (index) =>
      index === 0 ? filtered('A') : gaveUp('server_error', 'A'),
    );
    expect(await model.generate(request('plain text'))).toMatchObject({ code: 'model_refused' });
    expect(await model.generate(request('plain text'))).toMatchObject({ code: 'model_unavailable', attempts: 1 });
  });

  test('a refusal without usage is charged what was said', async () => {
    const { model } = await modelAt(
      { api, host: 'OpenAI' },
      () => ({ ...(refusal() as object), tokens: null }) as ScriptedAnswer,
    );
    const result = await model.generate(request('a schema'));
    expect(result).toMatchObject({ code: 'model_refused', usage: { estimated: true, outputTokens: 6 } });
  });
});

async function check({ code, cause, api, host, form }: (typeof cases)[number]): Promise<void> {
  const { server, model } = await modelAt({ api, host }, () => cause.answer, cause.options);
  const controller = new AbortController();
  const rest = new AbortController();
  let result: GenerateResult<unknown> | null = null;
  for (let call = 1; call <= (cause.calls ?? 1); call += 1) {
    const isLast = call === (cause.calls ?? 1);
    const asked = model.generate(request(form, { signal: isLast ? controller.signal : rest.signal }));
    if (cause.aborts) await expect.poll(() => server.requests.length).toBe(1);
    if (cause.aborts) controller.abort();
    if (isLast || !cause.atOnce) result = await asked;
  }
  rest.abort();
  expect(result).toMatchObject({ outcome: 'failed', code, retryAfterMs: cause.retryAfterMs ?? null });
  if (result?.outcome !== 'failed') return;
  expect(result.usage.modelCalls).toBe(billed.includes(result.code) ? 1 : 0);
  if (result.usage.modelCalls === 0) expect(result.usage).toMatchObject({ inputTokens: 0, costMicros: 0 });
  const fault = result.cause as Error;
  const told = JSON.stringify([result, fault.message, fault.stack, { ...fault }, fault.cause ?? null]);
  for (const secret of [key, 'secret garden']) expect(told).not.toContain(secret);
}
