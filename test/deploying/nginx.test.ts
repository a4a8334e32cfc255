import { once } from 'node:events';
import type { IncomingMessage, RequestOptions, Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expressHandler } from '../../adapters/express/index.js';
import { memoryStorage } from '../../adapters/memory/index.js';
import { createHandler } from '../../src/http/index.js';
import { PromptForge } from '../../src/index.js';
import { fences } from '../docs/fences.js';
import { type Nginx, startNginx } from './start-nginx.js';

const block = fences.find(({ place, info }) => place.startsWith('docs/deploying.md:') && info === 'nginx')?.code ?? '';

let forge: PromptForge;
let server: Server;
let nginx: Nginx;
let authorization: string;
/** Paths whose clients have left before they were answered. */
const left: string[] = [];

beforeAll(async () => {
  forge = new PromptForge({
    storage: memoryStorage(),
    engine: 'rules',
    session: { secret: 'a secret of the tests, longer than 32 bytes' },
  });
  const { accessToken } = await forge.sessions.issue({ userId: 'ada', role: 'owner' });
  authorization = `Bearer ${accessToken}`;
  const app = express();
  // As the page has it.
  app.set('trust proxy', 1);
  const handler = createHandler(forge);
  app.use('/api', expressHandler(handler));
  app.get('/who', ({ ip, protocol, host }, response) => void response.json({ ip, protocol, host }));
  // As long as a run may take, and longer than nginx waits when nobody says otherwise.
  app.get('/slow', async (_request, response) => {
    await sleep(65_000);
    response.send('at last');
  });
  const untilLeft = async ({ url, signal }: Request) => {
    await once(signal, 'abort');
    left.push(new URL(url).pathname);
    return new Response(null);
  };
  app.use('/left', expressHandler(untilLeft));
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  nginx = await startNginx(block, (server.address() as AddressInfo).port);
});

afterAll(async () => {
  await nginx?.close();
  server?.closeAllConnections();
  server?.close();
  await forge?.close();
});

/** Asks by way of nginx; answers once the head of the answer is there. */
async function ask(path: string, { body, ...options }: RequestOptions & { readonly body?: string } = {}) {
  const asked = request({
    ...{ host: '127.0.0.1', port: nginx.port, ca: nginx.ca, servername: 'localhost', path, agent: false },
    ...options,
    headers: { host: 'prompt.example.com', ...options.headers },
  });
  const answered = once(asked, 'response');
  asked.end(body);
  const [response] = (await answered) as [IncomingMessage];
  return response;
}

const post = (prompt: string) => ({
  method: 'POST',
  headers: { authorization, 'content-type': 'application/json' },
  body: JSON.stringify({ prompt, sevenD: { domain: 'saas', output_format: 'md' } }),
});

/** Reads a stream of events until it has sent some text. */
async function untilSent(response: IncomingMessage, wanted: string): Promise<string> {
  let sent = '';
  for await (const piece of response.iterator({ destroyOnReturn: false })) {
    sent += piece;
    if (sent.includes(wanted)) return sent;
  }
  throw new Error(`The stream ended without ${wanted}: ${sent}`);
}

const prompt = 'Write a release note for our billing export, for accountants.';

describe('behind the nginx of the page', () => {
  test('a run is answered, whole and as a stream', async () => {
    const whole = await ask('/api/gpt-editor', post(prompt));
    expect([whole.statusCode, JSON.parse(await text(whole))]).toMatchObject([200, { engine: 'rules' }]);
    const { headers, ...rest } = post(prompt);
    const stream = await ask('/api/gpt-editor', { ...rest, headers: { ...headers, accept: 'text/event-stream' } });
    expect(await text(stream)).toContain('event: result');
  });

  test('live figures come while the stream goes on, also over a reload', async () => {
    const live = await ask('/api/analytics/live', { headers: { authorization, accept: 'text/event-stream' } });
    expect(live.statusCode).toBe(200);
    await untilSent(live, 'event: snapshot');
    await nginx.reload();
    expect((await ask('/api/health')).statusCode).toBe(200);
    const told = untilSent(live, '\nevent: ');
    await text(await ask('/api/gpt-editor', post(prompt)));
    expect(await told).toContain('event: ');
    live.destroy();
  });

  test('a caller is seen by its own address, and by the name and scheme it asked for, whatever it writes', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'evil.example.com',
      'x-forwarded-proto': 'http',
      forwarded: 'for=203.0.113.9',
    };
    // The client is on this machine, at an address that is not the one of nginx.
    const response = await ask('/who', { headers, localAddress: '127.0.0.7' });
    expect(JSON.parse(await text(response))).toEqual({
      ip: '127.0.0.7',
      protocol: 'https',
      host: 'prompt.example.com',
    });
  });

  test('a body that is too large is refused by us, in our words, up to the megabyte of nginx', async () => {
    const ours = await ask('/api/gpt-editor', post('a'.repeat(1_000_000)));
    expect([ours.statusCode, ours.headers['content-type']]).toEqual([413, 'application/problem+json']);
    expect(JSON.parse(await text(ours))).toMatchObject({ code: 'request_too_large' });
    const theirs = await ask('/api/gpt-editor', post('a'.repeat(1_100_000)));
    expect([theirs.statusCode, theirs.headers['content-type']]).toEqual([413, 'text/html']);
    await text(theirs);
  });

  test('a client that leaves is told on at once', async () => {
    const options = { host: '127.0.0.1', port: nginx.port, ca: nginx.ca, servername: 'localhost', agent: false };
    const asked = request({ ...options, path: '/left' }).on('error', () => {});
    asked.end();
    await sleep(500);
    expect(left).toEqual([]);
    asked.destroy();
    await expect.poll(() => left, { timeout: 5_000 }).toEqual(['/left']);
  });

  test('an answer may take longer than nginx waits by itself', async () => {
    const response = await ask('/slow');
    expect([response.statusCode, await text(response)]).toEqual([200, 'at last']);
  });

  test('an answer may take as long as a run does', () => {
    const [, seconds] = /proxy_read_timeout (\d+)s;/.exec(block) ?? [];
    expect(Number(seconds)).toBeGreaterThan(120);
  });
});
