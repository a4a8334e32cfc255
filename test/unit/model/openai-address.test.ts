import { bypass, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openaiModel } from '../../../src/model/openai-model.js';
import { answer, type ScriptedOpenai, startScriptedOpenai } from '../../scripted-openai/index.js';

/** Stands at the edge of this process: what leaves for another machine ends here. */
const network = setupServer();
const addressed: Request[] = [];
let scripted: ScriptedOpenai;

beforeAll(async () => {
  scripted = await startScriptedOpenai(() => answer({ text: 'better' }));
  network.listen({
    onUnhandledRequest(request, print) {
      if (new URL(request.url).hostname !== '127.0.0.1') print.error();
    },
  });
  network.events.on('request:start', ({ request }) => {
    if (new URL(request.url).hostname !== '127.0.0.1') addressed.push(request.clone());
  });
});

afterEach(() => {
  network.resetHandlers();
  addressed.length = 0;
});

afterAll(async () => {
  network.close();
  await scripted.close();
});

/** Answers at this address as the scripted server would. */
function answersAt(url: string): void {
  network.use(
    http.post(url, async ({ request }) => {
      const { pathname } = new URL(request.url);
      const { origin } = new URL(scripted.baseUrl);
      return fetch(bypass(new Request(`${origin}${pathname}`, request)));
    }),
  );
}

function ask(model: ReturnType<typeof openaiModel>) {
  return model.generate({
    purpose: 'rewrite',
    system: 'Rewrite.',
    user: 'A prompt.',
    schema: z.object({ text: z.string() }),
    maxOutputTokens: 100,
    endUser: 'a'.repeat(64),
    signal: new AbortController().signal,
    deadline: Date.now() + 30_000,
    onDelta: () => {},
  });
}

describe('where requests go', () => {
  test('OpenAI is asked at its own address, with the key and the organization', async () => {
    answersAt('https://api.openai.com/v1/responses');
    const model = openaiModel({ apiKey: 'sk-test-key', organization: 'org-test', model: 'gpt-6-luna' });
    expect(await ask(model)).toMatchObject({ outcome: 'answered', value: { text: 'better' }, attempts: 1 });
    expect(addressed.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://api.openai.com/v1/responses',
    ]);
    const [request] = addressed;
    expect(request?.headers.get('authorization')).toBe('Bearer sk-test-key');
    expect(request?.headers.get('openai-organization')).toBe('org-test');
  });

  test('another server is asked at the address it was given, by the API it speaks', async () => {
    answersAt('http://models.example:11434/v1/chat/completions');
    const model = openaiModel({ baseUrl: 'http://models.example:11434/v1', model: 'llama' });
    expect(await ask(model)).toMatchObject({ outcome: 'answered', value: { text: 'better' } });
    expect(addressed.map(({ url }) => url)).toEqual(['http://models.example:11434/v1/chat/completions']);
    expect(addressed[0]?.headers.get('authorization')).toBeNull();
  });
});
