import { afterEach, describe, expect, test, vi } from 'vitest';
import { openaiModel } from '../../src/model/openai-model.js';
import { openaiModeration } from '../../src/model/openai-moderation.js';
import type { OpenaiModelOptions } from '../../src/model/openai-options.js';
import {
  leapingClock,
  moderation,
  rawText,
  type ScriptedOpenai,
  startScriptedOpenai,
} from '../scripted-openai/index.js';

const secret = 'azure-key-0123456789abcdef';
const servers: ScriptedOpenai[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.close();
});

async function serve(): Promise<ScriptedOpenai> {
  const server = await startScriptedOpenai(({ api }) => (api === 'moderations' ? moderation() : rawText('better')));
  servers.push(server);
  return server;
}

async function ask(options: Partial<OpenaiModelOptions>) {
  const server = await serve();
  const addressed: string[] = [];
  const model = openaiModel({
    apiKey: secret,
    model: 'gpt-5-mini',
    clock: leapingClock(),
    fetch: (input, init) => {
      addressed.push(String(input));
      return server.fetch(input, init);
    },
    ...options,
  });
  const result = await model.generate<string>({
    purpose: 'rewrite',
    system: 'Rewrite.',
    user: 'A prompt.',
    schema: null,
    maxOutputTokens: 100,
    endUser: 'pseudonym-1',
    signal: new AbortController().signal,
    deadline: 1_790_000_060_000,
    onDelta: () => {},
  });
  return { model, result, url: addressed[0], sent: server.requests[0], server };
}

const dated = { baseUrl: 'https://example.openai.azure.com', azure: { apiVersion: '2024-10-21' } };

describe('Azure', () => {
  test.each([
    ['responses', 'https://example.openai.azure.com/openai/v1/responses'],
    ['chat', 'https://example.openai.azure.com/openai/v1/chat/completions'],
  ] as const)('by its own address, %s', async (api, address) => {
    const { result, url, sent, model } = await ask({ baseUrl: 'https://example.openai.azure.com/openai/v1', api });
    expect(result).toMatchObject({ outcome: 'answered', value: 'better', usage: { costMicros: 120 } });
    expect(url).toBe(address);
    expect(sent?.headers.authorization).toBe(`Bearer ${secret}`);
    expect(sent?.body).toMatchObject({ model: 'gpt-5-mini', store: false, safety_identifier: 'pseudonym-1' });
    expect(model.provider).toBe('azure.ai.openai');
  });

  test('by its dated API is asked at the deployment, with the key in a header of its own', async () => {
    const { result, url, sent, model } = await ask(dated);
    expect(result).toMatchObject({ outcome: 'answered', value: 'better', usage: { costMicros: 120 } });
    expect(url).toBe(
      'https://example.openai.azure.com/openai/deployments/gpt-5-mini/chat/completions?api-version=2024-10-21',
    );
    expect(sent?.headers['api-key']).toBe(secret);
    expect(sent?.headers).not.toHaveProperty('authorization');
    expect(sent?.body).toMatchObject({ max_tokens: 100, user: 'pseudonym-1', stream_options: { include_usage: true } });
    for (const unknown of ['store', 'safety_identifier', 'prompt_cache_key', 'max_completion_tokens']) {
      expect(sent?.body).not.toHaveProperty(unknown);
    }
    expect(model.provider).toBe('azure.ai.openai');
  });

  test('by a later version knows the new name of the limit', async () => {
    const { sent } = await ask({ ...dated, azure: { apiVersion: '2024-12-01-preview' } });
    expect(sent?.body).toHaveProperty('max_completion_tokens', 100);
    expect(sent?.body).not.toHaveProperty('max_tokens');
  });

  test.each([
    ['chat', '/openai/deployments/our-mini/chat/completions?api-version=2025-03-01-preview'],
    ['responses', '/openai/responses?api-version=2025-03-01-preview'],
  ] as const)('by a deployment of another name, %s, which changes no price', async (api, path) => {
    const { result, sent } = await ask({
      ...dated,
      api,
      azure: { apiVersion: '2025-03-01-preview', deployment: 'our-mini' },
    });
    expect(result).toMatchObject({ outcome: 'answered', usage: { costMicros: 120 } });
    expect(sent).toMatchObject({ path, model: 'our-mini' });
    // Responses keep all for 30 days unless told not to; chat does not know the word.
    expect(sent?.body.store).toBe(api === 'responses' ? false : undefined);
  });

  test('is not told where to go and with what by the environment', async () => {
    vi.stubEnv('AZURE_OPENAI_API_KEY', 'from-environment');
    vi.stubEnv('AZURE_OPENAI_ENDPOINT', 'https://elsewhere.openai.azure.com');
    vi.stubEnv('OPENAI_API_VERSION', '1999-01-01');
    vi.stubEnv('OPENAI_BASE_URL', 'https://elsewhere.example.org/v1');
    vi.stubEnv('OPENAI_ORG_ID', 'org-from-environment');
    const { url, sent } = await ask(dated);
    expect(url).toMatch(/^https:\/\/example\.openai\.azure\.com\/.*2024-10-21$/);
    expect(JSON.stringify(sent?.headers)).not.toContain('environment');
  });
});

describe('a key that is asked for', () => {
  const places = [
    ['OpenAI', {}],
    ['Azure', { baseUrl: 'https://example.openai.azure.com/openai/v1' }],
    ['Azure by date', dated],
    ['another server', { baseUrl: 'https://models.example.org/v1' }],
  ] as const;

  test.each(places)('goes with each request to %s, and is asked for anew', async (_, place) => {
    let asked = 0;
    const apiKey = async () => {
      asked += 1;
      return `token-${asked}`;
    };
    const { model, sent, server } = await ask({ ...place, apiKey });
    expect(sent?.headers.authorization).toBe('Bearer token-1');
    expect(sent?.headers).not.toHaveProperty('api-key');
    await model.generate<string>({
      purpose: 'rewrite',
      system: '',
      user: '',
      schema: null,
      maxOutputTokens: 100,
      endUser: '',
      signal: new AbortController().signal,
      deadline: 1_790_000_060_000,
      onDelta: () => {},
    });
    expect(server.requests[1]?.headers.authorization).toBe('Bearer token-2');
  });

  test.each(places)('and cannot be had sends nothing to %s, and costs nothing', async (_, place) => {
    const refused = Object.assign(new Error(`client secret ${secret} expired`), { name: 'CredentialUnavailableError' });
    const { result, server, model } = await ask({
      ...place,
      circuitBreaker: { failures: 1 },
      apiKey: () => {
        throw refused;
      },
    });
    expect(result).toMatchObject({ code: 'model_auth_failed', attempts: 1, usage: { modelCalls: 0, costMicros: 0 } });
    if (result.outcome !== 'failed') return;
    expect(result.cause).toMatchObject({ code: 'CredentialUnavailableError' });
    const fault = result.cause as Error;
    expect(JSON.stringify([result, fault.message, fault.stack, fault.cause ?? null])).not.toContain(secret);
    expect(server.requests).toHaveLength(0);
    // It says nothing of the server.
    expect(model.state().circuit).toBe('closed');
  });

  test.each([undefined, '', `${secret}\n`, 42])('and is none (%j) is not repeated', async (key) => {
    const { result } = await ask({ apiKey: () => key as string });
    expect(result).toMatchObject({ code: 'model_auth_failed' });
    expect(JSON.stringify(result)).not.toContain(secret);
  });

  test('and never comes is a timeout that costs nothing', async () => {
    const { result } = await ask({ apiKey: () => new Promise<string>(() => {}), timeoutMs: 50 });
    expect(result).toMatchObject({ code: 'model_timeout', usage: { modelCalls: 0, costMicros: 0 } });
  });

  test('is asked for by the moderation as well', async () => {
    const server = await serve();
    const classifier = openaiModeration({ apiKey: () => 'token-1', fetch: server.fetch });
    const signal = new AbortController().signal;
    const result = await classifier.classify({ text: 'x', endUser: null, signal, deadline: Date.now() + 60_000 });
    expect(result.outcome).toBe('classified');
    expect(server.requests[0]?.headers.authorization).toBe('Bearer token-1');
  });
});
