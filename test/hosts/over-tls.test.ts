import { once } from 'node:events';
import { createServer, request as forward, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import expressFour from 'express-4';
import { Hono } from 'hono';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expressHandler } from '../../adapters/express/index.js';
import { honoHandler } from '../../adapters/hono/index.js';
import { guard, nodeHandler } from '../../adapters/node/index.js';
import { cookieToken } from '../../src/http/index.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { selfSigned } from '../fixtures/self-signed.js';

/** Tells the URL of a request, and the session in its cookie where it counts. */
const told = async (request: Request) => Response.json({ url: request.url, session: inCookie(request) });
const inCookie = cookieToken('session');

/** What a host makes of {@link told}, where so many proxies stand in front of it. */
type ListenerFor = (proxies: number) => RequestListener;

const expressWith =
  (framework: typeof express): ListenerFor =>
  (proxies) =>
    framework().set('trust proxy', proxies).use(expressHandler(told));

/** What a proxy does with the headers of its client. */
type Manners = 'adds to the end' | 'sets anew';

const node: ListenerFor = (trustProxy) => nodeHandler(told, { trustProxy });

const hosts: readonly (readonly [name: string, listenerFor: ListenerFor])[] = [
  ['Node', node],
  ['Express 5', expressWith(express)],
  ['Express 4', expressWith(expressFour)],
  ['Hono on Node', (trustProxy) => getRequestListener(new Hono().all('*', honoHandler(told, { trustProxy })).fetch)],
];

let pair: Awaited<ReturnType<typeof selfSigned>>;
beforeAll(async () => {
  pair = await selfSigned();
});

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function portOf(server: Server): Promise<number> {
  server.listen(0, 'localhost');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Ends TLS, and passes on what it gets to a server that speaks plain HTTP, with what it knows. */
function tlsProxy(port: number, manners: Manners): Server {
  return createSecureServer(pair, (asked, answer) => {
    const add = (name: string, own: string) =>
      manners === 'sets anew' ? own : [asked.headers[name] ?? [], own].flat().join(', ');
    const headers = {
      ...asked.headers,
      host: 'inner.test',
      'x-forwarded-proto': add('x-forwarded-proto', 'https'),
      'x-forwarded-host': add('x-forwarded-host', asked.headers.host ?? ''),
    };
    const passed = forward({ host: 'localhost', port, method: asked.method, path: asked.url, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    asked.pipe(passed);
  });
}

/** Posts as a browser that sends no `Sec-Fetch-Site` does, from a page of that origin. The certificate is verified. */
async function post(url: string, origin: string, headers: Readonly<Record<string, string>> = {}) {
  const sent = { cookie: 'session=token-1', origin, ...headers };
  const asked = request(url, { method: 'POST', ca: pair.cert, agent: false, headers: sent });
  asked.end();
  const [response] = await once(asked, 'response');
  const body = await text(response);
  return { status: response.statusCode, body: body === '' ? null : JSON.parse(body) };
}

describe.each(hosts)('%s', (_name, listenerFor) => {
  test('knows that it speaks TLS itself', async () => {
    const origin = `https://localhost:${await portOf(createSecureServer(pair, listenerFor(0)))}`;
    const lies = { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.test' };
    const { body } = await post(`${origin}/a?b=c`, origin, lies);
    expect(body).toEqual({ url: `${origin}/a?b=c`, session: 'token-1' });
    expect((await post(`${origin}/`, 'https://evil.test', lies)).body.session).toBeNull();
  });

  test('takes nothing from a TLS proxy that it does not trust', async () => {
    const port = await portOf(createServer(listenerFor(0)));
    const origin = `https://localhost:${await portOf(tlsProxy(port, 'adds to the end'))}`;
    expect((await post(`${origin}/a`, origin)).body).toEqual({ url: 'http://inner.test/a', session: null });
  });
});

// Express believes the first entry, and Hono on Node what its own server was asked for.
test.each<[string, Manners, ListenerFor]>([
  ['Node', 'adds to the end', node],
  ['Node', 'sets anew', node],
  ['Express 5', 'sets anew', expressWith(express)],
  ['Express 4', 'sets anew', expressWith(expressFour)],
])('%s takes the origin from a TLS proxy it trusts, where that %s', async (_name, manners, listenerFor) => {
  const port = await portOf(createServer(listenerFor(1)));
  const origin = `https://localhost:${await portOf(tlsProxy(port, manners))}`;
  const lies = { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.test' };
  const { body } = await post(`${origin}/a?b=c`, origin, lies);
  expect(body).toEqual({ url: `${origin}/a?b=c`, session: 'token-1' });
  expect((await post(`${origin}/`, 'https://evil.test', lies)).body.session).toBeNull();
});

test('a guard of node:http lets a cookie of the own site in, with TLS of its own and behind a TLS proxy', async () => {
  const { forge, tokenFor } = forgeWithModel([], { engine: 'rules' });
  const listenerWith = (trustProxy: number): RequestListener => {
    const enter = guard(forge, { tokenOf: inCookie }, { trustProxy });
    return async (asked, answer) => {
      if ((await enter(asked, answer)) !== null) answer.end();
    };
  };
  const cookie = `session=${await tokenFor()}`;
  const own = `https://localhost:${await portOf(createSecureServer(pair, listenerWith(0)))}`;
  const proxied = `https://localhost:${await portOf(tlsProxy(await portOf(createServer(listenerWith(1))), 'adds to the end'))}`;
  for (const origin of [own, proxied]) {
    expect((await post(origin, origin, { cookie })).status).toBe(200);
    expect((await post(origin, 'https://evil.test', { cookie })).status).toBe(401);
  }
  await forge.close();
});
