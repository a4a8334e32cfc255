import { EventEmitter, once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import express, { type Response as Answered, type Request as Asked, type Express, type NextFunction } from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { expressHandler } from '../../adapters/express/index.js';
import { createHandler, type Handler } from '../../src/http/index.js';
import { scriptedMaterial } from '../../src/testing/scripted-material.js';
import { better, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { listening } from '../fixtures/listening.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';

const body = JSON.stringify({ prompt, sevenD: { domain: 'saas', output_format: 'md' } });
const json = { 'content-type': 'application/json' };

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** An app that serves a handler under `/api`, and what Express was told of errors. */
function appWith(handler: Handler, ...before: express.RequestHandler[]) {
  const failures: unknown[] = [];
  const app = express();
  if (before.length > 0) app.use(...before);
  app.use('/api', expressHandler(handler));
  app.get('/elsewhere', (_asked, answered) => void answered.send('the application of the host'));
  // Express knows an error handler by its four parameters.
  app.use((error: unknown, _asked: Asked, answered: Answered, next: NextFunction) => {
    failures.push(error);
    if (answered.headersSent) next(error);
    else answered.status(500).send('by the host');
  });
  return { app, failures };
}

async function forgeApp(...before: express.RequestHandler[]) {
  const parts = forgeWithModel([], { engine: 'rules' });
  const { app, failures } = appWith(createHandler(parts.forge), ...before);
  const authorization = `Bearer ${await parts.tokenFor()}`;
  return { ...parts, app, failures, authorization };
}

describe('a forge under app.use', () => {
  test.each<readonly [what: string, before: express.RequestHandler[]]>([
    ['no body parser', []],
    ['express.json()', [express.json()]],
    ['express.json({ strict: false })', [express.json({ strict: false })]],
    ['express.raw()', [express.raw({ type: '*/*' })]],
    ['express.text()', [express.text({ type: '*/*' })]],
    ['express.urlencoded(), which leaves JSON alone', [express.urlencoded()]],
  ])('takes a prompt, with %s before it', async (_what, before) => {
    const { app, authorization } = await forgeApp(...before);
    const url = await listening(app);
    const response = await fetch(`${url}/api/gpt-editor`, {
      method: 'POST',
      headers: { ...json, authorization },
      body,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('ratelimit')).toMatch(/"user-calls-hour";r=9/);
    expect(await response.json()).toMatchObject({ original: { prompt }, charge: { calls: 1 } });
  });

  test('gets the query, and keeps every header of the answer', async () => {
    const { app, authorization } = await forgeApp();
    const url = await listening(app);
    const range = '?from=2026-11-01T00:00:00%2B02:00&to=2026-12-01';
    const response = await fetch(`${url}/api/analytics/user${range}`, { headers: { authorization } });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await response.json()).range).toEqual({ from: Date.UTC(2026, 9, 31, 22), to: Date.UTC(2026, 11, 1) });
  });

  test('works deep in routers, when its base path says where', async () => {
    const { forge } = forgeWithModel([], { engine: 'rules' });
    const inner = express.Router().use('/forge', expressHandler(createHandler(forge, { basePath: '/v1/tools/forge' })));
    const app = express().use('/v1', express.Router().use('/tools', inner));
    const url = await listening(app);
    expect((await fetch(`${url}/v1/tools/forge/health`)).status).toBe(200);
    expect(await (await fetch(`${url}/v1/tools/forge/nowhere`)).json()).toMatchObject({ code: 'route_not_found' });
  });

  test('answers refusals as problem documents, and leaves the rest of the application alone', async () => {
    const { app, failures } = await forgeApp(express.json());
    const url = await listening(app);
    const stranger = await fetch(`${url}/api/gpt-editor`, { method: 'POST', headers: json, body });
    expect([stranger.status, stranger.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    expect(stranger.headers.get('www-authenticate')).toBe('Bearer');
    expect(await (await fetch(`${url}/elsewhere`)).text()).toBe('the application of the host');
    expect(failures).toEqual([]);
  });

  test('answers a body without content like one without sense', async () => {
    const { app, authorization } = await forgeApp(express.json());
    const url = await listening(app);
    const response = await fetch(`${url}/api/gpt-editor`, { method: 'POST', headers: { ...json, authorization } });
    expect(await response.json()).toMatchObject({ status: 400, code: 'request_invalid' });
  });

  test('answers HEAD without a body', async () => {
    const { app } = await forgeApp();
    const url = await listening(app);
    const [health, refused] = await Promise.all(
      ['/api/health', '/api/analytics/user'].map((path) => fetch(`${url}${path}`, { method: 'HEAD' })),
    );
    expect([health?.status, health?.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect([refused?.status, await refused?.text()]).toEqual([401, '']);
  });
});

describe('a body nobody wants', () => {
  /** Sends a body of a megabyte and then asks for health, over one connection. */
  async function twoOverOne(app: Express, headers: Readonly<Record<string, string>>) {
    const url = await listening(app);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(() => agent.destroy());
    const send = async (path: string, options: object, sent?: Uint8Array) => {
      const request = httpRequest(`${url}${path}`, { agent, ...options }).end(sent);
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      return { status: response.statusCode, body: JSON.parse(await text(response)), reused: request.reusedSocket };
    };
    const big = await send(
      '/api/gpt-editor',
      { method: 'POST', headers: { ...json, ...headers } },
      new Uint8Array(2 ** 20),
    );
    return { big, next: await send('/api/health', {}) };
  }

  test.each([
    ['announced', { 'content-length': String(2 ** 20) }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('because it is too large, %s, is answered 413, and the connection goes on', async (_how, headers) => {
    const { app, authorization, failures } = await forgeApp();
    const { big, next } = await twoOverOne(app, { authorization, ...headers });
    expect(big).toMatchObject({ status: 413, body: { code: 'request_too_large' } });
    expect(next).toEqual({ status: 200, body: { status: 'ok' }, reused: true });
    expect(failures).toEqual([]);
  });

  test('because a stranger sent it is answered 401, and the connection goes on', async () => {
    const { app } = await forgeApp();
    const { big, next } = await twoOverOne(app, {});
    expect(big).toMatchObject({ status: 401, body: { code: 'session_missing' } });
    expect(next).toMatchObject({ status: 200, reused: true });
  });
});

describe('an answer', () => {
  test('may set several cookies, a status of its own, and no body', async () => {
    const headers = new Headers([
      ['set-cookie', 'a=1; Path=/'],
      ['x-own', 'yes'],
      ['set-cookie', 'b=2, with a comma'],
    ]);
    const { app } = appWith(async () => new Response(null, { status: 204, headers }));
    const response = await fetch(`${await listening(app)}/api/cookies`);
    expect([response.status, response.headers.get('x-own'), await response.text()]).toEqual([204, 'yes', '']);
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2, with a comma']);
  });

  test('takes over the headers of the host, except those it sets itself', async () => {
    const { app } = appWith(
      async () => new Response('', { headers: { 'x-both': 'handler' } }),
      (_asked, answered, next) => {
        answered.setHeader('x-both', 'host').setHeader('x-host', 'host');
        next();
      },
    );
    const { headers } = await fetch(`${await listening(app)}/api/`);
    expect([headers.get('x-both'), headers.get('x-host')]).toEqual(['handler', 'host']);
  });

  test('that is streamed arrives piece by piece', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const source = writable.getWriter();
    const write = (piece: string) => source.write(new TextEncoder().encode(piece));
    const { app } = appWith(async () => new Response(readable));
    // The head of the answer leaves with its first piece.
    const [response] = await Promise.all([fetch(`${await listening(app)}/api/stream`), write('one')]);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await reader?.read()).toEqual({ done: false, value: 'one' });
    await write('two');
    expect(await reader?.read()).toEqual({ done: false, value: 'two' });
    await source.close();
    expect(await reader?.read()).toEqual({ done: true, value: undefined });
  });

  test('that is larger than the client reads is held back at its source', async () => {
    const megabyte = 2 ** 20;
    let produced = 0;
    let received = 0;
    let lead = 0;
    const { app } = appWith(
      async () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              produced += megabyte;
              lead = Math.max(lead, produced - received);
              controller.enqueue(new Uint8Array(megabyte));
              if (produced === 96 * megabyte) controller.close();
            },
          }),
        ),
    );
    const response = await fetch(`${await listening(app)}/api/large`);
    for await (const chunk of response.body ?? []) {
      received += chunk.byteLength;
      await turn();
    }
    expect(received).toBe(96 * megabyte);
    // What the buffers of both sockets hold, and no more.
    expect(lead).toBeLessThan(32 * megabyte);
  });
});

describe('a client that goes away', () => {
  test('aborts what it asked for, and nobody is told of an error', async () => {
    const server = new EventEmitter();
    const { app, failures } = appWith(async ({ signal }) => {
      const aborted = once(signal, 'abort');
      server.emit('working');
      await aborted;
      server.emit('aborted');
      throw new Error('there is nobody to answer');
    });
    const url = await listening(app);
    const client = new AbortController();
    const [working, aborted] = [once(server, 'working'), once(server, 'aborted')];
    const asked = fetch(`${url}/api/slow`, { signal: client.signal });
    await working;
    client.abort();
    await expect(asked).rejects.toThrow(/abort/);
    await aborted;
    await turn();
    expect(failures).toEqual([]);
  });

  test('cancels its run, which is charged what it used', async () => {
    const server = new EventEmitter();
    const parts = forgeWithModel(() => {
      server.emit('model');
      return new Promise(() => {});
    });
    const handle = createHandler(parts.forge);
    const { app } = appWith(async (request) => {
      const response = await handle(request);
      server.emit('answered', response.status);
      return response;
    });
    const url = await listening(app);
    const client = new AbortController();
    const [called, answered] = [once(server, 'model'), once(server, 'answered')];
    const headers = { ...json, authorization: `Bearer ${await parts.tokenFor()}` };
    const asked = fetch(`${url}/api/gpt-editor`, { method: 'POST', headers, body, signal: client.signal });
    await called;
    client.abort();
    await expect(asked).rejects.toThrow(/abort/);
    expect(await answered).toEqual([499]);
    const { runs } = await parts.storage.ledger.list({ orgId: 'acme' }, { userId: 'ada', limit: 10, after: null });
    expect(runs).toMatchObject([{ status: 'canceled', charge: { calls: 1, tokens: 100 } }]);
  });

  test('and asks again with the same key begins a new run', async () => {
    const server = new EventEmitter();
    let isSlow = true;
    const parts = forgeWithModel((request) => {
      if (request.purpose === 'rewrite' && isSlow) {
        server.emit('rewriting');
        return new Promise(() => {});
      }
      if (request.purpose === 'rewrite') return rewrite(better);
      return verdict(scriptedMaterial(request).prompt === better ? 4 : 2);
    });
    const handle = createHandler(parts.forge);
    const { app } = appWith(async (request) => {
      const response = await handle(request);
      server.emit('answered', response.status);
      return response;
    });
    const url = await listening(app);
    const headers = { ...json, authorization: `Bearer ${await parts.tokenFor()}`, 'idempotency-key': 'order-66' };
    const send = (signal?: AbortSignal) =>
      fetch(`${url}/api/gpt-editor`, { method: 'POST', headers, body, signal: signal ?? null });
    const client = new AbortController();
    const [rewriting, answered] = [once(server, 'rewriting'), once(server, 'answered')];
    const asked = send(client.signal);
    await rewriting;
    client.abort();
    await expect(asked).rejects.toThrow(/abort/);
    expect(await answered).toEqual([499]);
    isSlow = false;
    const response = await send();
    expect(response.status).toBe(200);
    const result = await response.json();
    expect(result).toMatchObject({ replayed: false, improved: true, charge: { calls: 1, tokens: 8 * 150 } });
    const { runs } = await parts.storage.ledger.list({ orgId: 'acme' }, { userId: 'ada', limit: 10, after: null });
    expect(runs).toMatchObject([
      { id: result.runId, status: 'succeeded' },
      { status: 'canceled', charge: { calls: 1, tokens: 250 } },
    ]);
    expect(await (await send()).json()).toEqual({ ...result, replayed: true });
  });

  test('in the middle of its own body is no error of the server', async () => {
    const parts = forgeWithModel([], { engine: 'rules' });
    const server = new EventEmitter();
    const handle = createHandler(parts.forge);
    const { app, failures } = appWith(async (request) => {
      server.emit('asked');
      const response = await handle(request);
      server.emit('answered', (await response.clone().json()).code);
      return response;
    });
    const { port } = new URL(await listening(app));
    const [asked, answered] = [once(server, 'asked'), once(server, 'answered')];
    const socket = connect(Number(port), '127.0.0.1');
    closing.push(() => socket.destroy());
    socket.write(
      `POST /api/gpt-editor HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${await parts.tokenFor()}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"prompt":',
    );
    await asked;
    socket.destroy();
    expect([['run_canceled'], ['request_invalid']]).toContainEqual(await answered);
    expect([parts.reported, failures]).toEqual([[], []]);
  });

  test('in the middle of an answer stops its source', async () => {
    const server = new EventEmitter();
    const { app, failures } = appWith(
      async () =>
        new Response(
          new ReadableStream({
            pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
            cancel: () => void server.emit('canceled'),
          }),
        ),
    );
    const client = new AbortController();
    const canceled = once(server, 'canceled');
    const response = await fetch(`${await listening(app)}/api/endless`, { signal: client.signal });
    await response.body?.getReader().read();
    client.abort();
    await canceled;
    expect(failures).toEqual([]);
  });

  test('before the answer was there stops its source all the same', async () => {
    const server = new EventEmitter();
    const { app } = appWith(async ({ signal }) => {
      const aborted = once(signal, 'abort');
      server.emit('working');
      await aborted;
      return new Response(new ReadableStream({ cancel: () => void server.emit('canceled') }));
    });
    const client = new AbortController();
    const [working, canceled] = [once(server, 'working'), once(server, 'canceled')];
    const asked = fetch(`${await listening(app)}/api/slow`, { signal: client.signal });
    await working;
    client.abort();
    await expect(asked).rejects.toThrow(/abort/);
    await canceled;
  });
});

describe('a handler that fails', () => {
  test('before it answered goes to the error handler of the host', async () => {
    const { app, failures } = appWith(() => Promise.reject(new Error('broken')));
    const response = await fetch(`${await listening(app)}/api/x`);
    expect([response.status, await response.text()]).toEqual([500, 'by the host']);
    expect(failures).toEqual([new Error('broken')]);
  });

  test('in the middle of its answer breaks the connection, and goes to the error handler', async () => {
    let pulls = 0;
    const { app, failures } = appWith(
      async () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              pulls += 1;
              if (pulls > 3) throw new Error('the source dried up');
              controller.enqueue(new TextEncoder().encode('piece'));
            },
          }),
        ),
    );
    const url = await listening(app);
    const response = await fetch(`${url}/api/x`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(failures).toEqual([new Error('the source dried up')]);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(200);
  });
});

describe('strange requests', () => {
  /** Sends bytes as they are, and answers the first line of what comes back. */
  async function statusLine(url: string, start: string): Promise<string> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    closing.push(() => socket.destroy());
    socket.end(`${start} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    return (await text(socket)).split('\r\n')[0] ?? '';
  }

  test.each([
    ['GET http://other.test/api/health', 'HTTP/1.1 200 OK'],
    ['GET HTTPS://user:secret@other.test:99/api/health?x=1', 'HTTP/1.1 200 OK'],
    ['GET http://other.test', 'HTTP/1.1 404 Not Found'],
    ['GET //evil.test/api/health', 'HTTP/1.1 404 Not Found'],
    ['GET /api//evil.test/health', 'HTTP/1.1 404 Not Found'],
    ['GET /api/../../etc/passwd', 'HTTP/1.1 404 Not Found'],
    ['GET /api/%zz%00', 'HTTP/1.1 404 Not Found'],
    ['GET /api/health#fragment', 'HTTP/1.1 200 OK'],
    ['GET /api/\\evil', 'HTTP/1.1 404 Not Found'],
    ['OPTIONS *', 'HTTP/1.1 404 Not Found'],
    ['PROPFIND /api/health', 'HTTP/1.1 405 Method Not Allowed'],
    ['TRACE /api/health', 'HTTP/1.1 404 Not Found'],
    ['CONNECT other.test:443', ''],
  ])('%s is answered, and the server goes on', async (start, expected) => {
    const { app, failures } = await forgeApp();
    const url = await listening(app);
    expect(await statusLine(url, start)).toBe(expected);
    expect(failures).toEqual([]);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  });

  test.each([
    '*',
    'nonsense',
    '',
    '?x',
    'http://',
    'ftp://other.test/api/health',
  ])('a target that is no path (%j) is taken for the root', async (originalUrl) => {
    const targets: string[] = [];
    const { app } = appWith(
      async ({ url }) => {
        targets.push(url);
        return new Response(null);
      },
      (asked, _answered, next) => {
        asked.originalUrl = originalUrl;
        next();
      },
    );
    const url = await listening(app);
    await fetch(`${url}/api/x`);
    expect(targets).toEqual([`${url}/`]);
  });
});
