import { describe, expect, test } from 'vitest';
import { openaiModeration } from '../../../src/model/openai-moderation.js';
import {
  hanging,
  inTurn,
  leapingClock,
  moderation,
  type OpenaiScript,
  rateLimited,
  serverError,
  startScriptedOpenai,
  wrongKey,
} from '../../scripted-openai/index.js';

const text = 'Write about the storming of the Bastille.';

/** Asks once, and answers with what the server saw. */
async function ask(script: OpenaiScript, request: { signal?: AbortSignal; deadlineMs?: number } = {}) {
  const server = await startScriptedOpenai(script);
  const clock = leapingClock();
  const classifier = openaiModeration({ apiKey: 'sk-test', fetch: server.fetch, clock });
  try {
    const result = await classifier.classify({
      text,
      endUser: null,
      signal: request.signal ?? new AbortController().signal,
      deadline: clock.now() + (request.deadlineMs ?? 60_000),
    });
    return { result, requests: server.requests };
  } finally {
    await server.close();
  }
}

describe('the moderation of OpenAI', () => {
  test('is asked with the text alone, by its current model', async () => {
    const { requests } = await ask(() => moderation());
    expect(requests.map(({ body }) => body)).toEqual([{ model: 'omni-moderation-latest', input: text }]);
  });

  test('names what it flags, with its highest score', async () => {
    const { result } = await ask(() => moderation({ violence: 0.91, 'self-harm/intent': 0.72 }));
    expect(result).toMatchObject({ outcome: 'classified', hostile: true, confidence: 0.91 });
    expect(result).toMatchObject({ labels: ['self-harm/intent', 'violence'] });
  });

  test('is believed when it flags with a low score, since each of its kinds has a threshold of its own', async () => {
    const { result } = await ask(() => moderation({ 'sexual/minors': 0.2 }));
    expect(result).toMatchObject({ hostile: true, confidence: 0.5 });
  });

  test('is sure of what is harmless as far as no score is high', async () => {
    const { result } = await ask(() => moderation({ violence: 0.3 }, []));
    expect(result).toMatchObject({ outcome: 'classified', hostile: false, confidence: 0.7, labels: [] });
  });

  test('is asked again when it failed for a moment', async () => {
    const { result, requests } = await ask(inTurn(serverError(), rateLimited({}), moderation()));
    expect(requests).toHaveLength(3);
    expect(result.outcome).toBe('classified');
  });

  test('is not asked again when the key is wrong, and says nothing of the text', async () => {
    const { result, requests } = await ask(() => wrongKey());
    expect(requests).toHaveLength(1);
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_auth_failed' });
    expect(JSON.stringify([result, String((result as { cause: unknown }).cause)])).not.toContain('Bastille');
  });

  test('that hangs is given up at the deadline', async () => {
    const { result } = await ask(() => hanging(), { deadlineMs: 150 });
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_timeout' });
  });

  test('is not asked once the caller has given up', async () => {
    const { result, requests } = await ask(() => moderation(), { signal: AbortSignal.abort() });
    expect(requests).toHaveLength(0);
    expect(result).toMatchObject({ outcome: 'failed', code: 'run_canceled' });
  });

  test('costs nothing', async () => {
    const { result } = await ask(() => moderation());
    expect(result.usage).toMatchObject({ modelCalls: 0, costMicros: 0 });
    expect(await openaiModeration({ apiKey: 'sk-test' }).worstCase(text)).toEqual({ tokens: 0, cost: 0 });
  });

  test('needs a key', () => {
    expect(() => openaiModeration({})).toThrow(expect.objectContaining({ code: 'model_key_missing' }));
  });
});
