import { describe, expect, test } from 'vitest';
import { corporaAbsent, corporaAvailable } from '../corpora.js';
import { answer, gaveUp, type OpenaiScript, startScriptedOpenai } from '../scripted-openai/index.js';

const available = corporaAvailable('openai/openapi.yaml');
const good = {
  '/responses': { model: 'gpt-6-luna', input: 'hi', stream: true },
  '/chat/completions': { model: 'gpt-6-luna', messages: [{ role: 'user', content: 'hi' }], stream: true },
} as const;

/** Sends one raw request, reads the answer to its end, and closes the server. */
async function exchange(script: OpenaiScript, path: keyof typeof good, more: object = {}): Promise<void> {
  const server = await startScriptedOpenai(script);
  try {
    const response = await fetch(server.baseUrl + path, {
      method: 'POST',
      body: JSON.stringify({ ...good[path], ...more }),
    });
    await response.text();
  } catch {
    // A script that fails breaks the connection; close() tells.
  }
  await server.close();
}

describe.skipIf(!available)(
  `the scripted server (${available ? 'judged by the published API' : corporaAbsent})`,
  () => {
    test.each(['/responses', '/chat/completions'] as const)('lets a possible exchange on %s pass', async (path) => {
      await expect(exchange(() => answer({ ok: true }), path)).resolves.toBeUndefined();
    });

    test.each([
      ['an unknown parameter', '/responses', { max_tokens: 5 }, /CreateResponse\/max_tokens: unknown key/],
      ['an unknown nested parameter', '/responses', { text: { formatting: {} } }, /text\/formatting: unknown key/],
      ['a value out of its list', '/chat/completions', { response_format: { type: 'yaml' } }, /response_format/],
      ['a missing parameter', '/chat/completions', { messages: undefined }, /required property 'messages'/],
      ['a pseudonym that is too long', '/responses', { safety_identifier: 'p'.repeat(65) }, /safety_identifier/],
    ] as const)('rejects %s in a request', async (_, path, more, fault) => {
      await expect(exchange(() => answer({ ok: true }), path, more)).rejects.toThrow(fault);
    });

    test('rejects an answer OpenAI would never give', async () => {
      await expect(exchange(() => gaveUp('out_of_coffee'), '/responses')).rejects.toThrow(/ResponseFailedEvent/);
      const fraction = () => answer({ ok: true }, { input: 1.5, output: 1 });
      await expect(exchange(fraction, '/responses')).rejects.toThrow(/input_tokens/);
      const asked = { stream_options: { include_usage: true } };
      await expect(exchange(fraction, '/chat/completions', asked)).rejects.toThrow(/prompt_tokens/);
    });

    test('does not hide a script that fails', async () => {
      const script = () => {
        throw new Error('no such purpose');
      };
      await expect(exchange(script, '/responses')).rejects.toThrow('no such purpose');
    });
  },
);
