import { Hono } from 'hono';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type GuardedVariables, guard, honoHandler } from '../../../../adapters/hono/index.js';
import { type Admitted, createHandler } from '../../../../src/http/index.js';
import type { Feature } from '../../../../src/index.js';
import { forgeWithModel, prompt } from '../../../fixtures/forge-with-model.js';
import { refusal } from '../../../fixtures/rejection.js';

interface Environment {
  readonly Bindings: { readonly NAME: string };
  readonly Variables: GuardedVariables & { readonly own: string };
}

async function setUp() {
  const parts = forgeWithModel([], { engine: 'rules' });
  return { ...parts, headers: { authorization: `Bearer ${await parts.tokenFor()}` } };
}

describe('a forge in Hono', () => {
  test.each([
    [
      'by app.all',
      (api: Hono, forge: Parameters<typeof createHandler>[0]) => api.all('/api/*', honoHandler(createHandler(forge))),
    ],
    [
      'by app.mount',
      (api: Hono, forge: Parameters<typeof createHandler>[0]) =>
        api.mount('/api', createHandler(forge, { basePath: '/' })),
    ],
    [
      'by app.route',
      (api: Hono, forge: Parameters<typeof createHandler>[0]) =>
        api.route('/api', new Hono().all('*', honoHandler(createHandler(forge)))),
    ],
  ])('is served %s', async (_how, mount) => {
    const { forge, headers } = await setUp();
    const app = new Hono();
    mount(app, forge);
    const sent = JSON.stringify({ prompt, sevenD: { domain: 'saas', output_format: 'md' } });
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: sent };
    expect((await app.request('/api/gpt-editor', init)).status).toBe(200);
    expect(await (await app.request('/api/health?x=1')).json()).toEqual({ status: 'ok' });
  });

  test.each(['json', 'text', 'arrayBuffer', 'blob'] as const)('reads a body again after c.req.%s()', async (how) => {
    const aborting = new AbortController();
    const app = new Hono();
    app.use(async ({ req }, next) => {
      await req[how]();
      await next();
    });
    app.all(
      '*',
      honoHandler(async (request) => {
        aborting.abort();
        return Response.json([request.method, request.url, request.signal.aborted, await request.json()]);
      }),
    );
    const init = { method: 'PUT', body: '{"a":"é"}', signal: aborting.signal };
    const response = await app.request('http://app.test/x?y=z', init);
    expect(await response.json()).toEqual(['PUT', 'http://app.test/x?y=z', true, { a: 'é' }]);
  });
});

describe('a guard in Hono', () => {
  test('fits an application with variables of its own, and tells the type of what it leaves', async () => {
    const { forge, headers } = await setUp();
    const app = new Hono<Environment>();
    app.get('/report/:id', guard(forge), (context) => {
      expectTypeOf(context.var.promptforge).toEqualTypeOf<Admitted>();
      return context.json([context.req.param('id'), context.get('promptforge').principal.userId]);
    });
    expect(await (await app.request('/report/7', { headers })).json()).toEqual(['7', 'ada']);
  });

  test.each([
    ['a redirect, whose headers nobody can change', 302, () => Response.redirect('http://app.test/there')],
    [
      'what the application answers for a handler that throws',
      500,
      () => {
        throw new Error('of the host');
      },
    ],
  ])('tells what is left with %s', async (_what, status, handler: () => Response) => {
    const { forge, headers } = await setUp();
    const app = new Hono<Environment>().use(guard(forge, { calls: 2 })).get('/report', handler);
    app.onError((_error, context) => context.text('by the host', 500));
    const response = await app.request('/report', { headers });
    expect([response.status, response.headers.get('ratelimit')]).toEqual([
      status,
      '"user-calls-hour";r=8;t=3600, "user-calls-month";r=48;t=648000',
    ]);
  });

  test('calls no handler for who is refused', async () => {
    const { forge, headers } = await setUp();
    let handled = 0;
    const app = new Hono<Environment>().get('/report', guard(forge, { calls: 10 }), (context) => {
      handled += 1;
      return context.text('in');
    });
    const statuses = [];
    for (const sent of [headers, headers, {}]) statuses.push((await app.request('/report', { headers: sent })).status);
    expect([statuses, handled]).toEqual([[200, 429, 401], 1]);
  });

  test('is refused while the application starts when its options make no sense', async () => {
    const { forge } = await setUp();
    expect((await refusal(() => guard(forge, { feature: 'time_travel' as Feature }))).code).toBe('config_invalid');
  });
});
