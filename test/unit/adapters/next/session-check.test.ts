import { describe, expect, test } from 'vitest';
import { nextHandler, type SessionCheckOptions, sessionCheck } from '../../../../adapters/next/index.js';
import { forgeWithModel } from '../../../fixtures/forge-with-model.js';
import { refusal } from '../../../fixtures/rejection.js';

async function setUp(options: Partial<SessionCheckOptions> = {}) {
  const parts = forgeWithModel([], { engine: 'rules' });
  const check = sessionCheck(parts.forge, { signIn: '/sign-in', cookie: 'session', ...options });
  const cookie = `session=${await parts.tokenFor()}`;
  const ask = (path: string, { method = 'GET', ...headers }: Readonly<Record<string, string>> = {}) =>
    check(new Request(`https://app.test${path}`, { method, headers }));
  return { ...parts, check, cookie, ask };
}

/** Where a response sends to; `on` when the page is served. */
function outcome(response: Response | undefined): string {
  if (response === undefined) return 'on';
  return response.headers.get('location') ?? String(response.status);
}

describe('without a session', () => {
  test.each([
    ['/', 'https://app.test/sign-in?next=%2F'],
    ['/reports?page=2&x=%20', 'https://app.test/sign-in?next=%2Freports%3Fpage%3D2%26x%3D%2520'],
    ['/apiary', 'https://app.test/sign-in?next=%2Fapiary'],
    ['/sign-in-help', 'https://app.test/sign-in?next=%2Fsign-in-help'],
    ['/sign-in/../reports', 'https://app.test/sign-in?next=%2Freports'],
    ['//evil.test/x', 'https://app.test/sign-in?next=%2Fevil.test%2Fx'],
    ['/\\evil.test/x', 'https://app.test/sign-in?next=%2Fevil.test%2Fx'],
    ['/_next/data/build/reports.json', 'https://app.test/sign-in?next=%2F_next%2Fdata%2Fbuild%2Freports.json'],
    ['/_nextgen', 'https://app.test/sign-in?next=%2F_nextgen'],
    ['/sign-in', 'on'],
    ['/sign-in/', 'on'],
    ['/sign-in?next=%2F', 'on'],
    ['/sign-in/forgotten', 'on'],
    ['/_next/static/chunk.js', 'on'],
    ['/prices', 'on'],
    ['/prices/enterprise', 'on'],
    ['/api', '401'],
    ['/api/gpt-editor', '401'],
    ['/rpc/x', 'https://app.test/sign-in?next=%2Frpc%2Fx'],
  ])('%s leads to %s', async (path, expected) => {
    const { ask } = await setUp({ open: ['/prices/'] });
    expect(outcome(await ask(path))).toBe(expected);
  });

  test('a page sends to sign in temporarily, and a form that was sent is not sent again', async () => {
    const { ask } = await setUp();
    expect([(await ask('/reports'))?.status, (await ask('/reports', { method: 'POST' }))?.status]).toEqual([307, 303]);
    expect((await ask('/reports'))?.headers.get('cache-control')).toBe('no-store');
  });

  test('an API is answered a problem document with a challenge', async () => {
    const { ask } = await setUp({ api: ['/rpc'] });
    const response = await ask('/rpc/x', { cookie: 'session=x.y.z' });
    expect([response?.status, response?.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    expect(response?.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(outcome(await ask('/api/x'))).toContain('/sign-in');
  });

  test('the start page alone is open by "/"', async () => {
    const { ask } = await setUp({ open: ['/'] });
    expect([outcome(await ask('/')), outcome(await ask('/x'))]).toEqual(['on', expect.stringContaining('/sign-in')]);
  });

  test('the parameter has the name the host gives it, or is left out', async () => {
    const [named, none] = [await setUp({ returnTo: 'back' }), await setUp({ returnTo: null })];
    expect(outcome(await named.ask('/x'))).toBe('https://app.test/sign-in?back=%2Fx');
    expect(outcome(await none.ask('/x'))).toBe('https://app.test/sign-in');
  });

  test('an application below a path of its own stays there', async () => {
    const { check } = await setUp();
    const nextUrl = { pathname: '/x', search: '', basePath: '/shop' };
    const request = Object.assign(new Request('https://app.test/x'), { nextUrl });
    expect(outcome(await check(request))).toBe('https://app.test/shop/sign-in?next=%2Fx');
  });
});

describe('with a session', () => {
  test('pages, API and sign-in page are served, by cookie or header', async () => {
    const { ask, cookie, tokenFor } = await setUp();
    const authorization = `Bearer ${await tokenFor()}`;
    for (const path of ['/', '/reports', '/api/x', '/sign-in']) {
      expect([outcome(await ask(path, { cookie })), outcome(await ask(path, { authorization }))]).toEqual(['on', 'on']);
    }
  });

  test('that was ended, is forged or sent by another site, it is as without one', async () => {
    const { ask, cookie, forge } = await setUp();
    expect(outcome(await ask('/x', { cookie: 'session=x.y.z' }))).toContain('/sign-in');
    expect(outcome(await ask('/api/x', { method: 'POST', cookie, 'sec-fetch-site': 'cross-site' }))).toBe('401');
    await forge.sessions.revokeAll({ userId: 'ada' });
    expect(outcome(await ask('/x', { cookie }))).toContain('/sign-in');
  });

  test('the cookie counts only where the host named one', async () => {
    const parts = forgeWithModel([], { engine: 'rules' });
    const check = sessionCheck(parts.forge, { signIn: '/sign-in' });
    const token = await parts.tokenFor();
    const ask = (headers: Record<string, string>) => check(new Request('https://app.test/x', { headers }));
    expect(outcome(await ask({ cookie: `session=${token}; =${token}; undefined=${token}` }))).toContain('/sign-in');
    expect(outcome(await ask({ authorization: `Bearer ${token}` }))).toBe('on');
  });
});

test('while sessions cannot be verified nobody is sent to sign in, and the host is told', async () => {
  const { ask, forge, cookie } = await setUp();
  await forge.close();
  expect([outcome(await ask('/x', { cookie })), outcome(await ask('/api/x', { cookie }))]).toEqual(['503', '503']);
});

test('a failure of the host is reported', async () => {
  const failing = () => Promise.reject(new Error('of the host'));
  const { ask, reported } = await setUp({ tokenOf: failing });
  expect(outcome(await ask('/x'))).toBe('500');
  expect(reported).toMatchObject([{ context: { during: 'http' } }]);
});

test.each<Partial<SessionCheckOptions>>([
  { signIn: 'sign-in' },
  { signIn: '//evil.test' },
  { signIn: '/\\evil.test' },
  { signIn: 'https://evil.test/sign-in' },
  { signIn: '/sign-in?x=1' },
  { signIn: undefined as never },
  { cookie: '' },
  { cookie: 'a b' },
  { open: ['prices'] },
  { api: ['https://app.test/api'] },
])('%j is refused while the application starts', async (options) => {
  const { forge } = forgeWithModel([], { engine: 'rules' });
  expect((await refusal(() => sessionCheck(forge, { signIn: '/sign-in', ...options }))).code).toBe('config_invalid');
});

test('a route file gets every method it may export, without what Next passes besides', async () => {
  const given: number[] = [];
  const routes = nextHandler((...words) => {
    given.push(words.length);
    return Promise.resolve(new Response());
  });
  expect(Object.keys(routes)).toEqual(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
  const route = routes.GET as (request: Request, context: object) => Promise<Response>;
  await route(new Request('http://localhost/'), { params: {} });
  expect(given).toEqual([1]);
});
