import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { nodeHandler } from '../../adapters/node/index.js';
import { type ClientOptions, createClient, ProblemError, type RunStreamEvent } from '../../src/client/index.js';
import { createHandler, sessionCookies } from '../../src/http/index.js';
import type { OptimizeResult } from '../../src/index.js';
import type { ModelScript } from '../../src/testing/index.js';
import { scriptedFailure } from '../../src/testing/scripted-model.js';
import { caught } from '../fixtures/caught.js';
import { type CuttingProxy, cuttingProxy } from '../fixtures/cutting-proxy.js';
import { forgeWithAuth, password } from '../fixtures/forge-with-auth.js';
import { better, type ForgeSetup, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { planWith } from '../fixtures/plan-with.js';
import { addressOf } from '../hosts/trial-hosts.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const passing = [verdict(2), rewrite(better), verdict(4)];
const sevenD = { domain: 'saas', output_format: 'md' } as const;
const body = { prompt, sevenD };

function closed(server: Server): void {
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
}

/** A client of a forge behind a real server, and a proxy between the two that can cut the connection. */
async function connected(script: readonly unknown[] | ModelScript = passing, setup: ForgeSetup = {}) {
  const parts = forgeWithModel(script, setup);
  const server = createServer(nodeHandler(createHandler(parts.forge)));
  closed(server);
  await addressOf(server);
  const proxy: CuttingProxy = await cuttingProxy((server.address() as AddressInfo).port);
  closing.push(() => proxy.close());
  const token = await parts.tokenFor();
  const clientWith = (options: ClientOptions = {}) =>
    createClient({ baseUrl: `http://127.0.0.1:${proxy.port}/api`, token: () => token, ...options });
  const runs = async () => (await parts.forge.runs.list({ token })).runs;
  return { ...parts, proxy, token, client: clientWith(), clientWith, runs };
}

/** Reads a stream to its end, and does something when an event of a type comes. */
async function read(
  events: AsyncIterable<RunStreamEvent<'/gpt-editor'>>,
  at: Partial<Record<RunStreamEvent['type'], () => unknown>> = {},
) {
  const seen: RunStreamEvent<'/gpt-editor'>[] = [];
  for await (const event of events) {
    seen.push(event);
    await at[event.type]?.();
  }
  return seen;
}

describe('the client of the routes', () => {
  test('answers what a route answers, with the types of its description', async () => {
    const { client } = await connected();
    const { data, error, response } = await client.GET('/me');
    expect([response.status, error, data?.userId]).toEqual([200, undefined, 'ada']);
    expectTypeOf<NonNullable<typeof data>['userId']>().toEqualTypeOf<string>();
    const run = await client.POST('/gpt-editor', { body });
    expect(run.data).toMatchObject({ improved: true, optimized: { prompt: better } });
    expectTypeOf<NonNullable<typeof run.data>['optimized']['prompt']>().toEqualTypeOf<string>();
    // @ts-expect-error there is no such route.
    void (() => client.GET('/nowhere'));
    // @ts-expect-error there is no such domain.
    void (() => client.POST('/score', { body: { prompt, sevenD: { domain: 'space', output_format: 'md' } } }));
  });

  test('gives back what the routes say in words of the library', async () => {
    const { client } = await connected();
    const run = await client.POST('/gpt-editor', { body });
    expectTypeOf<Pick<NonNullable<typeof run.data>, 'runId' | 'improved'>>().toExtend<
      Pick<OptimizeResult, 'improved'> & { readonly runId: string }
    >();
    const listed = await client.GET('/runs', { params: { query: { limit: 1 } } });
    expectTypeOf(listed.data?.runs ?? []).toExtend<readonly { readonly operation: string }[]>();
    expect(listed.data?.runs).toMatchObject([{ id: run.data?.runId }]);
    const one = await client.GET('/runs/{runId}', { params: { path: { runId: String(run.data?.runId) } } });
    expect(one.data).toMatchObject({ operation: 'optimize', status: 'succeeded' });
  });

  test('tells a refusal as a problem with a code', async () => {
    const { client } = await connected();
    const { data, error } = await client.GET('/runs/{runId}', { params: { path: { runId: 'nobody' } } });
    expect([data, error?.code, error?.status]).toEqual([undefined, 'run_not_found', 404]);
    // @ts-expect-error no error has that code.
    expect(error?.code === 'nonsense').toBe(false);
  });
});

describe('a run that the client watches', () => {
  test('tells its steps and what the model writes, and gives its result at last', async () => {
    const { client, runs } = await connected();
    const seen = await read(client.stream('/gpt-editor', { body }));
    const last = seen.at(-1);
    expect(last).toMatchObject({ type: 'result', data: { improved: true, optimized: { prompt: better } } });
    const types = new Set(seen.map(({ type }) => type));
    for (const type of ['quota.reserved', 'model.called', 'model.delta', 'gate.decided', 'run.succeeded'] as const) {
      expect(types, type).toContain(type);
    }
    const scored = seen.find((event) => event.type === 'candidate.scored');
    expect(scored?.data.composite).toEqual(expect.any(Number));
    expect(await runs()).toHaveLength(1);
  });

  test('is refused by an error that says when to come again', async () => {
    const { client } = await connected(passing, { plans: [planWith({ 'user-calls-hour': 1 })] });
    await read(client.stream('/gpt-editor', { body }));
    const error = await caught(read(client.stream('/gpt-editor', { body })));
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ problem: { status: 429, code: 'quota_exceeded' }, retryAfterMs: expect.any(Number) });
  });

  test('fails by an error when the model does', async () => {
    const { client, runs } = await connected([scriptedFailure('model_refused')]);
    const error = await caught(read(client.stream('/gpt-editor', { body })));
    expect(error).toMatchObject({ name: 'ProblemError', problem: { code: 'model_refused' } });
    expect(await runs()).toMatchObject([{ status: 'failed' }]);
  });

  test.each(['the loop is left', 'its signal aborts'])('ends when %s', async (how) => {
    const { client, runs } = await connected(() => new Promise(() => {}));
    const stopped = new AbortController();
    const watched = client.stream('/gpt-editor', { body, signal: stopped.signal });
    const left = (async () => {
      for await (const { type } of watched) {
        if (type !== 'model.called') continue;
        if (how === 'the loop is left') return;
        stopped.abort();
      }
    })();
    if (how === 'the loop is left') await left;
    else expect(await caught(left)).toMatchObject({ name: 'AbortError' });
    await expect
      .poll(async () => (await runs()).map(({ status }) => status), { timeout: 30_000 })
      .toEqual(['canceled']);
  });

  test('gets its result after the connection was lost, and is not carried out twice', async () => {
    let answer = () => {};
    const answering = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const replies = [...passing];
    const { client, runs, proxy, model } = await connected(async () => {
      if (replies.length < passing.length) await answering;
      return replies.shift();
    });
    const seen = await read(client.stream('/gpt-editor', { body }), {
      'candidate.scored': () => {
        proxy.cut({ isNoticed: false });
        answer();
      },
    });
    expect(seen.at(-1)).toMatchObject({ type: 'result', data: { replayed: true, optimized: { prompt: better } } });
    // Nothing that is kept was told twice or left out.
    const steps = seen.flatMap((event) => ('sequence' in event ? [event.sequence] : []));
    expect(steps).toEqual(steps.map((_step, index) => index + 1));
    expect(await runs()).toHaveLength(1);
    expect(model.requests.map(({ purpose }) => purpose).filter((purpose) => purpose === 'rewrite')).toHaveLength(1);
  });

  test('gets its result though for a while something else answers where the server was', async () => {
    let answer = () => {};
    const answering = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const replies = [...passing];
    let refusals = 0;
    const { clientWith, runs, proxy } = await connected(async () => {
      if (replies.length < passing.length) await answering;
      return replies.shift();
    });
    const client = clientWith({
      fetch: async (request) => {
        const isAsking = request.url.endsWith('/events') || request.headers.get('accept') === 'application/json';
        if (!isAsking || refusals === 2) return fetch(request);
        refusals += 1;
        return new Response('<h1>Bad gateway</h1>', { status: 502 });
      },
    });
    const seen = await read(client.stream('/gpt-editor', { body }), {
      'candidate.scored': () => {
        proxy.cut({ isNoticed: false });
        answer();
      },
    });
    expect(seen.at(-1)).toMatchObject({ type: 'result', data: { optimized: { prompt: better } } });
    expect(refusals).toBe(2);
    expect(await runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  test('is not begun anew when it ended because the connection was lost', async () => {
    const { client, runs, proxy } = await connected(() => new Promise(() => {}));
    const cut = { 'model.called': () => proxy.cut({ isNoticed: true }) };
    const error = await caught(read(client.stream('/gpt-editor', { body }), cut));
    expect(error).toMatchObject({ name: 'ProblemError', problem: { code: 'run_canceled' } });
    expect(await runs()).toMatchObject([{ status: 'canceled' }]);
  });

  test('is a TypeError where nobody answers', async () => {
    const client = createClient({ baseUrl: 'http://127.0.0.1:9/api' });
    expect(await caught(read(client.stream('/gpt-editor', { body })))).toBeInstanceOf(TypeError);
  });

  test('is a problem where something else answers', async () => {
    const server = createServer((_request, response) => response.writeHead(502).end('<h1>Bad gateway</h1>'));
    closed(server);
    const client = createClient({ baseUrl: `${await addressOf(server)}/api` });
    const error = await caught(read(client.stream('/gpt-editor', { body })));
    expect(error).toMatchObject({ name: 'ProblemError', problem: { status: 502, code: 'internal' } });
  });
});

describe('an access token whose time is over', () => {
  /** A client with a jar of cookies, as a browser has it, and the requests it has sent. */
  async function browsing() {
    const made = forgeWithAuth();
    await made.registered('ada@example.com');
    const cookies = sessionCookies({ secure: false });
    const server = createServer(nodeHandler(createHandler(made.forge, { cookies })));
    closed(server);
    const jar = new Map<string, string>();
    const sent: string[] = [];
    const client = createClient({
      baseUrl: `${await addressOf(server)}/api`,
      async fetch(request) {
        sent.push(new URL(request.url).pathname);
        request.headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
        request.headers.set('sec-fetch-site', 'same-origin');
        const response = await fetch(request);
        for (const cookie of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
          jar.set(name, value);
        }
        return response;
      },
    });
    const signIn = () => client.POST('/auth/sign-in', { body: { email: 'ada@example.com', password } });
    return { ...made, client, jar, sent, signIn };
  }

  test.each([
    'is refused',
    'has been dropped by the browser',
  ])('is renewed by its cookie, once for all, when it %s', async (how) => {
    const { client, clock, jar, sent, signIn } = await browsing();
    const { data } = await signIn();
    clock.advance(Number(data?.expiresIn) * 1_000 + 60_000);
    if (how !== 'is refused') jar.delete('session');
    sent.length = 0;
    const answers = await Promise.all(Array.from({ length: 5 }, () => client.GET('/me')));
    expect(answers.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 200]);
    expect(sent.filter((path) => path === '/api/sessions/refresh')).toHaveLength(1);
    // What is sent again still has its body.
    clock.advance(Number(data?.expiresIn) * 1_000 + 60_000);
    expect((await client.POST('/validate', { body: { prompt } })).response.status).toBe(200);
  });

  test('is told where it cannot be renewed', async () => {
    const { client, sent } = await browsing();
    const { error } = await client.GET('/me');
    expect(error?.code).toBe('session_missing');
    expect(sent).toEqual(['/api/me', '/api/sessions/refresh']);
  });

  test('is replaced as the host sees to it, for streams as well', async () => {
    const { clientWith, forge, clock } = await connected();
    const tokens = [(await forge.sessions.issue({ userId: 'ada', orgId: 'acme' })).accessToken];
    let renewals = 0;
    const client = clientWith({
      token: () => tokens.at(-1) ?? null,
      async renew() {
        renewals += 1;
        tokens.push((await forge.sessions.issue({ userId: 'ada', orgId: 'acme' })).accessToken);
        return true;
      },
    });
    clock.advance(24 * 3_600_000);
    expect((await read(client.stream('/gpt-editor', { body }))).at(-1)?.type).toBe('result');
    expect((await client.GET('/me')).response.status).toBe(200);
    expect(renewals).toBe(1);
  });

  test('is told where nobody sees to a new one', async () => {
    const { client, clock } = await connected();
    clock.advance(24 * 3_600_000);
    expect((await client.GET('/me')).error?.code).toBe('session_expired');
  });
});
