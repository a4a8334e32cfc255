import { describe, expect, test, vi } from 'vitest';
import { type DemoForgeOptions, demoForge } from '../../../../src/cli/demo/demo-forge.js';
import { PromptForgeError } from '../../../../src/index.js';
import { prompt } from '../../../fixtures/forge-with-model.js';
import { refusal } from '../../../fixtures/rejection.js';

const inMemory = (engine: DemoForgeOptions['engine']) => ({ dataDir: null, engine });

async function engineOf(...given: Parameters<typeof demoForge>) {
  const forge = demoForge(...given);
  const { accessToken: token } = await forge.sessions.issue({ userId: 'demo' });
  const { engine } = await forge.optimize({ token, prompt, sevenD: { domain: 'saas', output_format: 'md' } });
  return engine;
}

describe('the engine of the demo', () => {
  test.each([
    {},
    { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' },
    { OPENAI_API_KEY: ' \n', OPENAI_MODEL: 'gpt-6-luna' },
  ])('is the rules when the environment names no model: %j', async (environment) => {
    expect(await engineOf(inMemory(null), environment)).toBe('rules');
  });

  test('is the rules when they are asked for, also with a key', async () => {
    expect(await engineOf(inMemory('rules'), { OPENAI_API_KEY: 'sk-test' })).toBe('rules');
  });

  test('is the model when it is asked for, and then needs a key', async () => {
    const { code, message } = await refusal(() => demoForge(inMemory('model'), {}));
    expect(code).toBe('model_key_missing');
    expect(message).toContain('OPENAI_API_KEY');
  });

  test.each([
    { OPENAI_API_KEY: 'sk-a-secret', OPENAI_BASE_URL: 'nonsense' },
    { OPENAI_BASE_URL: 'http://user:sk-a-secret@localhost/v1' },
    { OPENAI_API_KEY: 'sk-a-secret with spaces' },
  ])('is refused when the environment is wrong, and no value is repeated', async (environment) => {
    const { code, message } = await refusal(() => demoForge(inMemory(null), environment));
    expect(code).toBe('config_invalid');
    expect(message).not.toContain('secret');
  });
});

test.each([
  [new PromptForgeError('storage_unavailable', 'The disk is full.'), 'storage_unavailable: The disk is full.'],
  [new Error('with a secret'), 'an unknown failure'],
])('what no result shows is told on standard error: %s', (error, words) => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  demoForge(inMemory('rules'), {}).reportError(error, { during: 'settle' });
  expect(write.mock.calls).toEqual([[`\nduring settle: ${words}\n`]]);
  write.mockRestore();
});
