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
      api: 'responses',
      timeoutMs: 180_000,
      idleTimeoutMs: 90_000,
      maxAttempts: 3,
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

  test('cached input costs what other input costs unless told otherwise', () => {
    expect(parse({ prices: { input: 5, output: 7 } }).prices).toEqual({ input: 5, output: 7, cachedInput: 5 });
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
