import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openaiModel } from '../../src/model/openai-model.js';
import { openaiModeration } from '../../src/model/openai-moderation.js';
import type { OpenaiModelOptions } from '../../src/model/openai-options.js';
import type { ModelPurpose } from '../../src/ports/model.js';
import { corporaAbsent, corporaAvailable, corporaPath } from '../corpora.js';
import { answer, moderation, type ScriptedRequest, startScriptedOpenai } from '../scripted-openai/index.js';

const available = corporaAvailable('openai/openapi.yaml');
const paths = { responses: '/responses', chat: '/chat/completions' } as const;

/** A second judge of our requests, written by others: steady, fed with OpenAI's published description. */
describe.skipIf(!available)(`requests in steady's eyes (${available ? 'OpenAI document' : corporaAbsent})`, () => {
  let steady: ChildProcess;
  let origin = '';

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const script = createRequire(import.meta.url).resolve('@stdy/cli/steady.js');
    steady = spawn(
      process.execPath,
      [
        script,
        '--host',
        '127.0.0.1',
        '-p',
        String(port),
        '-q',
        '--log-format',
        'json',
        corporaPath('openai/openapi.yaml'),
      ],
      // Its own group: the script starts the server as a child, which outlives a signal to the script.
      { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
    );
    if (steady.stdout === null) throw new Error('steady has no output');
    // It says so in one line of JSON once it listens.
    await once(createInterface(steady.stdout), 'line');
  });

  afterAll(async () => {
    if (steady?.pid === undefined || steady.exitCode !== null) return;
    const gone = once(steady, 'exit');
    process.kill(-steady.pid, 'SIGTERM');
    await gone;
  });

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
    const judged = await post(`${origin}${paths[api]}`, request.body);
    expect(errorsOf(judged)).toEqual([]);
    expect(judged.headers.get('x-steady-error-count')).toBe('0');
  });

  test('a question to the moderation model is a valid request', async () => {
    const server = await startScriptedOpenai(() => moderation());
    const classifier = openaiModeration({ apiKey: 'sk-test', fetch: server.fetch });
    const signal = new AbortController().signal;
    await classifier.classify({ text: 'A prompt.', endUser: 'pseudonym-1', signal, deadline: Date.now() + 20_000 });
    await server.close();
    const judged = await post(`${origin}/moderations`, server.requests[0]?.body ?? {});
    expect(errorsOf(judged)).toEqual([]);
    expect(judged.headers.get('x-steady-error-count')).toBe('0');
  });

  test('an invalid request is seen as one', async () => {
    const request = await capture('chat', 'judge', 'OpenAI', 'a schema');
    const judged = await post(`${origin}${paths.chat}`, { ...request.body, max_completion_tokens: 'many' });
    expect(judged.headers.get('x-steady-error-count')).not.toBe('0');
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

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-test' },
    body: JSON.stringify(body),
  });
}

function errorsOf(response: Response): string[] {
  return [...response.headers].filter(([name]) => /^x-steady-error-\d+-message$/.test(name)).map(([, text]) => text);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
