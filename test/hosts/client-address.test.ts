import { createServer, type Server } from 'node:http';
import { serve } from '@hono/node-server';
import express from 'express';
import expressFour from 'express-4';
import { Hono } from 'hono';
import { afterEach, describe, expect, test } from 'vitest';
import { expressHandler } from '../../adapters/express/index.js';
import { honoHandler } from '../../adapters/hono/index.js';
import { nodeHandler } from '../../adapters/node/index.js';
import { createHandler, type Handler, type HandlerOptions } from '../../src/http/index.js';
import { forgeWithAuth } from '../fixtures/forge-with-auth.js';
import { send } from './send.js';
import { addressOf } from './trial-hosts.js';

/** A server that is told how many proxies there are; null for one that is not told. */
type ServerOf = (handler: Handler, proxies: number | null) => Server;

function expressServer(framework: typeof express): ServerOf {
  return (handler, proxies) => {
    const app = framework().set('env', 'test').use('/api', expressHandler(handler));
    return createServer(proxies === null ? app : app.set('trust proxy', proxies));
  };
}

const trusting = (proxies: number | null) => (proxies === null ? {} : { trustProxy: proxies });

const servers: readonly (readonly [name: string, serverOf: ServerOf])[] = [
  ['Express 5', expressServer(express)],
  ['Express 4', expressServer(expressFour)],
  ['Node', (handler, proxies) => createServer(nodeHandler(handler, trusting(proxies)))],
  [
    'Hono on Node',
    (handler, proxies) => {
      const app = new Hono().all('/api/*', honoHandler(handler, trusting(proxies)));
      return serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }) as Server;
    },
  ],
];

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** What is answered to a guess at the password of one account after the other, from where the headers say. */
async function guesser(serverOf: ServerOf, proxies: number | null, options: HandlerOptions = {}) {
  const { forge } = forgeWithAuth({ throttle: { failuresPerAddress: 2 } });
  const server = serverOf(createHandler(forge, options), proxies);
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
    () => forge.close(),
  );
  const url = await addressOf(server);
  let accounts = 0;
  return async (...seen: readonly string[]) => {
    const codes: string[] = [];
    for (const forwarded of seen) {
      accounts += 1;
      const { body } = await send(`${url}/api/auth/sign-in`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(forwarded === '' ? {} : { 'x-forwarded-for': forwarded }),
        },
        body: JSON.stringify({ email: `somebody-${accounts}@example.com`, password: 'a wrong password' }),
      });
      codes.push(JSON.parse(body).code);
    }
    return codes;
  };
}

const [wrong, throttled] = ['sign_in_failed', 'sign_in_throttled'];

describe.each(servers)('failures to sign in behind %s are counted', (_name, serverOf) => {
  test('by the other end of the connection where there is no proxy, whatever callers write', async () => {
    const guess = await guesser(serverOf, 0);
    expect(await guess('', '192.0.2.1', '192.0.2.2')).toEqual([wrong, wrong, throttled]);
  });

  test('by what a trusted proxy has seen, and not by what its client wrote before', async () => {
    const guess = await guesser(serverOf, 1);
    const from = (client: string) => [1, 2, 3].map((lie) => `203.0.113.${lie}, ${client}`);
    expect(await guess(...from('192.0.2.1'))).toEqual([wrong, wrong, throttled]);
    expect(await guess(...from('2001:db8::1'))).toEqual([wrong, wrong, throttled]);
  });

  test('by account alone where the other end may be a proxy of which nobody has told', async () => {
    const guess = await guesser(serverOf, null);
    expect(await guess('', '', '', '192.0.2.1', '192.0.2.1', '192.0.2.1')).toEqual(Array(6).fill(wrong));
  });

  test('by what the option clientAddress tells, before all else', async () => {
    const nobody = await guesser(serverOf, 0, { clientAddress: () => null });
    expect(await nobody('', '', '')).toEqual([wrong, wrong, wrong]);
    const one = await guesser(serverOf, null, { clientAddress: () => '192.0.2.1' });
    expect(await one('', '192.0.2.7', '')).toEqual([wrong, wrong, throttled]);
  });
});
