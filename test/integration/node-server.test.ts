import { createServer, type Server } from 'node:http';
import express from 'express';
import expressFour from 'express-4';
import { afterEach, describe, expect, test } from 'vitest';
import { expressHandler } from '../../adapters/express/index.js';
import { guard, nodeHandler } from '../../adapters/node/index.js';
import { cookieToken, createHandler, type Handler } from '../../src/http/index.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { refusal } from '../fixtures/rejection.js';
import { open, send } from '../hosts/send.js';
import { addressOf } from '../hosts/trial-hosts.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function listening(server: Server): Promise<string> {
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return addressOf(server);
}

/** A server of one handler, and what it was told of errors. */
async function serverOf(handler: Handler) {
  const failures: unknown[] = [];
  const url = await listening(createServer(nodeHandler(handler, { onError: (error) => failures.push(error) })));
  return { url, failures };
}

const echo: Handler = async ({ url }) => new Response(url);

describe('a handler behind node:http', () => {
  test('is told of the host it was asked at, and believes no proxy', async () => {
    const url = await listening(createServer(nodeHandler(echo)));
    const headers = { host: 'app.test:8080', 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' };
    expect((await send(`${url}/a?b=c`, { headers })).body).toBe('http://app.test:8080/a?b=c');
  });

  test.each([
    ['one proxy', 1, 'app.test', 'https', 'https://app.test/'],
    ['one proxy, behind a client that lies', 1, 'evil.test, app.test', 'http, https', 'https://app.test/'],
    ['two proxies that add to the end', 2, 'evil.test, app.test, inner.test', 'http,https, http', 'https://app.test/'],
    ['two proxies that set it anew', 2, 'app.test', 'https', 'https://app.test/'],
    ['a proxy that says nothing', 1, null, null, 'http://own.test/'],
    ['a proxy that says nonsense', 1, 'app.test/evil?', 'javascript', 'http://localhost/'],
    ['a proxy that says who somebody is', 1, 'user:secret@app.test', 'https', 'https://localhost/'],
  ])('believes %s of %i', async (_what, trustProxy, host, scheme, expected) => {
    const url = await listening(createServer(nodeHandler(echo, { trustProxy })));
    const said = host === null || scheme === null ? {} : { 'x-forwarded-host': host, 'x-forwarded-proto': scheme };
    expect((await send(url, { headers: { host: 'own.test', ...said } })).body).toBe(expected);
  });

  test.each([-1, 0.5, Number.NaN, '1', true])('is not made for %j proxies', async (trustProxy) => {
    const options = { trustProxy: trustProxy as number };
    expect((await refusal(() => nodeHandler(echo, options))).code).toBe('config_invalid');
    const { forge } = forgeWithModel([], { engine: 'rules' });
    expect((await refusal(() => guard(forge, {}, options))).code).toBe('config_invalid');
  });

  test.each<[what: string, answer: () => Response]>([
    ['a header that Node refuses', () => new Response('x', { headers: { 'x-fine': 'yes', 'x-odd': 'a\u0001b' } })],
    ['the answer of a failed fetch', () => Response.error()],
  ])('that answers with %s becomes 500, with nothing left behind', async (_what, answer) => {
    const { url, failures } = await serverOf(async () => answer());
    const { status, headers, body } = await send(url);
    expect([status, headers['content-type'], headers['x-fine']]).toEqual([500, 'application/problem+json', undefined]);
    expect(JSON.parse(body).code).toBe('internal');
    expect(failures).toHaveLength(1);
  });

  test('that throws is reported, and answered by a problem document', async () => {
    const { url, failures } = await serverOf(() => Promise.reject(new Error('broken')));
    const { status, body } = await send(url);
    expect([status, JSON.parse(body).code, failures]).toEqual([500, 'internal', [new Error('broken')]]);
  });

  test('is answered for even when the report fails', async () => {
    const handler = nodeHandler(() => Promise.reject(new Error('broken')), {
      onError: () => {
        throw new Error('nobody hears this');
      },
    });
    expect((await send(await listening(createServer(handler)))).status).toBe(500);
  });

  test('whose answer fails in the middle is reported once, and its client sees the end', async () => {
    let pulls = 0;
    const { url, failures } = await serverOf(async () => {
      const body = new ReadableStream({
        pull(controller) {
          pulls += 1;
          if (pulls > 2) throw new Error('dried up');
          controller.enqueue(new TextEncoder().encode('piece'));
        },
      });
      return new Response(body);
    });
    await expect(send(url)).rejects.toThrow('aborted');
    await expect.poll(() => failures).toEqual([new Error('dried up')]);
  });

  test('sends the head of a stream of events before the first event', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const { url } = await serverOf(
      async () => new Response(readable, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }),
    );
    const [response] = await open(url);
    expect(response.statusCode).toBe(200);
    const source = writable.getWriter();
    await source.write(new TextEncoder().encode('data: 1\n\n'));
    response.setEncoding('utf8');
    for await (const chunk of response) {
      expect(chunk).toBe('data: 1\n\n');
      break;
    }
  });

  test('makes nothing of an endless answer that is asked for its head', async () => {
    let [made, isCanceled] = [0, false];
    const { url } = await serverOf(async () => {
      const body = new ReadableStream({
        pull(controller) {
          made += 1;
          controller.enqueue(new Uint8Array(65_536));
        },
        cancel() {
          isCanceled = true;
        },
      });
      return new Response(body, { headers: { 'x-own': 'yes' } });
    });
    const { status, headers, body } = await send(url, { method: 'HEAD' });
    expect([status, headers['x-own'], body, isCanceled]).toEqual([200, 'yes', '', true]);
    // What the stream keeps ready, asked for or not.
    expect(made).toBeLessThanOrEqual(1);
  });

  test('leaves the connection to Node', async () => {
    const headers = { 'keep-alive': 'timeout=1000', 'transfer-encoding': 'gzip', upgrade: 'h2c', 'x-own': 'yes' };
    const { url } = await serverOf(async () => new Response('all of it', { headers }));
    const answered = await send(url);
    expect([answered.status, answered.body, answered.headers['x-own']]).toEqual([200, 'all of it', 'yes']);
    expect(answered.headers['transfer-encoding']).toBe('chunked');
    expect([answered.headers['keep-alive'], answered.headers.upgrade]).toEqual([undefined, undefined]);
  });

  test('does not get what the web cannot express', async () => {
    const { url, failures } = await serverOf(echo);
    expect((await send(url, { method: 'TRACE' })).status).toBe(501);
    expect(failures).toEqual([]);
  });

  test('makes way for the rest of a server', async () => {
    const { forge } = forgeWithModel([], { engine: 'rules' });
    const api = nodeHandler(createHandler(forge));
    const url = await listening(
      createServer((request, response) => {
        if (request.url?.startsWith('/api/')) return void api(request, response);
        response.end('the application of the host');
      }),
    );
    expect(JSON.parse((await send(`${url}/api/health`)).body)).toEqual({ status: 'ok' });
    expect((await send(url)).body).toBe('the application of the host');
  });
});

test('a guard is asked about a TRACE, too, which no web request can express', async () => {
  const { forge } = forgeWithModel([], { engine: 'rules' });
  const enter = guard(forge);
  const url = await listening(createServer((request, response) => void enter(request, response)));
  expect((await send(url, { method: 'TRACE' })).status).toBe(401);
});

test('a guard behind a proxy takes a cookie from the site the proxy serves', async () => {
  const { forge, tokenFor } = forgeWithModel([], { engine: 'rules' });
  const enter = guard(forge, { tokenOf: cookieToken('session') }, { trustProxy: 1 });
  const url = await listening(
    createServer(async (request, response) => {
      if ((await enter(request, response)) !== null) response.end('in');
    }),
  );
  const headers = { cookie: `session=${await tokenFor()}`, host: 'inner.test', 'x-forwarded-host': 'app.test' };
  const ask = async (origin: string) => (await send(url, { method: 'POST', headers: { ...headers, origin } })).status;
  expect([await ask('https://app.test'), await ask('https://evil.test')]).toEqual([200, 401]);
});

describe.each([
  ['Express 5', express],
  ['Express 4', expressFour],
])('a handler behind %s', (_name, framework) => {
  test.each([
    ['is told of the host it was asked at', false, 'http://own.test:8080/x'],
    ['believes the proxies that trust proxy names', true, 'https://app.test/x'],
  ])('%s', async (_what, trust, expected) => {
    const app = framework().set('trust proxy', trust).use('/x', expressHandler(echo));
    const url = await listening(createServer(app));
    const headers = { host: 'own.test:8080', 'x-forwarded-host': 'app.test', 'x-forwarded-proto': 'https' };
    expect((await send(`${url}/x`, { headers })).body).toBe(expected);
  });
});
