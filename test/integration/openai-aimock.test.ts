import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openaiModel } from '../../src/model/openai-model.js';
import { openaiModeration } from '../../src/model/openai-moderation.js';
import type { GenerateRequest } from '../../src/ports/model.js';
import { leapingClock } from '../scripted-openai/index.js';

const schema = z.object({ text: z.string() });

test('the moderation of a server others wrote is understood', async () => {
  const mock = new LLMock({ port: 0 });
  mock.onModerate('harm', {
    flagged: true,
    categories: { violence: true, hate: false },
    category_scores: { violence: 0.8 },
  });
  await mock.start();
  try {
    const classifier = openaiModeration({ apiKey: 'sk-test', baseUrl: `${mock.url}/v1` });
    const ask = (text: string) =>
      classifier.classify({ text, endUser: null, signal: new AbortController().signal, deadline: Date.now() + 20_000 });
    expect(await ask('harm')).toMatchObject({
      outcome: 'classified',
      hostile: true,
      confidence: 0.8,
      labels: ['violence'],
    });
    expect(await ask('a poem')).toMatchObject({ outcome: 'classified', hostile: false, labels: [] });
  } finally {
    await mock.stop();
  }
});

/**
 * The same model against a server others wrote. It drops token details and takes any parameter, so
 * the exact boundary is tested elsewhere; here, that we do not only understand ourselves.
 */
describe.each(['responses', 'chat'] as const)('against aimock, %s', (api) => {
  let mock: LLMock;

  beforeAll(async () => {
    mock = new LLMock({ port: 0 });
    mock.onMessage('poem', { content: JSON.stringify({ text: 'A poem about rain.' }) });
    mock.onMessage('prose', { content: 'Just prose.' });
    await mock.start();
  });

  afterAll(() => mock.stop());

  const ask = (user: string, form: 'schema' | 'text' = 'schema') => {
    const request: GenerateRequest<unknown> = {
      purpose: 'rewrite',
      system: 'Rewrite.',
      user,
      schema: form === 'text' ? null : schema,
      maxOutputTokens: 100,
      endUser: 'pseudonym-1',
      signal: new AbortController().signal,
      deadline: Date.now() + 20_000,
      onDelta: () => {},
    };
    const clock = { ...leapingClock(), now: () => Date.now() };
    return openaiModel({ apiKey: 'sk-test', model: 'gpt-6-luna', api, baseUrl: `${mock.url}/v1`, clock }).generate(
      request,
    );
  };

  test('an answer is understood', async () => {
    const result = await ask('poem');
    expect(result).toMatchObject({ outcome: 'answered', value: { text: 'A poem about rain.' }, attempts: 1 });
    expect(result.usage.modelCalls).toBe(1);
  });

  test('prose is what plain text is', async () => {
    expect(await ask('prose', 'text')).toMatchObject({ outcome: 'answered', value: 'Just prose.' });
  });

  test('prose is an invalid output', async () => {
    expect(await ask('prose')).toMatchObject({ outcome: 'failed', code: 'model_output_invalid' });
  });

  test('a server error is asked again', async () => {
    mock.nextRequestError(500, { message: 'boom', type: 'server_error' });
    expect(await ask('poem')).toMatchObject({ outcome: 'answered', attempts: 2 });
  });

  test('a rate limit is asked again', async () => {
    mock.nextRequestError(429, { message: 'slow down', type: 'requests', code: 'rate_limit_exceeded' });
    expect(await ask('poem')).toMatchObject({ outcome: 'answered', attempts: 2 });
  });

  test('a wrong key is told apart', async () => {
    mock.nextRequestError(401, { message: 'bad key', type: 'invalid_request_error', code: 'invalid_api_key' });
    expect(await ask('poem')).toMatchObject({ outcome: 'failed', code: 'model_auth_failed', attempts: 1 });
  });
});
