import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openaiModel } from '../../src/model/openai-model.js';
import { openaiModeration } from '../../src/model/openai-moderation.js';
import type { OpenaiModelOptions } from '../../src/model/openai-options.js';
import type { ModelPurpose } from '../../src/ports/model.js';
import { corporaAbsent, corporaAvailable } from '../corpora.js';
import { answer, moderation, type ScriptedRequest, startScriptedOpenai } from '../scripted-openai/index.js';
import { type Steady, startSteady } from '../scripted-openai/start-steady.js';

const available = corporaAvailable('openai/openapi.yaml');

/** A second judge of our requests, written by others: steady, fed with OpenAI's published description. */
describe.skipIf(!available)(`requests in steady's eyes (${available ? 'OpenAI document' : corporaAbsent})`, () => {
  let steady: Steady;

  beforeAll(async () => {
    steady = await startSteady();
  });

  afterAll(() => steady.close());

  const kinds = (['responses', 'chat'] as const).flatMap((api) =>
    (['rewrite', 'repair', 'judge', 'compare', 'test', 'grade', 'classify'] as const).flatMap((purpose) =>
      (['OpenAI', 'another server', 'Azure by date'] as const).flatMap((host) =>
        (['a schema', 'plain text'] as const).map((form) => ({ api, purpose, host, form })),
      ),
    ),
  );

  test.each(kinds)('$api to $host for $purpose by $form is a valid request', async ({ api, purpose, host, form }) => {
    const request = await capture(api, purpose, host, form);
    expect(request.purpose).toBe(form === 'plain text' ? null : purpose);
    expect(await steady.errorsOf(api, request.body)).toEqual([]);
  });

  test('a question to the moderation model is a valid request', async () => {
    const server = await startScriptedOpenai(() => moderation());
    const classifier = openaiModeration({ apiKey: 'sk-test', fetch: server.fetch });
    const signal = new AbortController().signal;
    await classifier.classify({ text: 'A prompt.', endUser: 'pseudonym-1', signal, deadline: Date.now() + 20_000 });
    await server.close();
    expect(await steady.errorsOf('moderations', server.requests[0]?.body ?? {})).toEqual([]);
  });

  test('an invalid request is seen as one', async () => {
    const request = await capture('chat', 'judge', 'OpenAI', 'a schema');
    expect(await steady.errorsOf('chat', { ...request.body, max_completion_tokens: 'many' })).not.toEqual([]);
  });
});

const schema = z.object({
  score: z.int().min(0).max(4),
  evidence: z.array(z.string().max(200)).max(3),
  verdict: z.enum(['keep', 'drop']).nullable(),
});

/** The request our code sends, as a server receives it. */
async function capture(
  api: 'responses' | 'chat',
  purpose: ModelPurpose,
  host: string,
  form: string,
): Promise<ScriptedRequest> {
  const server = await startScriptedOpenai(() => answer({ score: 3, evidence: ['a'], verdict: 'keep' }));
  const openai = { apiKey: 'sk-test', model: 'gpt-6-luna', api, fetch: server.fetch };
  const places: Readonly<Record<string, OpenaiModelOptions>> = {
    OpenAI: openai,
    'Azure by date': {
      ...openai,
      baseUrl: 'https://example.openai.azure.com',
      azure: { apiVersion: api === 'chat' ? '2024-10-21' : '2025-03-01-preview' },
    },
  };
  const model = openaiModel(places[host] ?? { model: 'llama3.2', api, baseUrl: server.baseUrl });
  const result = await model.generate<unknown>({
    purpose,
    system: 'Judge the prompt.',
    user: 'A prompt.',
    schema: form === 'plain text' ? null : schema,
    maxOutputTokens: 800,
    endUser: 'pseudonym-1',
    signal: new AbortController().signal,
    deadline: Date.now() + 20_000,
    onDelta: () => {},
  });
  await server.close();
  expect(result.outcome).toBe('answered');
  const [request] = server.requests;
  if (request === undefined) throw new Error('No request was sent.');
  return request;
}
