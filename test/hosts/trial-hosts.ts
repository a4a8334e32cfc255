import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import expressFour from 'express-4';
import { Hono, type MiddlewareHandler } from 'hono';
import { guard as expressGuard, expressHandler } from '../../adapters/express/index.js';
import { type GuardedVariables, guard as honoGuard, honoHandler } from '../../adapters/hono/index.js';
import { guard as nodeGuard, nodeHandler } from '../../adapters/node/index.js';
import { type Admitted, cookieToken, createHandler, type GuardOptions } from '../../src/http/index.js';
import type { PromptForge } from '../../src/index.js';
import { guardsWith } from './guards-with.js';
import { trialHandler } from './trial-handler.js';

const guardedRoutes: Readonly<Record<string, GuardOptions>> = guardsWith(cookieToken('session'));

const answerOf = ({ principal, quota }: Admitted) => ({ userId: principal.userId, used: quota[0]?.used });

type Express = typeof express;

function expressHost(framework: Express, forge: PromptForge, ...before: express.RequestHandler[]): Server {
  const app = framework();
  if (before.length > 0) app.use(...before);
  app.use('/trial', expressHandler(trialHandler));
  app.use('/api', expressHandler(createHandler(forge)));
  for (const [name, options] of Object.entries(guardedRoutes)) {
    app.all(`/guarded/${name}`, expressGuard(forge, options), (_request, response) => {
      response.json(answerOf(response.locals.promptforge));
    });
  }
  const answerFailure: express.ErrorRequestHandler = (error, _request, response, next) => {
    if (response.headersSent) next(error);
    else response.status(500).send('by the host');
  };
  app.use(answerFailure);
  // Express prints what it cannot answer anymore, unless this is a test.
  return createServer(app.set('env', 'test'));
}

function honoHost(forge: PromptForge, ...before: MiddlewareHandler[]): Server {
  const app = new Hono<{ Variables: GuardedVariables }>();
  if (before.length > 0) app.use(...before);
  app.all('/trial/*', honoHandler(trialHandler));
  app.all('/api/*', honoHandler(createHandler(forge)));
  for (const [name, options] of Object.entries(guardedRoutes)) {
    app.all(`/guarded/${name}`, honoGuard(forge, options), (context) =>
      context.json(answerOf(context.var.promptforge)),
    );
  }
  app.onError((_error, context) => context.text('by the host', 500));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false });
  return server as Server;
}

function nodeHost(forge: PromptForge): Server {
  const onError = () => undefined;
  const [trial, api] = [nodeHandler(trialHandler, { onError }), nodeHandler(createHandler(forge), { onError })];
  const guards = new Map(Object.entries(guardedRoutes).map(([name, options]) => [name, nodeGuard(forge, options)]));
  return createServer(async (request, response) => {
    const [, first, second = ''] = (request.url ?? '').split(/[/?]/);
    const enter = first === 'guarded' ? guards.get(second) : undefined;
    if (enter === undefined) return first === 'trial' ? trial(request, response) : api(request, response);
    const admitted = await enter(request, response);
    if (admitted !== null) response.end(JSON.stringify(answerOf(admitted)));
  });
}

const readJson: MiddlewareHandler = async ({ req }, next) => {
  if (req.header('content-type') === 'application/json') await req.json();
  await next();
};

/** Servers of every sort, which listen nowhere yet or on a free port. */
export const trialHosts: readonly (readonly [name: string, serverOf: (forge: PromptForge) => Server])[] = [
  ['Express 5', (forge) => expressHost(express, forge)],
  ['Express 5 after express.json()', (forge) => expressHost(express, forge, express.json({ limit: '1mb' }))],
  ['Express 4', (forge) => expressHost(expressFour, forge)],
  ['Express 4 after express.json()', (forge) => expressHost(expressFour, forge, expressFour.json({ limit: '1mb' }))],
  ['Hono on Node', (forge) => honoHost(forge)],
  ['Hono on Node, with the body read before', (forge) => honoHost(forge, readJson)],
  ['Node', nodeHost],
];

/** Where a server listens, on a free port if it does not yet. */
export async function addressOf(server: Server): Promise<string> {
  if (server.address() === null) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
