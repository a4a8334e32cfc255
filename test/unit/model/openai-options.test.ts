import { describe, expect, test } from 'vitest';
import { type OpenaiModelOptions, parseOpenaiOptions } from '../../../src/model/openai-options.js';
import { systemClock } from '../../../src/ports/system-clock.js';

const parse = (options: object) => parseOpenaiOptions({ apiKey: 'sk-test', model: 'gpt-6-luna', ...options });

describe('the options of openaiModel', () => {
  test('are completed and frozen', () => {
    const settings = parse({});
    expect(settings).toEqual({
      apiKey: 'sk-test',
      model: 'gpt-6-luna',
      baseUrl: 'https://api.openai.com/v1',
      host: 'api.openai.com',
      vendor: 'openai',
      organization: null,
      azure: null,
      api: 'responses',
      timeoutMs: 180_000,
      idleTimeoutMs: 90_000,
      maxAttempts: 3,
      maxConcurrency: 16,
      maxQueue: 256,
      circuitBreaker: { failures: 5, coolDownMs: 5_000, longestCoolDownMs: 60_000 },
      prices: null,
      fetch: null,
      clock: systemClock,
      random: Math.random,
    });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  test.each([
    ['https://api.openai.com/v1', 'responses'],
    ['https://x.openai.azure.com/openai/v1/', 'responses'],
    ['http://localhost:1234/v1', 'chat'],
  ])('%s is spoken to by %s unless told otherwise', (baseUrl, api) => {
    expect(parse({ baseUrl }).api).toBe(api);
    expect(parse({ baseUrl, api: 'chat' }).api).toBe('chat');
  });

  test.each([undefined, '', '   '])('a missing key (%j) says how to mend it', (apiKey) => {
    const missing = () => parse({ apiKey });
    expect(missing).toThrow(expect.objectContaining({ code: 'model_key_missing' }));
    expect(missing).toThrow(/OPENAI_API_KEY.*apiKey.*engine: 'rules'/);
  });

  test('a server of one’s own needs no key', () => {
    expect(parse({ apiKey: undefined, baseUrl: 'http://localhost:11434/v1' }).apiKey).toBeNull();
  });

  test('input from the cache and into it costs what other input costs unless told otherwise', () => {
    const prices = { input: 5, output: 7 };
    expect(parse({ prices }).prices).toEqual({ input: 5, output: 7, cachedInput: 5, cacheWriteInput: 5 });
    const own = { ...prices, cachedInput: 1, cacheWriteInput: 6 };
    expect(parse({ prices: own }).prices).toEqual(own);
  });

  test('no breaker is a choice, and one is completed', () => {
    expect(parse({ circuitBreaker: false }).circuitBreaker).toBeNull();
    expect(parse({ circuitBreaker: { failures: 2 } }).circuitBreaker).toEqual({
      failures: 2,
      coolDownMs: 5_000,
      longestCoolDownMs: 60_000,
    });
  });

  test('a key may be a function, and is asked for nothing yet', () => {
    const apiKey = () => {
      throw new Error('asked');
    };
    expect(parse({ apiKey }).apiKey).toBe(apiKey);
  });

  test.each([
    'https://example.openai.azure.com',
    'https://example.openai.azure.com/',
    'https://example.openai.azure.com/openai/',
    'https://gateway.example.org',
  ])('%s with a version is the dated API of Azure, spoken to by chat unless told otherwise', (baseUrl) => {
    const azure = { apiVersion: '2024-10-21' };
    expect(parse({ baseUrl, azure })).toMatchObject({
      baseUrl: `${new URL(baseUrl).origin}/openai`,
      vendor: 'azure',
      azure: { apiVersion: '2024-10-21', deployment: null },
      api: 'chat',
    });
    expect(parse({ baseUrl, azure, api: 'responses' }).api).toBe('responses');
    expect(() => parse({ baseUrl, azure, apiKey: '' })).toThrow(expect.objectContaining({ code: 'model_key_missing' }));
  });

  test.each([
    ['model', { model: '' }],
    ['model', { model: undefined }],
    ['apiKey', { apiKey: 'sk-secret\nvalue' }],
    ['apiKey', { apiKey: 'sk secret value' }],
    ['baseUrl', { baseUrl: 'localhost:11434' }],
    ['baseUrl', { baseUrl: 'ftp://example.org/v1' }],
    ['baseUrl', { baseUrl: 'https://user:sk-secret@example.org/v1' }],
    ['baseUrl', { baseUrl: 'https://sk-secret@example.org/v1' }],
    ['baseUrl', { baseUrl: 'https://example.org/v1?key=sk-secret' }],
    ['timeoutMs', { timeoutMs: 0 }],
    ['idleTimeoutMs', { idleTimeoutMs: 1.5 }],
    ['maxAttempts', { maxAttempts: 0 }],
    ['maxConcurrency', { maxConcurrency: 0 }],
    ['maxQueue', { maxQueue: -1 }],
    ['circuitBreaker', { circuitBreaker: { failures: 0 } }],
    ['circuitBreaker', { circuitBreaker: true }],
    ['apiKey', { apiKey: { secret: 'sk-secret' } }],
    ['azure.apiVersion', { baseUrl: 'https://example.openai.azure.com', azure: { apiVersion: 'v1-secret' } }],
    [
      'azure.deployment',
      { baseUrl: 'https://example.openai.azure.com', azure: { apiVersion: '2024-10-21', deployment: '../secret' } },
    ],
    [
      'azure.deployment',
      { baseUrl: 'https://example.openai.azure.com', azure: { apiVersion: '2024-10-21' }, model: 'a/secret' },
    ],
    ['baseUrl', { azure: { apiVersion: '2024-10-21' } }],
    ['baseUrl', { baseUrl: 'https://example.openai.azure.com/openai/v1', azure: { apiVersion: '2024-10-21' } }],
    ['baseUrl', { baseUrl: 'https://example.openai.azure.com' }],
    ['baseUrl', { baseUrl: 'https://example.openai.azure.com/openai/deployments/secret' }],
    ['prices.cachedInput', { prices: { input: 1, output: 1, cachedInput: 2 } }],
    ['prices.input', { prices: { input: 0.5, output: 1 } }],
    ['fetch', { fetch: 'node-fetch' }],
    ['api', { api: 'assistants' }],
    ['options', { 'sk-secret': true }],
  ])('a wrong %s is named, and its value is not', (name, options) => {
    const wrong = () => parse(options as Partial<OpenaiModelOptions>);
    expect(wrong).toThrow(expect.objectContaining({ code: 'config_invalid', message: expect.stringContaining(name) }));
    expect(wrong).not.toThrow(/secret|node-fetch|assistants/);
  });
});
